import { AssayError } from '@assay/contract';
import type { Workspace } from '@assay/workspace';
import { Body, Controller, Inject, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { HttpFailureFilter } from '../platform/http-failure.filter.ts';
import { WORKSPACE } from '../platform/tokens.ts';
import { ExportFiles } from './export-files.ts';
import type { EntryFormat } from './quarantine-text.ts';
import { entriesAsCsv, entriesAsJsonl, quarantineFile } from './quarantine-text.ts';

/** What a load set aside as a file: `POST /export/quarantine.csv` or `.jsonl` with `{ "load": "id" }`. */
@Controller('export')
@UseFilters(HttpFailureFilter)
export class QuarantineExportController {
  constructor(
    @Inject(WORKSPACE) private readonly workspace: Workspace,
    @Inject(ExportFiles) private readonly files: ExportFiles,
  ) {}

  @Post('quarantine.csv')
  async csv(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(body, entriesAsCsv, { request, reply });
  }

  @Post('quarantine.jsonl')
  async jsonl(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(body, entriesAsJsonl, { request, reply });
  }

  private async send(
    body: unknown,
    format: EntryFormat,
    { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  ): Promise<void> {
    const asker = this.files.askerOf(request, reply);
    const file = await quarantineFile(loadIn(body), format, (question) => this.workspace.quarantine(question, asker));
    await this.files.send(reply, { name: file.name, type: format.type, content: Readable.from(file.pieces) });
  }
}

function loadIn(body: unknown): string {
  if (typeof body === 'object' && body !== null && 'load' in body && typeof body.load === 'string') return body.load;
  throw new AssayError('PARAM_INVALID', 'The body lacks "load".', { hint: 'Give the id of the load.' });
}
