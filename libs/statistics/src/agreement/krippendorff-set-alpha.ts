import { alphaOf } from './alpha.ts';
import type { PairedAnswers } from './alpha.ts';
import { pairTable } from './pair-table.ts';

/** How far two sets of labels are apart, 0 to 1. */
export type SetDistance = 'jaccard' | 'masi';

/** Units with the same answers, each answer a set of labels in any order. */
export interface SetPattern {
  readonly sets: readonly (readonly string[])[];
  /** Number of units with these answers. */
  readonly times: number;
}

export interface AnswersAsSets {
  readonly patterns: readonly SetPattern[];
  readonly distance: SetDistance;
}

/**
 * 1 - |A and B|/|A or B| (Jaccard), with MASI times 1 for equal, 2/3 for one inside the other, 1/3 for overlapping
 * sets (Passonneau 2006). Two empty sets are the same; an empty and a filled one have nothing in common.
 */
export function setDistance(distance: SetDistance, one: ReadonlySet<string>, two: ReadonlySet<string>): number {
  const both = [...one].filter((label) => two.has(label)).length;
  const either = one.size + two.size - both;
  if (either === both) return 0;
  const isInside = both === Math.min(one.size, two.size);
  const monotone = isInside ? 2 / 3 : 1 / 3;
  return 1 - (both / either) * (distance === 'masi' ? monotone : 1);
}

/** Answers that are sets of labels; every distinct set is a category. Patterns of fewer than two answers are left out. */
export function answersAsSets({ patterns, distance }: AnswersAsSets): PairedAnswers {
  const categories = new Map<string, { readonly category: number; readonly labels: ReadonlySet<string> }>();
  const categoryOf = (set: readonly string[]): number => {
    const labels = new Set([...set].sort());
    const key = JSON.stringify([...labels]);
    const known = categories.get(key) ?? { category: categories.size, labels };
    categories.set(key, known);
    return known.category;
  };
  const sparse = patterns.map(({ sets, times }) => {
    const counts = new Map<number, number>();
    for (const category of sets.map(categoryOf)) counts.set(category, (counts.get(category) ?? 0) + 1);
    return { cells: [...counts].map(([category, count]) => ({ category, count })), times };
  });
  const labels = [...categories.values()].map((known) => known.labels);
  const distances = labels.map((one) => Float64Array.from(labels, (two) => setDistance(distance, one, two)));
  const between = (c: number, k: number) => distances[c]?.[k] ?? 0;
  return { table: pairTable(sparse, labels.length), difference: () => between };
}

export interface KrippendorffSetAlphaInput {
  /** One row a unit, one set an annotator; null where the annotator gave no answer. */
  readonly unitsByRaterSets: readonly (readonly (readonly string[] | null)[])[];
}

/** Alpha of answers that are sets of labels, by both distances. Null without variation. */
export function krippendorffSetAlpha({
  unitsByRaterSets,
}: KrippendorffSetAlphaInput): Readonly<Record<SetDistance, number | null>> {
  const patterns = unitsByRaterSets.map((unit) => ({ sets: unit.filter((set) => set !== null), times: 1 }));
  const by = (distance: SetDistance) => alphaOf(answersAsSets({ patterns, distance })).alpha;
  return { jaccard: by('jaccard'), masi: by('masi') };
}
