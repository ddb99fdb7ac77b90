import { AssayError } from '@assay/contract';
import { Body, Controller, Inject, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PanelAnswers } from '../panels/panel-answers.ts';
import type { MissingMetric, PanelFailed } from '../panels/panel-result.ts';
import { toRequest } from '../panels/to-request.ts';
import { HttpFailureFilter } from '../platform/http-failure.filter.ts';
import { csvComment } from './csv.ts';
import { ExportBody } from './export-body.ts';
import { ExportFiles } from './export-files.ts';
import { panelCsv } from './panel-csv.ts';

/** What the panel would say in its place, the id of the query too. */
function asError({ code, message, hint, queryId }: PanelFailed): AssayError {
  return new AssayError(code, message, { ...(hint && { hint }), ...(queryId && { queryId }) });
}

/** A comment for each metric that has no line, with the reason. */
const missingLines = (missing: readonly MissingMetric[]): string =>
  missing.map(({ metric, message }) => csvComment(`Without numbers ${metric}: ${message}`)).join('');

/** A panel's numbers as a file: `POST /export/panel.csv` with `{ "request": PanelInput }`. */
@Controller('export')
@UseFilters(HttpFailureFilter)
export class PanelExportController {
  constructor(
    @Inject(PanelAnswers) private readonly answers: PanelAnswers,
    @Inject(ExportBody) private readonly bodies: ExportBody,
    @Inject(ExportFiles) private readonly files: ExportFiles,
  ) {}

  @Post('panel.csv')
  async panel(@Body() body: unknown, @Req() httpRequest: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asker = this.files.askerOf(httpRequest, reply);
    const input = this.bodies.request(body);
    const request = toRequest(input);
    const header = await this.files.headerOf(request, asker);
    const [answer] = await this.answers.answer([input], asker);
    if (answer?.kind === 'failed') throw asError(answer);
    if (answer?.kind === 'empty' && answer.reason === 'no_access') {
      throw new AssayError('FORBIDDEN', answer.message, { hint: answer.hint });
    }
    // A panel without data is a file that says so by its header alone.
    const table = answer?.kind === 'ready' ? panelCsv(answer) : '';
    const content = header + missingLines(answer?.missing ?? []) + table;
    await this.files.send(reply, { name: this.files.nameOf(request, '.csv'), content });
  }
}
