import { alphaOfSums } from './alpha.ts';
import { soundPatterns } from './answer-pattern.ts';
import type { AnswerPattern } from './answer-pattern.ts';
import { differenceOf } from './difference.ts';
import type { ScaleLevel } from './difference.ts';

/** Coincidences of one label scale; they add over units, so over weeks, tasks and vendors. */
export interface Coincidences {
  /** Units with at least two answers. */
  readonly units: number;
  /** Row and column a category: ordered pairs of answers on one unit, each unit's pairs weighing 1/(m - 1). Symmetric; a row adds to the category's answers. */
  readonly matrix: readonly (readonly number[])[];
}

function grid(size: number, cell: (c: number, k: number) => number): number[][] {
  return Array.from({ length: size }, (_, c) => Array.from({ length: size }, (__, k) => cell(c, k)));
}

/** Coincidence matrix of patterns (Krippendorff 2011). Patterns of fewer than two answers add nothing. */
export function coincidencesOf(patterns: readonly AnswerPattern[]): Coincidences {
  const matrix = grid(Math.max(0, ...patterns.map(({ counts }) => counts.length)), () => 0);
  let units = 0;
  for (const { counts, times } of soundPatterns(patterns)) {
    const m = counts.reduce((total, count) => total + count, 0);
    if (m < 2) continue;
    units += times;
    counts.forEach((count, c) => {
      const row = matrix[c] as number[];
      if (count > 0) counts.forEach((other, k) => (row[k]! += (times * count * (other - (c === k ? 1 : 0))) / (m - 1)));
    });
  }
  return { units, matrix };
}

/** Sum of two; the shorter scale is taken as the beginning of the longer. */
export function addCoincidences(one: Coincidences, two: Coincidences): Coincidences {
  const size = Math.max(one.matrix.length, two.matrix.length);
  return {
    units: one.units + two.units,
    matrix: grid(size, (c, k) => (one.matrix[c]?.[k] ?? 0) + (two.matrix[c]?.[k] ?? 0)),
  };
}

export interface AlphaOfCoincidences {
  readonly coincidences: Coincidences;
  readonly level: ScaleLevel;
  /** Numbers behind the categories for interval and ratio scales; 0, 1, 2 ... when absent. */
  readonly values?: readonly number[];
}

/** Krippendorff's alpha of coincidences that were added up. Its interval needs the patterns. */
export function alphaOfCoincidences({ coincidences, level, values }: AlphaOfCoincidences): number | null {
  const { matrix } = coincidences;
  const pairs = matrix.flatMap((row, c) => row.flatMap((weight, k) => (c < k ? [{ c, k, weight }] : [])));
  return alphaOfSums(
    { first: Int32Array.from(pairs, ({ c }) => c), second: Int32Array.from(pairs, ({ k }) => k) },
    {
      margins: Float64Array.from(matrix, (row) => row.reduce((total, weight) => total + weight, 0)),
      coincidences: Float64Array.from(pairs, ({ weight }) => weight),
    },
    differenceOf(
      level,
      matrix.map((_, category) => values?.[category] ?? category),
    ),
  );
}
