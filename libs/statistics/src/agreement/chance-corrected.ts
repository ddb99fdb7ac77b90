import { agreementWeights } from './agreement-weights.ts';
import type { AgreementWeighting } from './agreement-weights.ts';
import { soundPatterns } from './answer-pattern.ts';
import type { AnswerPattern } from './answer-pattern.ts';

export interface ChanceCorrected {
  /** Mean agreement of two answers on a unit. */
  readonly observed: number | null;
  /** What chance would give. */
  readonly chance: number | null;
  readonly coef: number | null;
  readonly se: number | null;
}

export interface ChanceCorrectedInput {
  /** Units with one answer have no pair but count in the shares of the categories. */
  readonly patterns: readonly AnswerPattern[];
  readonly weighting: AgreementWeighting;
  /** Numbers behind the categories, one each, used or not; 0, 1, 2 ... when absent. */
  readonly values?: readonly number[];
}

/** What is thought to agree by chance: nothing, answers at random, answers in their shares, or hard answers alone. */
export type ChanceModel = 'none' | 'uniform' | 'shares' | 'gwet';

/** A unit's share of each category, the agreement of its pairs, and how many units are like it. */
interface UnitKind {
  readonly shares: readonly number[];
  readonly agreement: number;
  readonly isPaired: boolean;
  readonly times: number;
}

interface Chance {
  readonly expected: number;
  /** What a unit with these shares of the categories adds to it. */
  readonly own: (shares: readonly number[]) => number;
}

const nothing: ChanceCorrected = { observed: null, chance: null, coef: null, se: null };

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

function chanceOf(model: ChanceModel, shares: readonly number[], weights: readonly number[][]): Chance {
  const q = weights.length;
  const all = weights.flat().reduce((total, weight) => total + weight, 0);
  switch (model) {
    case 'none':
      return { expected: 0, own: () => 0 };
    case 'uniform':
      return { expected: all / q ** 2, own: () => all / q ** 2 };
    case 'shares': {
      const near = weights.map((row) => dot(row, shares));
      return { expected: dot(shares, near), own: (unit) => dot(unit, near) };
    }
    case 'gwet': {
      const factor = all / (q * (q - 1));
      const rest = shares.map((share) => 1 - share);
      const expected = factor * rest.reduce((total, each) => total + each * (1 - each), 0);
      return { expected, own: (unit) => factor * dot(unit, rest) };
    }
  }
}

/**
 * Agreement less what chance gives, with its standard error over units by linearisation (Gwet 2014, Handbook of Inter-Rater
 * Reliability, 4th ed., ch. 5). Null without pairs, without variation in the scale, or for one category.
 */
export function chanceCorrected(
  { patterns, weighting, values }: ChanceCorrectedInput,
  model: ChanceModel,
): ChanceCorrected {
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
  const shares = weights.map((_, k) => sum((kind) => kind.shares[k] as number) / n);
  const { expected: chance, own } = chanceOf(model, shares, weights);
  const coef = (observed - chance) / (1 - chance);
  if (Number.isNaN(observed)) return nothing;
  if (!Number.isFinite(coef)) return { ...nothing, observed };
  const linear = (kind: UnitKind) => {
    const seen = ((n / paired) * (kind.agreement - (kind.isPaired ? chance : 0))) / (1 - chance);
    return seen - (2 * (1 - coef) * (own(kind.shares) - chance)) / (1 - chance);
  };
  const squares = sum((kind) => (linear(kind) - coef) ** 2);
  return { observed, chance, coef, se: n >= 2 ? Math.sqrt(squares / (n * (n - 1))) : null };
}
