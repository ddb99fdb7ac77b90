import type { ExplainedStatement, PanelRequest } from '@assay/contract';
import type { AnswerParts } from './answer.ts';
import type { Asker, Explanation } from './workspace.ts';
import { planStatements } from '@assay/metrics';
import { asError } from './failed.ts';
import { resolveCutDown } from './answer.ts';
import { StatementRunner } from './run.ts';

/** The statements a request would send, with their estimate and what they last took. Nothing is run but what ranks a split of many values. */
export async function explainRequest(request: PanelRequest, asker: Asker, parts: AnswerParts): Promise<Explanation> {
  const known = await parts.knowledge.at(request.asOf).about([request], asker);
  const askable = await resolveCutDown(request, known, { parts, asker });
  if ('answer' in askable && askable.answer.kind === 'failed') throw asError(askable.answer);
  const planned = 'resolved' in askable ? planStatements([askable.resolved], known, parts.dialect) : [];
  const statements = await Promise.all(
    planned.map(async ({ statement, layout }): Promise<ExplainedStatement> => {
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
