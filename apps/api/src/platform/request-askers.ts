import type { Asker, Workspace } from '@assay/workspace';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Gatekeeper } from '../viewers/gatekeeper.ts';
import { GATEKEEPER, WORKSPACE } from './tokens.ts';

/** Header in which the dashboard names the page that asks; it ends up in the tags of the statements. */
export const pageHeader = 'assay-page';

/** Says of each request who asks, for which page, and until when. */
@Injectable()
export class RequestAskers implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();

  constructor(
    @Inject(WORKSPACE) private readonly workspace: Workspace,
    @Inject(GATEKEEPER) private readonly gatekeeper: Gatekeeper,
  ) {}

  /**
   * The signal fires when the asker leaves before the answer, or when the server stops: then nobody waits, and the
   * engine must not go on working. Throws UNAUTHENTICATED for a stranger whom no hook has turned away.
   */
  of(request: FastifyRequest, reply: FastifyReply): Asker {
    const viewer = this.gatekeeper.viewerOf(request);
    const left = this.leaving(reply);
    const named = request.headers[pageHeader];
    const page = this.workspace.pages.find(({ id }) => id === named)?.id ?? null;
    return { viewer, signal: left, page };
  }

  /** For who shows another proof than a viewer's: fires as the signal of an asker. */
  leaving(reply: FastifyReply): AbortSignal {
    const left = new AbortController();
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) left.abort();
    });
    return AbortSignal.any([left.signal, this.stopping.signal]);
  }

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }
}
