import { patternsOfRatings, soundPatterns } from './answer-pattern.ts';
import type { AnswerPattern, Ratings } from './answer-pattern.ts';

export interface PercentAgreement {
  /** Pairs of answers on one unit, over all units. */
  readonly pairs: number;
  readonly agreeing: number;
  /** Agreeing pairs / pairs: units with many answers weigh more. */
  readonly pairWeighted: number | null;
  /** Mean over units of the unit's share: every unit weighs the same. */
  readonly itemWeighted: number | null;
}

const pairsAmong = (count: number) => (count * (count - 1)) / 2;

/** Share of pairs of answers on one unit that agree; not corrected for chance. Null without a unit of two answers. */
export function percentAgreementOfPatterns(patterns: readonly AnswerPattern[]): PercentAgreement {
  let pairs = 0;
  let agreeing = 0;
  let units = 0;
  let shares = 0;
  for (const { counts, times } of soundPatterns(patterns)) {
    const of = pairsAmong(counts.reduce((total, count) => total + count, 0));
    if (of < 1) continue;
    const same = counts.reduce((total, count) => total + pairsAmong(count), 0);
    pairs += times * of;
    agreeing += times * same;
    units += times;
    shares += times * (same / of);
  }
  return {
    pairs,
    agreeing,
    pairWeighted: units > 0 ? agreeing / pairs : null,
    itemWeighted: units > 0 ? shares / units : null,
  };
}

/** The same of a table of ratings. */
export function percentAgreement(ratings: Ratings): PercentAgreement {
  return percentAgreementOfPatterns(patternsOfRatings(ratings).patterns);
}
