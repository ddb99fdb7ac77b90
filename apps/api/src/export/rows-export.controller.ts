import type { Workspace } from '@assay/workspace';
import { Body, Controller, Inject, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { toCell, toRequest } from '../panels/to-request.ts';
import { HttpFailureFilter } from '../platform/http-failure.filter.ts';
import { WORKSPACE } from '../platform/tokens.ts';
import { ExportBody } from './export-body.ts';
import { ExportFiles } from './export-files.ts';
import { rowsCsv } from './rows-csv.ts';
import { startingWith } from './starting-with.ts';

/** The rows behind a number as a file: `POST /export/rows.csv` with `{ "request": PanelInput, "cell": CellInput }`. */
@Controller('export')
@UseFilters(HttpFailureFilter)
export class RowsExportController {
  constructor(
    @Inject(WORKSPACE) private readonly workspace: Workspace,
    @Inject(ExportBody) private readonly bodies: ExportBody,
    @Inject(ExportFiles) private readonly files: ExportFiles,
  ) {}

  @Post('rows.csv')
  async rows(@Body() body: unknown, @Req() httpRequest: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asker = this.files.askerOf(httpRequest, reply);
    const request = toRequest(this.bodies.request(body));
    const cell = toCell(this.bodies.cell(body));
    const chunks = rowsCsv({ request, cell }, asker, this.workspace);
    // Header and first chunk are awaited before the status is sent: what fails by then is a proper error.
    const header = await this.files.headerOf(request, asker, cell);
    const first = await chunks.next();
    const content = Readable.from(startingWith(header + (first.value ?? ''), chunks));
    await this.files.send(reply, {
      name: this.files.nameOf({ ...request, metrics: [cell.metric] }, '-rows.csv'),
      content,
    });
  }
}
