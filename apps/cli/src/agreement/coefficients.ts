import type { AgreementWeighting, ChanceModel, ScaleLevel } from '@assay/statistics';
import type { Agreed } from './agreed.ts';
import {
  alphaOf,
  answersOnScale,
  chanceCorrected,
  cohenKappa,
  congerKappa,
  kendallW,
  percentAgreementOfPatterns,
  tQuantile,
} from '@assay/statistics';

/** One coefficient of a table with how sure it is. */
export interface Coefficient {
  readonly id: string;
  /** How near two different answers are; null where that has no meaning. */
  readonly weighting: AgreementWeighting | ScaleLevel | null;
  readonly value: number | null;
  readonly se: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** How the error was found; null where there is none. */
  readonly seMethod: 'linearised' | 'jackknife' | null;
}

export interface RaterPair {
  readonly raters: readonly [string, string];
  /** Items that both rated. */
  readonly n: number;
  readonly coefficients: readonly Coefficient[];
}

interface Known {
  readonly value: number | null;
  readonly se: number | null;
  /** Items that it is of: the t law of the interval has one less. */
  readonly n: number;
  readonly method: NonNullable<Coefficient['seMethod']>;
  readonly least?: number;
}

const confidence = 0.95;

function coefficient(
  id: string,
  weighting: Coefficient['weighting'],
  { value, se, n, method, least = -1 }: Known,
): Coefficient {
  const t = n >= 2 ? tQuantile((1 + confidence) / 2, n - 1) : null;
  const isTold = value !== null && se !== null && t !== null;
  const limits = isTold
    ? { lower: Math.max(least, value - t * se), upper: Math.min(1, value + t * se) }
    : { lower: null, upper: null };
  return { id, weighting, value, se, ...limits, seMethod: se === null ? null : method };
}

const answersIn = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** Items with so many answers at least. */
const itemsWith = ({ patterns }: Agreed, least: number): number =>
  patterns.reduce((sum, { counts, times }) => sum + (answersIn(counts) >= least ? times : 0), 0);

const weightings = ['identity', 'linear', 'quadratic', 'ordinal'] as const satisfies readonly AgreementWeighting[];
const levels = ['nominal', 'ordinal', 'interval', 'ratio'] as const satisfies readonly ScaleLevel[];

function corrected(table: Agreed, id: string, model: ChanceModel): readonly Coefficient[] {
  const { patterns, values } = table;
  const used = values === null || model === 'none' ? (['identity'] as const) : weightings;
  return used.map((weighting) => {
    const { coef, se } = chanceCorrected({ patterns, weighting, ...(values === null ? {} : { values }) }, model);
    const least = model === 'none' ? 0 : -1;
    const name = id === 'gwet_ac1' && weighting !== 'identity' ? 'gwet_ac2' : id;
    const known = { value: coef, se, n: itemsWith(table, 1), method: 'linearised', least } as const;
    return coefficient(name, model === 'none' ? null : weighting, known);
  });
}

/** A ratio has no meaning for numbers below zero. */
function alphas({ patterns, values }: Agreed): readonly Coefficient[] {
  const isRatio = values?.every((value) => value >= 0) ?? false;
  const used = values === null ? (['nominal'] as const) : levels.filter((level) => level !== 'ratio' || isRatio);
  return used.map((level) => {
    const paired = answersOnScale({ patterns, level, ...(values === null ? {} : { values }) });
    const { alpha, jackknifeSe, units } = alphaOf(paired);
    return coefficient('krippendorff_alpha', level, { value: alpha, se: jackknifeSe, n: units, method: 'jackknife' });
  });
}

function conger({ units, raters }: Agreed): readonly Coefficient[] {
  if (units === null || raters.length < 3) return [];
  const { kappa, se } = congerKappa({ units });
  return [coefficient('conger_kappa', 'identity', { value: kappa, se, n: units.length, method: 'linearised' })];
}

/** Cohen's kappa of every two raters over the items that both rated. */
export function pairsOf({ units, raters, categories, values }: Agreed): readonly RaterPair[] {
  if (units === null) return [];
  return raters.flatMap((first, one) =>
    raters.slice(one + 1).map((second, index): RaterPair => {
      const two = one + 1 + index;
      const shared = units.filter((unit) => (unit[one] ?? null) !== null && (unit[two] ?? null) !== null);
      const grid = categories.map(() => categories.map(() => 0));
      for (const unit of shared) {
        const row = grid[unit[one] ?? 0];
        if (row) row[unit[two] ?? 0] = (row[unit[two] ?? 0] ?? 0) + 1;
      }
      const { none, linear, quadratic } = cohenKappa({ table: grid });
      const kappas = values === null ? { identity: none } : { identity: none, linear, quadratic };
      const coefficients = Object.entries(kappas).map(([weighting, { kappa, se }]) => {
        const known = { value: kappa, se, n: shared.length, method: 'linearised' } as const;
        return coefficient('cohen_kappa', weighting as AgreementWeighting, known);
      });
      return { raters: [first, second], n: shared.length, coefficients };
    }),
  );
}

/** Mean of the kappas of all pairs (Light 1971); null where one pair has none. */
function light(pairs: readonly RaterPair[]): readonly Coefficient[] {
  if (pairs.length < 2) return [];
  const kappas = pairs.map(({ coefficients: [plain] }) => plain?.value ?? null);
  const known = kappas.filter((kappa) => kappa !== null);
  const mean = known.length < kappas.length ? null : known.reduce((sum, kappa) => sum + kappa, 0) / known.length;
  return [coefficient('light_kappa', 'identity', { value: mean, se: null, n: 0, method: 'linearised' })];
}

/** Ranks are of numbers, and of raters who left nothing out. */
function concordance({ units, values, raters }: Agreed): readonly Coefficient[] {
  if (units === null || values === null || raters.length < 2) return [];
  const whole = raters.map((_, rater) => units.map((unit) => values[unit[rater] ?? -1] ?? Number.NaN));
  const { w, wCorrected } = kendallW({ raters: whole });
  if (w === null) return [];
  const plain = { se: null, n: 0, method: 'jackknife' } as const;
  return [
    coefficient('kendall_w', null, { value: w, ...plain }),
    coefficient('kendall_w_ties', null, { value: wCorrected, ...plain }),
  ];
}

/** Everything that the table has a coefficient for; of two raters Cohen's kappa stands among them. */
export function coefficientsOf(table: Agreed, pairs: readonly RaterPair[]): readonly Coefficient[] {
  const [only] = pairs;
  return [
    ...corrected(table, 'percent_agreement', 'none'),
    ...(pairs.length === 1 && only ? only.coefficients : []),
    ...conger(table),
    ...light(pairs),
    ...corrected(table, 'fleiss_kappa', 'shares'),
    ...alphas(table),
    ...corrected(table, 'gwet_ac1', 'gwet'),
    ...corrected(table, 'brennan_prediger', 'uniform'),
    ...concordance(table),
  ];
}

/** Items, those with two answers, all answers, and the share of items on which all agree. */
export function sizesOf(table: Agreed) {
  const { patterns } = table;
  const items = patterns.reduce((sum, { times }) => sum + times, 0);
  const paired = itemsWith(table, 2);
  const unanimous = patterns.reduce(
    (sum, { counts, times }) => sum + (answersIn(counts) >= 2 && Math.max(...counts) === answersIn(counts) ? times : 0),
    0,
  );
  const answers = patterns.reduce((sum, { counts, times }) => sum + times * answersIn(counts), 0);
  const { pairs } = percentAgreementOfPatterns(patterns);
  const numbers = [...new Set(patterns.map(({ counts }) => answersIn(counts)))].sort((one, two) => one - two);
  return {
    items,
    /** Items by how many answers they have. */
    itemsByAnswers: numbers.map((each) => ({
      answers: each,
      items: itemsWith(table, each) - itemsWith(table, each + 1),
    })),
    pairedItems: paired,
    answers,
    answerPairs: pairs,
    unanimous: paired === 0 ? null : unanimous / paired,
  };
}
