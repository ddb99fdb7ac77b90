import type { ExplainedStatement, PanelRequest } from '@assay/contract';
import type { AnswerParts } from './answer.ts';
import type { Asker, Explanation } from './workspace.ts';
import { planStatements, resolveRequest } from '@assay/metrics';
import { StatementRunner } from './run.ts';

/** The statements a request would send, with their estimate and what they last took. Nothing of the answer is run. */
export async function explainRequest(request: PanelRequest, asker: Asker, parts: AnswerParts): Promise<Explanation> {
  const known = await parts.knowledge.at(request.asOf).about([request], asker);
  const resolution = resolveRequest(request, known);
  const planned = resolution.kind === 'empty' ? [] : planStatements([resolution.resolved], known, parts.dialect);
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
