import type { PanelRequest, RowPage } from '@assay/contract';
import type { AnswerParts } from '../answer.ts';
import type { Asker, Explanation, RowsQuestion } from '../workspace.ts';
import type { Masks } from './unmask.ts';
import { refusalOfColumns, refusalOfRequest, refusalOfRows } from '@assay/metrics';
import { explainRequest } from '../explain.ts';
import { rowsBehind } from '../rows.ts';
import { forbid } from './access.ts';
import { readable } from './readable.ts';
import { masksOf, unmaskCell, unmaskRequest } from './unmask.ts';

/** Rows behind a number that the viewer may see, with the names that they may know. FORBIDDEN for the others. */
export async function rowsAs(question: RowsQuestion, asker: Asker, parts: AnswerParts): Promise<RowPage> {
  const { request, cell } = question;
  const scope = parts.access.scopeOf(asker);
  forbid(refusalOfRows(request, cell, scope));
  const masks = await masksOf({ ...request, by: [...request.by, ...Object.keys(cell.by)] }, asker, parts);
  const real = { ...question, request: unmaskRequest(request, masks), cell: unmaskCell(cell, masks) };
  const page = await rowsBehind(real, asker, parts);
  forbid(refusalOfColumns(page.columns, scope));
  return page;
}

/** The statements of the metrics of a request that the viewer may ask. FORBIDDEN where there is none. */
export async function explainAs(request: PanelRequest, asker: Asker, parts: AnswerParts): Promise<Explanation> {
  const scope = parts.access.scopeOf(asker);
  const { metrics } = readable(request, scope);
  if (metrics.length === 0) forbid(refusalOfRequest(request, scope));
  const masks = await masksOf(request, asker, parts);
  return maskedExplanation(await explainRequest(unmaskRequest({ ...request, metrics }, masks), asker, parts), masks);
}

/** A parameter that is a member's real id is shown as the viewer knows it. */
function maskedExplanation(explanation: Explanation, masks: Masks): Explanation {
  if (masks.size === 0) return explanation;
  const shown = new Map(
    [...masks.values()].flatMap(({ mask, members }) => members.map(({ value }) => [value, mask.value(value)] as const)),
  );
  const statements = explanation.statements.map((statement) => ({
    ...statement,
    parameters: statement.parameters.map((parameter) =>
      typeof parameter.value === 'string' && shown.has(parameter.value)
        ? { ...parameter, value: shown.get(parameter.value) ?? null }
        : parameter,
    ),
  }));
  return { ...explanation, statements };
}
