import { agreementWeights } from './agreement-weights.ts';
import type { AgreementWeighting } from './agreement-weights.ts';
import { patternsOfRatings, soundPatterns } from './answer-pattern.ts';
import type { AnswerPattern, Ratings } from './answer-pattern.ts';

export interface GwetCoefficient {
  /** Mean agreement of two answers on a unit. */
  readonly observed: number | null;
  /** What chance would give. */
  readonly chance: number | null;
  readonly coef: number | null;
  readonly se: number | null;
}

export interface GwetInput {
  /** Units with one answer have no pair but count in the shares of the categories. */
  readonly patterns: readonly AnswerPattern[];
  /** `identity` is AC1, the others AC2. */
  readonly weighting: AgreementWeighting;
  /** Numbers behind the categories, one each, used or not; 0, 1, 2 ... when absent. */
  readonly values?: readonly number[];
}

/** A unit's share of each category, the agreement of its pairs, and how many units are like it. */
interface UnitKind {
  readonly shares: readonly number[];
  readonly agreement: number;
  readonly isPaired: boolean;
  readonly times: number;
}

const nothing: GwetCoefficient = { observed: null, chance: null, coef: null, se: null };

const dot = (one: readonly number[], two: readonly number[]) =>
  one.reduce((total, each, i) => total + each * (two[i] ?? 0), 0);

function kindOf({ counts, times }: AnswerPattern, weights: readonly number[][]): UnitKind {
  const answers = counts.reduce((total, count) => total + count, 0);
  const isPaired = answers >= 2;
  const agreeing = counts.reduce((total, count, k) => total + count * (dot(counts, weights[k] ?? []) - 1), 0);
  return {
    shares: weights.map((_, k) => (counts[k] ?? 0) / answers),
    agreement: isPaired ? agreeing / (answers * (answers - 1)) : 0,
    isPaired,
    times,
  };
}

/** Gwet's AC1 and AC2 with their standard error over units (Gwet 2008, Br J Math Stat Psychol 61:29; 2014). Null without pairs, without variation in the scale, or for one category. */
export function gwetAcOfPatterns({ patterns, weighting, values }: GwetInput): GwetCoefficient {
  const q = Math.max(0, values?.length ?? 0, ...patterns.map(({ counts }) => counts.length));
  const weights = agreementWeights(
    weighting,
    Array.from({ length: q }, (_, k) => values?.[k] ?? k),
  );
  const answered = soundPatterns(patterns).filter(({ counts }) => counts.some((count) => count > 0));
  const kinds = answered.map((pattern) => kindOf(pattern, weights));
  const sum = (term: (kind: UnitKind) => number) => kinds.reduce((total, kind) => total + kind.times * term(kind), 0);
  const n = sum(() => 1);
  const paired = sum(({ isPaired }) => (isPaired ? 1 : 0));
  if (!(paired > 0 && q >= 2)) return nothing;
  const observed = sum(({ agreement }) => agreement) / paired;
  const rest = weights.map((_, k) => 1 - sum(({ shares }) => shares[k] as number) / n);
  const factor = weights.flat().reduce((total, weight) => total + weight, 0) / (q * (q - 1));
  const chance = factor * rest.reduce((total, each) => total + each * (1 - each), 0);
  const coef = (observed - chance) / (1 - chance);
  if (Number.isNaN(observed)) return nothing;
  if (!Number.isFinite(coef)) return { ...nothing, observed };
  const linear = ({ shares, agreement, isPaired }: UnitKind) => {
    const own = ((n / paired) * (agreement - (isPaired ? chance : 0))) / (1 - chance);
    return own - (2 * (1 - coef) * (factor * dot(shares, rest) - chance)) / (1 - chance);
  };
  const squares = sum((kind) => (linear(kind) - coef) ** 2);
  return { observed, chance, coef, se: n >= 2 ? Math.sqrt(squares / (n * (n - 1))) : null };
}

/** AC1 and the three AC2 of a table of ratings; the scale is the values that occur. */
export function gwetAc(
  ratings: Ratings,
): Readonly<Record<'ac1' | 'ac2Linear' | 'ac2Quadratic' | 'ac2Ordinal', GwetCoefficient>> {
  const { values, patterns } = patternsOfRatings(ratings);
  const by = (weighting: AgreementWeighting) => gwetAcOfPatterns({ patterns, weighting, values });
  return { ac1: by('identity'), ac2Linear: by('linear'), ac2Quadratic: by('quadratic'), ac2Ordinal: by('ordinal') };
}
