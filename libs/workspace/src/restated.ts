import type { AskedThen, Resolved } from '@assay/metrics';
import type { AnswerParts } from './answer.ts';
import type { States } from './states.ts';
import type { Asker } from './workspace.ts';
import { askedThen, foundValues, withTops } from '@assay/metrics';
import { stateSchema } from '@assay/model';
import { resolveMetrics } from './resolve-metrics.ts';
import { column } from './run.ts';
import { knownAt, statesOf } from './states.ts';

/** Older loads than these are not gone back to. */
const mostLoads = 1000;

/** Finished periods of a request, asked as they were once known. */
export interface Then extends AskedThen {
  readonly resolved: Resolved;
}

interface Scope {
  readonly parts: Pick<AnswerParts, 'knowledge' | 'runner' | 'warehouse'>;
  readonly asker: Asker;
}

/** Instants of the loads that are in force, oldest first. Only the embedded database has them. */
async function loadInstants({ parts: { runner, warehouse }, asker }: Scope): Promise<readonly string[]> {
  if (!warehouse.capabilities.history) return [];
  const sql = `select started_at from ${stateSchema}.loads where taken_back_at is null order by started_at desc limit ${mostLoads}`;
  const result = await runner.run({ sql, parameters: [] }, asker);
  return column(result, 'started_at').map(String).reverse();
}

/** What to ask, and of which states of the data, to see whether finished periods moved; nothing where nobody wants to know. */
export async function earlierStates(
  resolved: readonly Resolved[],
  states: States,
  scope: Scope,
): Promise<{ readonly then: readonly Then[]; readonly states: States }> {
  const wanting = resolved.filter(({ request }) => request.restated === true);
  if (wanting.length === 0) return { then: [], states: new Map() };
  const loads = await loadInstants(scope);
  const asked = wanting.flatMap((item) => askedThen(item, knownAt(states, item.request.asOf), loads));
  const requests = asked.map(({ request }) => request);
  const earlier = await statesOf(requests, scope.asker, scope.parts.knowledge);
  const then = asked.flatMap((each): readonly Then[] => {
    const known = knownAt(earlier, each.request.asOf);
    // A value that came later had no rows then.
    const found = resolveMetrics({ ...each.request, where: foundValues(each.request.where, known) }, known);
    // What nothing was known of then cannot have moved since.
    return 'resolved' in found ? [{ ...each, resolved: withTops(found.resolved, each.of.current.tops) }] : [];
  });
  return { then, states: earlier };
}
