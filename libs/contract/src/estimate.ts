import type { Day, DayRange, Grain } from './day.ts';

export const statuses = ['ok', 'low_n', 'no_data', 'undefined', 'off'] as const;
/** `ok` and `low_n` have a value; `no_data` means denominator 0; `undefined` a formula without value; `off` a missing column. */
export type Status = (typeof statuses)[number];

export const intervalKinds = [
  'wilson',
  'clustered_proportion',
  'stratified_proportion',
  'clopper_pearson',
  'item_bootstrap',
  'cohen_kappa',
  'poisson_rate',
  'ratio_of_sums',
  'km_median',
  'paired_means',
  'paired_ratio',
  'cohen_kappa',
  'rogan_gladen',
] as const;
export type IntervalKind = (typeof intervalKinds)[number];

export const goodDirections = ['up', 'down', 'band', 'none'] as const;
export type GoodDirection = (typeof goodDirections)[number];

/** How a value is shown. Shares travel as fractions from 0 to 1. */
export const units = [
  'percent',
  'items',
  'coefficient',
  'psi',
  'incidents',
  'issues',
  'per_million_sessions',
  'per_quarter',
  'of_five',
  'percent_of_counts',
  'per_thousand_outputs',
  'points_per_thousand',
  'money',
  'money_per_item',
  'per_annotator_day',
  'hours',
  'days',
  'business_days',
  'times',
] as const;
export type Unit = (typeof units)[number];

export interface Caveat {
  readonly code: string;
  /** How many rows it concerns; null where a count has no meaning. */
  readonly count: number | null;
  /** The day that it speaks of, where it speaks of one. */
  readonly day?: Day;
}

/** Additive parts of one cell as SQL returned them; `count` is a number of rows, sums may be weighted. */
export interface ProportionParts {
  readonly rows: number;
  readonly units: number;
  readonly clusters: number;
  readonly sumM: number;
  readonly sumM2: number;
  /** Sum of squared weights of single units, for Kish's n. */
  readonly sumW2: number;
  readonly counts: Readonly<Record<string, CountParts>>;
  /** The counts whose sum is the numerator. */
  readonly total: CountParts;
  /** Sums behind the means that stand beside the value. */
  readonly means: Readonly<Record<string, MeanParts>>;
  /** Rows in sight that are none of the metric's, e.g. requests of another class. */
  readonly outside: number;
  /** Rows that were left out, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Rows that count, by what the reader should know of them. */
  readonly noted: Readonly<Record<string, number>>;
}

/** Sum and number of the rows that have what a mean is of; unweighted. */
export interface MeanParts {
  readonly rows: number;
  readonly sum: number;
}

export interface CountParts {
  /** Rows that have it, unweighted. */
  readonly rows: number;
  readonly sumX: number;
  readonly sumX2: number;
  readonly sumXM: number;
}

export interface IntervalEstimate {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export const verdicts = ['met', 'missed', 'unproven', 'not_judged'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Bounds {
  readonly lower: number | null;
  readonly upper: number | null;
}

/** Times before a period, whose value a number may be judged by. */
export const earlierTimes = ['last_year', 'two_quarters_before', 'quarter_before'] as const;
export type EarlierTime = (typeof earlierTimes)[number];

/** Bounds as shares of the value at an earlier time. */
export interface BoundsOfEarlier extends Bounds {
  readonly when: EarlierTime;
}

/** Which way numbers are wanted to go. */
export const trendDirections = ['up', 'down'] as const;
export type TrendDirection = (typeof trendDirections)[number];

/** A trend that is wanted. */
export interface TrendTarget {
  readonly wanted: TrendDirection;
  readonly validFrom: Day;
  readonly proposed: boolean;
}

/**
 * The target in force in the period judged. `null` bounds are open; shares as fractions. One without any bound wants a
 * trend alone.
 */
export interface Target extends Bounds {
  /**
   * Bounds as shares of an earlier value, which judge the ratio of the two. `lower` and `upper` are what they come to; both
   * null where that value is not known.
   */
  readonly ofEarlier?: BoundsOfEarlier;
  /** Another metric that must not be worse than at that time by more than a margin: else the target is missed. */
  readonly notWorse?: { readonly metric: string; readonly margin: number };
  /** Judged by itself, beside the bounds where there are any. */
  readonly trend?: TrendTarget;
  readonly validFrom: Day;
  /** A proposal of ours rather than a figure agreed by the owner. */
  readonly proposed: boolean;
}

/** What became of another metric that a target holds with: its change, in its own unit; null where it is not known. */
export interface NotWorse extends Bounds {
  readonly metric: string;
  readonly margin: number;
  readonly difference: number | null;
  readonly verdict: Verdict;
}

/** Where the finished periods up to a number go. */
export interface Trend {
  readonly verdict: Verdict;
  readonly wanted: TrendDirection;
  readonly grain: Grain;
  /** How many periods with a number of their own there are, of those that the test takes. */
  readonly periods: number;
  /** Day of the break before which nothing is looked at; null where there is none. */
  readonly since: Day | null;
  /** Which way they go, by chance or not; null where neither, and where there are too few. */
  readonly moves: TrendDirection | null;
  /** Two-sided; null where nothing could be tested. */
  readonly p: number | null;
}

/**
 * `counted`: everything is counted on both sides, so that no chance stands behind the difference and none is tested.
 * `inconclusive`: of a comparison case by case too many cases are missing on one side.
 */
export const changeVerdicts = [
  'better',
  'worse',
  'changed',
  'no_clear_change',
  'too_little_data',
  'counted',
  'inconclusive',
] as const;
export type ChangeVerdict = (typeof changeVerdicts)[number];

/** A change of money as decimal text with four decimals. */
export interface ChangeMoney {
  readonly comparedValue: string | null;
  readonly difference: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
}

/** What a slice adds to the change of all slices together; the effects of all of them, gone ones too, add up to `whole`. */
export interface Contribution {
  /** Because it is another share of the rows than before. */
  readonly mixEffect: number;
  /** Because its rate is another than before. */
  readonly rateEffect: number;
  readonly whole: { readonly difference: number; readonly mixEffect: number; readonly rateEffect: number };
}

/** How the interval of a difference case by case is made. */
export const pairedMethods = ['newcombe_paired', 'paired_means', 'cluster_bootstrap'] as const;
export type PairedMethod = (typeof pairedMethods)[number];

/**
 * Cases that both sides answered, by which side has what is counted. Where a case has several answers, or cases hang
 * together, each group of them counts once with its means, and there are no counts of pairs.
 */
export interface PairedResult {
  readonly both: number | null;
  readonly onlyCurrent: number | null;
  readonly onlyCompared: number | null;
  readonly neither: number | null;
  /** Over these cases. */
  readonly currentValue: number | null;
  readonly comparedValue: number | null;
  readonly difference: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** The p to decide by: mid-p of McNemar's test, or that of the means. */
  readonly p: number | null;
  /** McNemar's exact p; null where there are no counts of pairs. */
  readonly exactP: number | null;
}

/** Of a comparison case by case; what stands beside it is of these cases alone. */
export interface PairedChange extends PairedResult {
  readonly pairs: number;
  /** Independent groups of cases. */
  readonly clusters: number;
  /** Null without a pair. */
  readonly method: PairedMethod | null;
  /** Relative change: current over compared, less 1. */
  readonly relative: number | null;
  readonly relativeLower: number | null;
  readonly relativeUpper: number | null;
  /** Cases of one side that the other never answered, or that were judged otherwise there; as a share of all cases. */
  readonly missing: number;
  readonly missingShare: number | null;
  /** Of these: answered and counted on both sides, but not judged by the same judges. */
  readonly judgedOtherwise: number;
  /** Cases that both sides answered and that one side cannot count, such as ungraded ones. */
  readonly dropped: number;
  /** The kinds of rows that the value is made of, by their ids. */
  readonly parts: Readonly<Record<string, PairedResult>>;
}

/** The other side of a boundary, which clearly went the other way in the same comparison. */
export interface MovedBoundary {
  readonly metric: string;
  /** Of the other side: current minus compared. */
  readonly difference: number;
}

/** The chi-square test of all modes of failures at once; null where they cannot be tested together. */
export interface ModesTogether {
  readonly p: number | null;
  /** Cramér's V, corrected for bias: from 0, the same make-up, to 1. */
  readonly cramersV: number | null;
}

/** Current minus compared, in the metric's own unit. */
export interface Change {
  readonly comparedValue: number | null;
  readonly comparedN: number;
  readonly comparedRange: DayRange | null;
  readonly difference: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly p: number | null;
  /** p adjusted for all comparisons asked for together: of periods and values by Holm, of slices with the rest by Benjamini and Hochberg. */
  readonly pAdjusted: number | null;
  /** How many comparisons it was adjusted for; 0 where nothing was tested. */
  readonly looks: number;
  readonly verdict: ChangeVerdict;
  /** Of slices of a rate that is split by one dimension and compared with another time. */
  readonly contribution?: Contribution;
  /** Of metrics of money alone: what is written of it, exact. */
  readonly money?: ChangeMoney;
  /** Of the two sides of a boundary, where both clearly changed and one rose as the other fell. */
  readonly boundary?: MovedBoundary;
  /** Of modes that together are all that fails: whether their make-up changed at all. */
  readonly modes?: ModesTogether;
  /** Of comparisons case by case alone: what the change was worked out of. */
  readonly paired?: PairedChange;
}

/** An amount of money as decimal text with four decimals; what is drawn of it is the number beside it. */
export interface Money {
  /** ISO 4217 code that it was converted into. */
  readonly currency: string;
  readonly value: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
  /** What was added up. */
  readonly numerator: string;
  /** Amounts without an exchange rate, in their own currencies: never part of the others. */
  readonly unconverted: readonly { readonly currency: string; readonly amount: string }[];
}

/** What a number was on the day from which on its rows were to change no more. */
export interface Restated {
  readonly was: number;
  /** Of metrics of money alone: what is written of it, exact. */
  readonly money?: string;
  readonly day: Day;
}

/** One number with everything that makes it trustworthy. */
export interface Estimate extends IntervalEstimate {
  readonly metric: string;
  readonly bucket: Day | null;
  readonly range: DayRange;
  readonly by: Readonly<Record<string, string | null>>;
  /** Units counted (cases or outputs); the denominator of an unweighted rate. */
  readonly n: number;
  /** Rows of the fact behind the number; more than n where a case was sampled repeatedly. */
  readonly rows: number;
  readonly numerator: number;
  /** Rows that make the numerator, unweighted: what a reader can count. */
  readonly numeratorRows: number;
  readonly denominator: number;
  readonly parts: Readonly<Record<string, PartEstimate>>;
  readonly interval: IntervalKind | null;
  readonly confLevel: number;
  readonly status: Status;
  readonly target: Target | null;
  /** Against the bounds of the target; of one that has none the trend's. */
  readonly verdict: Verdict;
  /**
   * How much of the confidence in a rate or ratio lies within the bounds of its target: at least 0.975 where one bound is
   * met. Null where nothing is judged, and of other kinds of numbers.
   */
  readonly chanceMet: number | null;
  /** Of numbers whose target holds with another metric, where they are judged. */
  readonly notWorse?: NotWorse;
  /** Of numbers whose target wants a trend, where they are judged. */
  readonly trend?: Trend;
  /** The bucket is not whole, because it is still running or the range asked for cuts it: drawn, never judged. */
  readonly partial: boolean;
  /** Rows can still change state (maturity not over). */
  readonly provisional: boolean;
  /** Of finished periods that moved all the same, where that was asked. */
  readonly restated?: Restated;
  readonly change: Change | null;
  /** Of metrics of money alone. */
  readonly money?: Money;
  readonly caveats: readonly Caveat[];
  /** Of numbers of a whole range that compare labels: what is compared. */
  readonly distribution?: readonly LabelCount[];
  /** Beside `distribution`: null where nothing can be said of it. */
  readonly moved?: MovedLabel | null;
}

/** The label whose share moved most, as shares of all items. */
export interface MovedLabel {
  readonly label: string;
  readonly before: number;
  readonly now: number;
  /**
   * What of the move is another mix of sources and languages, and what is other labels within them: together all of it. Null
   * where more than one task is asked for.
   */
  readonly mixEffect: number | null;
  readonly rateEffect: number | null;
  /** How sure it is that its share changed within the last three weeks; null where nothing can be said. */
  readonly recentChange: number | null;
}

/** Items with one label, or with labels that lie between two edges, before and now; an item whose answers tie is split. */
export interface LabelCount {
  readonly label: string;
  readonly baseline: number;
  readonly current: number;
}

/** A kind of rows within a number, or a figure beside it, which has no rows: the card's part says which. */
export interface PartEstimate extends IntervalEstimate {
  readonly numerator: number;
  /** Rows that make the numerator, unweighted. */
  readonly rows: number;
  /** Of metrics of money alone: `value` as decimal text. */
  readonly money?: string | null;
}
