import type { AskedThen, Resolved } from '@assay/metrics';
import type { AnswerParts } from './answer.ts';
import type { States } from './states.ts';
import type { Asker } from './workspace.ts';
import { askedThen, foundValues, withTops } from '@assay/metrics';
import { loadInstants } from './loads.ts';
import { resolveMetrics } from './resolve-metrics.ts';
import { knownAt, statesOf } from './states.ts';

/** Finished periods of a request, asked as they were once known. */
export interface Then extends AskedThen {
  readonly resolved: Resolved;
}

interface Scope {
  readonly parts: Pick<AnswerParts, 'knowledge' | 'runner' | 'warehouse'>;
  readonly asker: Asker;
}

/** What to ask, and of which states of the data, to see whether finished periods moved; nothing where nobody wants to know. */
export async function earlierStates(
  resolved: readonly Resolved[],
  states: States,
  scope: Scope,
): Promise<{ readonly then: readonly Then[]; readonly states: States }> {
  const wanting = resolved.filter(({ request }) => request.restated === true);
  if (wanting.length === 0) return { then: [], states: new Map() };
  const { runner, warehouse } = scope.parts;
  // Only the embedded database keeps what it was.
  const loads = warehouse.capabilities.history ? await loadInstants(runner, scope.asker) : [];
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
