import type { Difference } from './difference.ts';
import { addPattern, sumPatterns } from './pair-table.ts';
import type { PairSums, PairTable } from './pair-table.ts';

/** Answers ready for Krippendorff's alpha: made by `answersOnScale` and `answersAsSets`. */
export interface PairedAnswers {
  readonly table: PairTable;
  readonly difference: Difference;
}

export interface Alpha {
  /** 1 is full agreement, 0 what chance gives; null without variation. */
  readonly alpha: number | null;
  /** Delete-one-unit jackknife; null where leaving out a unit leaves no variation. */
  readonly jackknifeSe: number | null;
  /** Units with at least two answers. */
  readonly units: number;
  /** Answers on those units. */
  readonly answers: number;
  readonly categoriesSeen: number;
  /** Answers outside the commonest category. */
  readonly outsideCommonest: number;
}

const add = (total: number, each: number) => total + each;

/** 1 - (n - 1) observed / expected, both over pairs of different categories (each pair once; the factor 2 cancels). */
export function alphaOfSums(
  { first, second }: Pick<PairTable, 'first' | 'second'>,
  { margins, coincidences }: PairSums,
  difference: Difference,
): number | null {
  const between = difference(margins);
  let observed = 0;
  for (let j = 0; j < coincidences.length; j++) {
    const weight = coincidences[j] as number;
    if (weight !== 0) observed += weight * between(first[j] as number, second[j] as number);
  }
  let expected = 0;
  let n = 0;
  for (let c = 0; c < margins.length; c++) {
    const count = margins[c] as number;
    if (count === 0) continue;
    n += count;
    for (let k = c + 1; k < margins.length; k++) {
      const other = margins[k] as number;
      if (other !== 0) expected += count * other * between(c, k);
    }
  }
  const alpha = 1 - ((n - 1) * observed) / expected;
  return expected > 0 && Number.isFinite(alpha) ? alpha : null;
}

/** Alpha of each pattern's units when one of them is left out, from the sums less that unit. */
function jackknifeSe({ table, difference }: PairedAnswers, sums: PairSums): number | null {
  const n = table.times.reduce(add, 0);
  const without = { margins: sums.margins.slice(), coincidences: sums.coincidences.slice() };
  const alphas: number[] = [];
  for (let p = 0; p < table.times.length; p++) {
    without.margins.set(sums.margins);
    without.coincidences.set(sums.coincidences);
    addPattern(table, without, { p, times: -1 });
    const alpha = alphaOfSums(table, without, difference);
    if (alpha === null) return null;
    alphas.push(alpha);
  }
  const weighed = (term: (alpha: number) => number) =>
    alphas.reduce((total, alpha, p) => total + (table.times[p] as number) * term(alpha), 0);
  const mean = weighed((alpha) => alpha) / n;
  return n >= 2 ? Math.sqrt(((n - 1) / n) * weighed((alpha) => (alpha - mean) ** 2)) : null;
}

/** Krippendorff's alpha with its jackknife standard error (Krippendorff 2011; 2018, ch. 12). */
export function alphaOf(paired: PairedAnswers): Alpha {
  const { table, difference } = paired;
  const sums = sumPatterns(table, table.times);
  const margins = [...sums.margins];
  const answers = margins.reduce(add, 0);
  const alpha = alphaOfSums(table, sums, difference);
  return {
    alpha,
    jackknifeSe: alpha === null ? null : jackknifeSe(paired, sums),
    units: table.times.reduce(add, 0),
    answers,
    categoriesSeen: margins.filter((count) => count > 0).length,
    outsideCommonest: answers - Math.max(0, ...margins),
  };
}
