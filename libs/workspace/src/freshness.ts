import type { Freshness } from '@assay/contract';
import type { SourceSpan } from './knowledge.ts';
import { dayOfInstant } from '@assay/metrics';

const latest = (instants: readonly string[]): string | null =>
  instants.length === 0 ? null : instants.reduce((a, b) => (a > b ? a : b));

/** How far the data reaches and when it came, by source. Both are facts of the data, not of when it was asked. */
export function freshnessOf(sources: readonly SourceSpan[], zone: string): Freshness {
  const through = latest(sources.map(({ lastAt }) => lastAt));
  return {
    dataThrough: through === null ? null : dayOfInstant(through, zone),
    loadedAt: latest(sources.map(({ loadedAt }) => loadedAt)),
    sources: sources.map(({ source, lastAt, loadedAt, rows }) => ({
      source,
      dataThrough: dayOfInstant(lastAt, zone),
      loadedAt,
      rows,
    })),
  };
}
