import { AssayError } from '@assay/contract';
import { Body, Controller, Inject, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PanelAnswers } from '../panels/panel-answers.ts';
import type { PanelFailed, PanelResultShape } from '../panels/panel-result.ts';
import { toRequest } from '../panels/to-request.ts';
import { HttpFailureFilter } from '../platform/http-failure.filter.ts';
import { ExportBody } from './export-body.ts';
import { ExportFiles } from './export-files.ts';
import { panelLines, together } from './panel-file.ts';

/** What the panel would say in its place, the id of the query too. */
function asError({ code, message, hint, queryId }: PanelFailed): AssayError {
  return new AssayError(code, message, { ...(hint && { hint }), ...(queryId && { queryId }) });
}

/** Where nothing of it can be shown, a panel fails as it does on its page. */
function refuse(answers: readonly PanelResultShape[]): void {
  const [first] = answers;
  if (answers.every(({ kind }) => kind === 'failed') && first?.kind === 'failed') throw asError(first);
  const isClosed = (answer: PanelResultShape): boolean => answer.kind === 'empty' && answer.reason === 'no_access';
  if (answers.every(isClosed) && first?.kind === 'empty') {
    throw new AssayError('FORBIDDEN', first.message, { hint: first.hint });
  }
}

/** A panel's numbers as a file: `POST /export/panel.csv` with `{ "request": PanelInput }`, or `requests`. */
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
    const inputs = this.bodies.requests(body);
    const [first, ...others] = inputs.map(toRequest);
    if (!first) throw new TypeError('A body without requests was read.');
    const shared = together(first, others);
    const header = await this.files.headerOf(shared, asker);
    const { results: answers } = await this.answers.answer(inputs, asker);
    refuse(answers);
    const lines = panelLines(
      [first, ...others].flatMap((request, at) => {
        const answer = answers[at];
        return answer ? [{ request, answer }] : [];
      }),
    );
    await this.files.send(reply, { name: this.files.nameOf(shared, '.csv'), content: header + lines });
  }
}
