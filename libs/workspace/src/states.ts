import type { PanelRequest } from '@assay/contract';
import type { Known } from '@assay/metrics';
import type { KnowledgeAt } from './knowledge-at.ts';
import type { Asker } from './workspace.ts';
import { AssayError } from '@assay/contract';

/** What is known of the data at each instant asked for; an instant that cannot be asked for fails its requests alone. */
export type States = ReadonlyMap<PanelRequest['asOf'], Known | AssayError>;

export async function statesOf(
  requests: readonly PanelRequest[],
  asker: Asker,
  knowledge: KnowledgeAt,
): Promise<States> {
  const instants = [...Map.groupBy(requests, ({ asOf }) => asOf)];
  const known = instants.map(async ([asOf, own]): Promise<readonly [string | null, Known | AssayError]> => {
    try {
      return [asOf, await knowledge.at(asOf).about(own, asker)];
    } catch (error) {
      if (asOf === null || !(error instanceof AssayError)) throw error;
      return [asOf, error];
    }
  });
  return new Map(await Promise.all(known));
}

/** Throws what kept an instant from being asked for. */
export function knownAt(states: States, asOf: PanelRequest['asOf']): Known {
  const known = states.get(asOf);
  if (known === undefined) throw new AssayError('INTERNAL', 'Nobody asked what was known then.');
  if (known instanceof AssayError) throw known;
  return known;
}
