import type { AgreementPattern } from './parts.ts';

// Resampling follows this order, which an engine need not keep.
const sorted = (patterns: readonly AgreementPattern[]): readonly AgreementPattern[] =>
  patterns
    .map((pattern) => ({ pattern, key: JSON.stringify(pattern.labels) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ pattern }) => pattern);

/** Each pattern once, with all its items, in an order of its own. */
export function mergedPatterns(patterns: readonly AgreementPattern[]): readonly AgreementPattern[] {
  const items = new Map<string, AgreementPattern>();
  for (const { labels, items: more } of patterns) {
    const key = JSON.stringify(labels);
    items.set(key, { labels, items: (items.get(key)?.items ?? 0) + more });
  }
  return sorted([...items.values()]);
}
