import { alphaOf } from './alpha.ts';
import type { PairedAnswers } from './alpha.ts';
import { patternsOfRatings, soundPatterns } from './answer-pattern.ts';
import type { AnswerPattern, Ratings } from './answer-pattern.ts';
import { differenceOf } from './difference.ts';
import type { ScaleLevel } from './difference.ts';
import { pairTable } from './pair-table.ts';

export interface AnswersOnScale {
  readonly patterns: readonly AnswerPattern[];
  readonly level: ScaleLevel;
  /** Numbers behind the categories for interval and ratio scales; 0, 1, 2 ... when absent. */
  readonly values?: readonly number[];
}

/** Answers of one category each on a label scale. Patterns of fewer than two answers have no pair and are left out. */
export function answersOnScale({ patterns, level, values }: AnswersOnScale): PairedAnswers {
  const categories = Math.max(0, values?.length ?? 0, ...patterns.map(({ counts }) => counts.length));
  const scores = Array.from({ length: categories }, (_, category) => values?.[category] ?? category);
  const sparse = soundPatterns(patterns).map(({ counts, times }) => ({
    cells: counts.map((count, category) => ({ category, count })).filter(({ count }) => count > 0),
    times,
  }));
  return { table: pairTable(sparse, categories), difference: differenceOf(level, scores) };
}

export interface KrippendorffAlpha {
  readonly nominal: number | null;
  readonly ordinal: number | null;
  readonly interval: number | null;
  readonly ratio: number | null;
  readonly pairableUnits: number;
  readonly pairableValues: number;
  readonly nominalJackknifeSe: number | null;
}

/** Alpha of a table of ratings at every level. */
export function krippendorffAlpha(ratings: Ratings): KrippendorffAlpha {
  const { values, patterns } = patternsOfRatings(ratings);
  const at = (level: ScaleLevel) => alphaOf(answersOnScale({ patterns, level, values }));
  const nominal = at('nominal');
  return {
    nominal: nominal.alpha,
    ordinal: at('ordinal').alpha,
    interval: at('interval').alpha,
    ratio: at('ratio').alpha,
    pairableUnits: nominal.units,
    pairableValues: nominal.answers,
    nominalJackknifeSe: nominal.jackknifeSe,
  };
}
