import { countText } from '@assay/contract';

/** "1,150 new, 50 changed": the counts that are not zero, each with its word. */
export function wordsOf(counts: readonly (readonly [count: number, word: string])[]): string {
  return counts.flatMap(([count, word]) => (count > 0 ? [`${countText(count)} ${word}`] : [])).join(', ');
}
