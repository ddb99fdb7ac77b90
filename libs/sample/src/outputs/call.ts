import type { Chance } from '../chance.ts';
import type { OutputRow } from './output-row.ts';

/** Two sources, so that a new detail of calls leaves what is asked and answered as it was. */
export interface Draws {
  readonly behaviour: Chance;
  readonly calls: Chance;
}

/** How a call ended: most are fine, some fail for reasons that are no fault of the answer. */
export function callOf(
  chance: Chance,
  needsSchema: boolean,
): Pick<OutputRow, 'status' | 'schema_required' | 'schema_valid' | 'latency_ms'> {
  const status = chance.pick<OutputRow['status']>([
    ['ok', 97.6],
    ['error', 0.8],
    ['timeout', 0.7],
    ['truncated', 0.6],
    ['blocked', 0.3],
  ]);
  const haste = chance.unit();
  return {
    status,
    schema_required: needsSchema,
    schema_valid:
      needsSchema && (status === 'ok' || status === 'truncated') ? status === 'ok' && chance.happens(0.978) : null,
    latency_ms: status === 'timeout' ? 60_000 : Math.round(400 + 5600 * haste * haste * haste),
  };
}
