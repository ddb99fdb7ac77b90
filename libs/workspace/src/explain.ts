import type { ExplainedStatement, PanelRequest } from '@assay/contract';
import type { AnswerParts } from './answer.ts';
import type { PlannedStatement, Resolved } from '@assay/metrics';
import type { Asker, Explanation } from './workspace.ts';
import { isKeptFromFew, planStatements } from '@assay/metrics';
import { asError } from './failed.ts';
import { besideAs, resolveCutDown } from './answer.ts';
import { StatementRunner } from './run.ts';

/** A planned statement, and those beside it that count people and pairs of cases, where that is asked for. */
function sent(plan: PlannedStatement, hasPeople: boolean): readonly Pick<PlannedStatement, 'statement' | 'layout'>[] {
  const counting = hasPeople ? plan.people() : null;
  return [plan, ...(counting ? [{ ...plan, statement: counting.statement }] : []), ...(plan.pairs ? [plan.pairs] : [])];
}

/** The statements a request would send, with their estimate and what they last took. Nothing is run but what ranks a split of many values. */
export async function explainRequest(request: PanelRequest, asker: Asker, parts: AnswerParts): Promise<Explanation> {
  const known = await parts.knowledge.at(request.asOf).about([request], asker);
  const askable = await resolveCutDown(request, known, { parts, asker });
  if ('answer' in askable && askable.answer.kind === 'failed') throw asError(askable.answer);
  const states = new Map([[request.asOf, known]]);
  const together = (item: Resolved): readonly Resolved[] => [
    item,
    ...besideAs(item, states, { parts, asker }).map(({ resolved }) => resolved),
  ];
  const hasPeople = isKeptFromFew(parts.access.scopeOf(asker));
  const planned = 'resolved' in askable ? planStatements(together(askable.resolved), known, parts.dialect) : [];
  const statements = await Promise.all(
    planned
      .flatMap((plan) => sent(plan, hasPeople))
      .map(async ({ statement, layout }): Promise<ExplainedStatement> => {
        const metrics = layout.metrics.map(({ id }) => id);
        const last = parts.runner.last(statement);
        return {
          ...statement,
          estimate: await parts.warehouse.estimate(statement, asker.signal),
          lastElapsedMs: last?.elapsedMs ?? null,
          lastRows: last?.rows ?? null,
          tags: StatementRunner.tagsOf(asker, metrics),
          sharedBy: metrics,
        };
      }),
  );
  return { engine: parts.warehouse.engine, statements };
}
