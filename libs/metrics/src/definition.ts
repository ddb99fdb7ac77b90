import type { GoodDirection, Unit } from '@assay/contract';
import type { DimensionId } from './dimensions.ts';
import type { Sql } from './dialect.ts';
import type { DurationDefinition } from './duration/definition.ts';
import type { FactId, FactTimes, FactViews } from './facts.ts';
import type { TwoGradersDefinition } from './judges/two-graders.ts';
import type { PairedDeltaDefinition } from './iterations/definition.ts';
import type { Criterion, OutputDetail } from './output/criteria.ts';
import type { PointsDefinition, RatioDefinition } from './ratio/definition.ts';
import type { WorstCaseDefinition } from './worst-case/definition.ts';

/** Minimum sample rules of the catalogue, section 1.5: N30 shows from 30, N0 and NC always. */
export const minimums = {
  N30: { shownFrom: 10, fullFrom: 30, says: 'from 30; 10 to 29 grey; below 10 only the count' },
  N5: { shownFrom: 5, fullFrom: 5, says: 'from 5; below only the count' },
  N0: { shownFrom: 1, fullFrom: 1, says: 'always, with an exact upper bound' },
  NA: {
    shownFrom: 50,
    fullFrom: 50,
    says: 'from 50 items with two answers, where 10 answers are outside the commonest label; below only the count',
  },
  NK: { shownFrom: 30, fullFrom: 30, says: 'from 30 items that both answered; below only the count' },
  NB: { shownFrom: 5, fullFrom: 5, says: 'from 5 batches and 30 accepted items' },
  ND: {
    shownFrom: 1,
    fullFrom: 500,
    says: 'from 500 items on both sides; below grey, where chance alone makes the index large',
  },
  N8: { shownFrom: 8, fullFrom: 8, says: 'from 8 answers of 5 people; below only the count' },
  ND5: { shownFrom: 5, fullFrom: 5, says: 'from 5 annotator-days; below only the counts' },
  NP: { shownFrom: 100, fullFrom: 100, says: 'from 100 pairs; with fewer than 10 that differ only the test' },
  N10d: { shownFrom: 10, fullFrom: 10, says: 'from 10 that are over; below only the counts' },
  NC: { shownFrom: 0, fullFrom: 0, says: 'always: everything is counted, so there is no interval' },
} as const;
export type MinimumId = keyof typeof minimums;

/** Rows of the population that a metric does not count, and why. */
export interface Exclusion<View> {
  /** Code of the caveat that carries the count. */
  readonly code: string;
  /** Code of the catalogue's exclusion table, e.g. X-err. */
  readonly rule: string;
  readonly says: string;
  readonly when: (view: View) => Sql;
  /** Decided before `of`, because such a row cannot be said to belong to the population or not. */
  readonly beforeScope?: true;
  /** Above this share of the rows that would count, the metric has the given status. */
  readonly limit?: { readonly share: number; readonly status: 'low_n' | 'off' };
}

export interface Note<View> {
  readonly code: string;
  readonly says: string;
  readonly when: (view: View) => Sql;
}

export interface CountDefinition<View> {
  readonly title: string;
  readonly when: (view: View) => Sql;
}

/** A figure that stands beside the value. */
export interface FigureDefinition {
  readonly title: string;
  readonly unit: Unit;
}

/** A mean over the rows that count and have what it is of. */
export interface MeanDefinition<View> extends FigureDefinition {
  readonly of: (view: View) => Sql;
}

/** What every definition of rows that count says: which rows, dated how, and what the reader must know of them. */
export interface RowsDefinition<Fact extends FactId = FactId, CountId extends string = string> {
  readonly id: string;
  readonly title: string;
  /** One sentence for the reader. */
  readonly what: string;
  readonly formula: string;
  readonly serves: readonly string[];
  readonly owner: string;
  readonly good: GoodDirection;
  /** Which way is worse; a band judged on its upper edge is worse upwards. */
  readonly worse: 'up' | 'down';
  readonly unit: Unit;
  readonly fact: Fact;
  /** Date of the fact's rows that puts them into a period. */
  readonly time: FactTimes[Fact];
  /** Days after a bucket's end during which its rows can still change state. */
  readonly maturityDays: number;
  readonly minimum: MinimumId;
  /** Another minimum, of numbers of one value of a dimension. */
  readonly minimumIn?: { readonly dimension: DimensionId; readonly value: string; readonly minimum: MinimumId };
  /** Metrics that stand beside it, because alone it says too little or invites gaming. */
  readonly companions?: readonly string[];
  /** Metric of the other side of one boundary: where one falls and the other rises, the boundary was moved. */
  readonly boundary?: string;
  /** What graders are asked whose verdicts it reads. */
  readonly graded?: readonly Criterion[];
  /** What it reads of verdicts beside what all metrics of them do. */
  readonly details?: readonly OutputDetail[];
  /** Dimension of which a row may have several values, that the metric can be split by all the same. */
  readonly spreadsOver?: DimensionId;
  readonly leftOut: readonly Exclusion<FactViews[Fact]>[];
  /** Rows that count, but whose number the reader should know. */
  readonly noted: readonly Note<FactViews[Fact]>[];
  readonly of: (view: FactViews[Fact]) => Sql;
  /** Rows that count, by kind; shown beside the value. */
  readonly counts: Readonly<Record<CountId, CountDefinition<FactViews[Fact]>>>;
}

/** A share of rows: one of several named counts, or their sum, over a population. */
export interface RateDefinition<Fact extends FactId = FactId, CountId extends string = string> extends RowsDefinition<
  Fact,
  CountId
> {
  readonly kind: 'rate';
  /** `wilson` where each row is counted once and hangs on no other. */
  readonly interval: 'clustered_proportion' | 'wilson';
  /** The counts whose sum is the numerator. They exclude each other. */
  readonly value: readonly NoInfer<CountId>[];
  /** Means shown beside the share. */
  readonly means?: Readonly<Record<string, MeanDefinition<FactViews[Fact]>>>;
}

/** A share of rows that were drawn by stratum: of all that they were drawn from. */
export interface StratifiedRateDefinition<
  Fact extends FactId = FactId,
  CountId extends string = string,
> extends RowsDefinition<Fact, CountId> {
  readonly kind: 'stratified_rate';
  /** The wider of this and of that by clusters; without strata that by clusters. */
  readonly interval: 'stratified_proportion';
  /** The counts whose sum is the numerator. They exclude each other. */
  readonly value: readonly NoInfer<CountId>[];
}

/** A number of rows, all of which are known: it has no interval. */
export interface TotalDefinition<Fact extends FactId = FactId, CountId extends string = string> extends RowsDefinition<
  Fact,
  CountId
> {
  readonly kind: 'total';
}

/**
 * Of rows that fail, those with a mode: of all rows that were looked at, or of all that fail, each spreading one over its
 * modes. Split by nothing it is about failing at all.
 */
export interface ModeDefinition<Fact extends FactId = FactId, CountId extends string = string> extends RowsDefinition<
  Fact,
  CountId
> {
  readonly kind: 'mode';
  readonly interval: 'clustered_proportion';
  readonly fails: (view: FactViews[Fact]) => Sql;
  readonly base: 'looked_at' | 'failing';
  /** Split by nothing, it is about what fails without a mode, or in a catch-all mode, rather than about all that fails. */
  readonly only?: 'unlabelled' | 'catch_all';
}

/** How far people say the same of the same item: Krippendorff's alpha, with what belongs beside it. */
export interface AgreementDefinition extends RowsDefinition<'judgement'> {
  readonly kind: 'agreement';
  readonly interval: 'item_bootstrap';
  readonly figures: Readonly<Record<'percent_agreement' | 'gwet_ac', FigureDefinition>>;
}

/** How far two people say the same of the same items: Cohen's kappa, of one pair at a time. */
export interface PairAgreementDefinition extends RowsDefinition<'answer_pair'> {
  readonly kind: 'pair_agreement';
  readonly interval: 'cohen_kappa';
  readonly figures: Readonly<Record<'percent_agreement', FigureDefinition>>;
}

/** Events by what they could happen in, e.g. incidents per million sessions. */
export interface EventRateDefinition<
  Fact extends FactId = FactId,
  CountId extends string = string,
> extends RowsDefinition<Fact, CountId> {
  readonly kind: 'event_rate';
  readonly interval: 'poisson_rate';
  /**
   * Daily counter of `fact_counter_daily` that the events are divided by, and how many of it make one unit; without a
   * counter time itself: the days of the period that are over.
   */
  readonly exposure: { readonly counter: string | null; readonly per: number };
}

/** Rows that have begun and not ended when a bucket ends. It adds over slices, never over time. */
export interface StillOpenDefinition<
  Fact extends FactId = FactId,
  CountId extends string = string,
> extends RowsDefinition<Fact, CountId> {
  readonly kind: 'still_open';
  /** Column of the instant at which a row ended; null where it has not. */
  readonly ended: string;
}

/** A share of all that there is when a bucket ends, which is known whole. It adds over slices, never over time. */
export interface ShareAtEndDefinition<
  Fact extends FactId = FactId,
  CountId extends string = string,
> extends RowsDefinition<Fact, CountId> {
  readonly kind: 'share_at_end';
  /** The counts whose sum is the numerator. They exclude each other. */
  readonly value: readonly NoInfer<CountId>[];
}

/** What people answered on a scale, on average: with the spread between their teams, or between them where teams are few. */
export interface MeanAnswerDefinition<
  Fact extends FactId = FactId,
  CountId extends string = string,
> extends RowsDefinition<Fact, CountId> {
  readonly kind: 'mean_answer';
  readonly interval: 'paired_means';
  /** Column of the fact's relation with the score, of a row that counts. */
  readonly score: string;
  /** Code of the rows that were asked and not answered. */
  readonly unanswered: string;
  readonly figures: Readonly<Record<'response_rate', FigureDefinition>>;
}

/** Amounts of money, each dealt to the days that it belongs to. All are known: it has no interval. */
export interface SpreadMoneyDefinition<
  Fact extends FactId = FactId,
  CountId extends string = string,
> extends RowsDefinition<Fact, CountId> {
  readonly kind: 'spread_money';
}

/** Money against what was planned for the same days: the rows of other kinds less those of the plan. */
export interface PlanVarianceDefinition<
  Fact extends FactId = FactId,
  CountId extends string = string,
> extends RowsDefinition<Fact, CountId> {
  readonly kind: 'plan_variance';
  /** The kind of rows that is the plan; without a row of it nothing is compared. */
  readonly plan: NoInfer<CountId>;
  readonly figures: Readonly<Record<'percent', FigureDefinition>>;
}

/** What rows cost over what came of them, with the spread between them. */
export interface UnitCostDefinition<
  Fact extends FactId = FactId,
  CountId extends string = string,
> extends RowsDefinition<Fact, CountId> {
  readonly kind: 'unit_cost';
  readonly interval: 'ratio_of_sums';
  /** Column of the fact's relation that the cost is divided by. */
  readonly denominator: string;
}

/** Different things over other different things, within clusters: it adds over neither slices nor time. */
export interface DistinctRatioDefinition<
  Fact extends FactId = FactId,
  CountId extends string = string,
> extends RowsDefinition<Fact, CountId> {
  readonly kind: 'distinct_ratio';
  readonly interval: 'ratio_of_sums';
  /** Columns of the fact's relation: different values of the one by different values of the other. */
  readonly each: string;
  readonly per: string;
}

/** How far the labels of a period lie from those of the weeks before it: the population stability index. */
export interface DriftDefinition extends RowsDefinition<'judgement'> {
  readonly kind: 'drift';
  readonly figures: Readonly<Record<'critical95' | 'cramers_v' | 'jensen_shannon' | 'largest_gap', FigureDefinition>>;
}

/** A definition of any fact. */
export type MetricDefinition =
  | {
      [Fact in FactId]:
        | RateDefinition<Fact>
        | StratifiedRateDefinition<Fact>
        | TotalDefinition<Fact>
        | ModeDefinition<Fact>
        | EventRateDefinition<Fact>
        | StillOpenDefinition<Fact>
        | ShareAtEndDefinition<Fact>
        | MeanAnswerDefinition<Fact>
        | SpreadMoneyDefinition<Fact>
        | PlanVarianceDefinition<Fact>
        | UnitCostDefinition<Fact>
        | DistinctRatioDefinition<Fact>
        | WorstCaseDefinition<Fact>
        | PointsDefinition<Fact>
        | RatioDefinition<Fact>
        | DurationDefinition<Fact>
        | PairedDeltaDefinition<Fact>
        | TwoGradersDefinition<Fact>;
    }[FactId]
  | AgreementDefinition
  | PairAgreementDefinition
  | DriftDefinition;

/** The definitions of one kind, of any fact. */
export type MetricOf<Kind extends MetricDefinition['kind']> = Extract<MetricDefinition, { readonly kind: Kind }>;

/** Keeps the literal types of a definition, so that the id becomes part of `MetricId`. */
export function rate<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<RateDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): RateDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'rate', ...definition };
}

export function stratifiedRate<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<StratifiedRateDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): StratifiedRateDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'stratified_rate', ...definition };
}

export function agreement<const Id extends string>(
  definition: Omit<AgreementDefinition, 'kind' | 'id'> & { readonly id: Id },
): AgreementDefinition & { readonly id: Id } {
  return { kind: 'agreement', ...definition };
}

export function pairAgreement<const Id extends string>(
  definition: Omit<PairAgreementDefinition, 'kind' | 'id'> & { readonly id: Id },
): PairAgreementDefinition & { readonly id: Id } {
  return { kind: 'pair_agreement', ...definition };
}

export function drift<const Id extends string>(
  definition: Omit<DriftDefinition, 'kind' | 'id'> & { readonly id: Id },
): DriftDefinition & { readonly id: Id } {
  return { kind: 'drift', ...definition };
}

export function total<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<TotalDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): TotalDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'total', ...definition };
}

export function mode<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<ModeDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): ModeDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'mode', ...definition };
}

export function eventRate<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<EventRateDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): EventRateDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'event_rate', ...definition };
}

export function stillOpen<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<StillOpenDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): StillOpenDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'still_open', ...definition };
}

export function shareAtEnd<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<ShareAtEndDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): ShareAtEndDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'share_at_end', ...definition };
}

export function meanAnswer<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<MeanAnswerDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): MeanAnswerDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'mean_answer', ...definition };
}

export function spreadMoney<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<SpreadMoneyDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): SpreadMoneyDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'spread_money', ...definition };
}

export function planVariance<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<PlanVarianceDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): PlanVarianceDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'plan_variance', ...definition };
}

export function unitCost<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<UnitCostDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): UnitCostDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'unit_cost', ...definition };
}

export function distinctRatio<const Id extends string, Fact extends FactId, CountId extends string>(
  definition: Omit<DistinctRatioDefinition<Fact, CountId>, 'kind' | 'id'> & { readonly id: Id },
): DistinctRatioDefinition<Fact, CountId> & { readonly id: Id } {
  return { kind: 'distinct_ratio', ...definition };
}
