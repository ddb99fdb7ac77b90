import type { AgreementPattern } from './parts.ts';

/** Each pattern once, with all its items, in an order that no engine has to keep: resampling follows it. */
export function mergedPatterns(patterns: readonly AgreementPattern[]): readonly AgreementPattern[] {
  const merged = new Map<string, AgreementPattern>();
  for (const { labels, items } of patterns) {
    const key = JSON.stringify(labels);
    merged.set(key, { labels, items: (merged.get(key)?.items ?? 0) + items });
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pattern]) => pattern);
}
