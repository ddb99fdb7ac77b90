import type { Viewer } from '@assay/contract';
import type { Asker, Workspace } from '@assay/workspace';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WORKSPACE } from './tokens.ts';

/** Header in which the dashboard names the page that asks; it ends up in the tags of the statements. */
export const pageHeader = 'assay-page';

/** On loopback whoever reaches the server is its owner. */
const owner: Viewer = { id: 'owner', role: 'owner' };

/** Says of each request who asks, for which page, and until when. */
@Injectable()
export class RequestAskers implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();

  constructor(@Inject(WORKSPACE) private readonly workspace: Workspace) {}

  /**
   * The signal fires when the asker leaves before the answer, or when the server stops: then nobody waits, and the
   * engine must not go on working.
   */
  of(request: FastifyRequest, reply: FastifyReply): Asker {
    const left = new AbortController();
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) left.abort();
    });
    const named = request.headers[pageHeader];
    const page = this.workspace.pages.find(({ id }) => id === named)?.id ?? null;
    return { viewer: owner, signal: AbortSignal.any([left.signal, this.stopping.signal]), page };
  }

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }
}
