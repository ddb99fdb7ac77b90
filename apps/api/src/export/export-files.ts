import type { Cell, PanelRequest } from '@assay/contract';
import type { Asker, Workspace } from '@assay/workspace';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { RequestAskers } from '../platform/request-askers.ts';
import { WORKSPACE } from '../platform/tokens.ts';
import { definitionHeader } from './definition-header.ts';

export interface ExportedFile {
  readonly name: string;
  /** CSV where it is not said. */
  readonly type?: string;
  readonly content: string | Readable;
}

/** What all exported files have in common: an asker, a header that says what they hold, and how they are sent. */
@Injectable()
export class ExportFiles {
  constructor(
    @Inject(WORKSPACE) private readonly workspace: Workspace,
    @Inject(RequestAskers) private readonly askers: RequestAskers,
  ) {}

  askerOf(request: FastifyRequest, reply: FastifyReply): Asker {
    return this.askers.of(request, reply);
  }

  /** A name that says what is inside: over_refusal_rate-by-workflow.csv. */
  nameOf({ metrics, by }: PanelRequest, ending: string): string {
    const subject = metrics.length <= 2 ? metrics.join('-') : 'panel';
    const split = by.length > 0 ? `-by-${by.join('-')}` : '';
    return `${`${subject}${split}`.replaceAll(/[^a-z0-9_-]/g, '')}${ending}`;
  }

  /** Of the rows of a number with its cell. */
  async headerOf(request: PanelRequest, asker: Asker, cell?: Cell): Promise<string> {
    const freshness = await this.workspace.freshness(request.asOf, asker);
    const { catalogue } = this.workspace;
    return definitionHeader({ request, catalogue, freshness, generatedAt: new Date(), ...(cell ? { cell } : {}) });
  }

  async send(reply: FastifyReply, { name, content, type = 'text/csv; charset=utf-8' }: ExportedFile): Promise<void> {
    // Nest answers a POST with 201, but nothing is made here.
    await reply
      .code(200)
      .type(type)
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'no-store')
      .send(content);
  }
}
