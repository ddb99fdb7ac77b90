import type { Day, DayRange, Grain } from './day.ts';

export const roles = ['owner', 'lead', 'trust_safety', 'finance', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who asks. `id` is a pseudonym, safe in tags and logs. */
export interface Viewer {
  readonly id: string;
  readonly role: Role;
}

/** A relative range of whole periods that ends at the data-through day, e.g. the last 13 full weeks. */
export interface LastPeriods {
  readonly count: number;
  readonly unit: 'day' | 'week' | 'month' | 'quarter';
}

export type RequestedRange =
  | { readonly kind: 'all' }
  | { readonly kind: 'last'; readonly last: LastPeriods }
  | { readonly kind: 'days'; readonly days: DayRange };

export type Comparison =
  | { readonly kind: 'previous' }
  | { readonly kind: 'last_year' }
  | {
      readonly kind: 'value';
      readonly dimension: string;
      readonly value: string;
      /** Case by case: only cases that both sides answered, each with itself. */
      readonly paired?: boolean;
    }
  /** Each value of a dimension of the split with all its other values together. */
  | { readonly kind: 'rest'; readonly dimension: string };

/** Stands in a split for all values together that are not among those shown. */
export const otherMember = '~other';

export interface DimensionFilter {
  readonly dimension: string;
  /** Any of these; a null is "not known". */
  readonly values: readonly (string | null)[];
}

export const gradeBases = ['best', 'human', 'judge', 'corrected'] as const;
/** `corrected` is what calibrated judges flag, set right by how they do beside people. */
export type GradeBasis = (typeof gradeBases)[number];

export const labelBases = ['current', 'as_graded'] as const;
/** `current` takes the labels in force, those of regrading included; `as_graded` those that were given first. */
export type LabelBasis = (typeof labelBases)[number];

export const voteRules = ['majority', 'any', 'all'] as const;
/** How what several graders of one kind say of an output is one verdict: that of most, wrong where `any` says so, or where `all` do. */
export type VoteRule = (typeof voteRules)[number];

export const moneyBases = ['service', 'ledger'] as const;
/** `service` puts money into the days it was worked for, with what is owed for them; `ledger` into the day it was posted. */
export type MoneyBasis = (typeof moneyBases)[number];

export const costScopes = ['vendor', 'full'] as const;
/** What counts as the cost of a label: what `vendor`s are paid for work and rework, or in `full` what its quality costs, too. */
export type CostScope = (typeof costScopes)[number];

export const itemBases = ['restated', 'ledger'] as const;
/** How a withdrawn acceptance counts: `restated` takes it out of its own period, `ledger` off the period it was withdrawn in. */
export type ItemBasis = (typeof itemBases)[number];

export const answerScales = ['nominal', 'ordinal', 'interval'] as const;
/** How two answers differ: not at all or wholly, by the ranks between them, or by their distance. */
export type AnswerScale = (typeof answerScales)[number];

export interface RequestParams {
  readonly gradeBasis: GradeBasis;
  /** `current` where absent. */
  readonly labelBasis?: LabelBasis;
  /** `majority` where absent. */
  readonly vote?: VoteRule;
  /** `service` where absent. */
  readonly moneyBasis?: MoneyBasis;
  /** ISO 4217 code that money is reported in; the workspace's where absent. */
  readonly currency?: string;
  /** Version of the budget that money is compared with; the one in force where absent. */
  readonly budgetVersion?: string;
  /** `vendor` where absent. */
  readonly scope?: CostScope;
  /** `restated` where absent. */
  readonly itemBasis?: ItemBasis;
  /** Of agreement; the level of the label where absent. */
  readonly answerScale?: AnswerScale;
  /** Of agreement: numbers below it are one answer, those from it on another; each its own where absent. */
  readonly answerCut?: number;
}

/** One question of a panel or of `assay metric`. */
export interface PanelRequest {
  readonly metrics: readonly string[];
  readonly grain: Grain;
  readonly range: RequestedRange;
  readonly by: readonly string[];
  /** Days in which values of a split are ranked where it has too many to show; the range where absent. */
  readonly rankedIn?: RequestedRange;
  readonly where: readonly DimensionFilter[];
  readonly compare: Comparison | null;
  /** Whether it is asked how its series usually run; of periods only. */
  readonly limits?: boolean;
  /** Whether it is asked which finished periods moved after their rows were to change no more; of periods only. */
  readonly restated?: boolean;
  readonly params: RequestParams;
  /** Instant (ISO, UTC) whose knowledge is asked for; null is now. */
  readonly asOf: string | null;
}

/** Identifies one number of an answer: which metric, which bucket, which slice. */
export interface Cell {
  readonly metric: string;
  readonly bucket: Day | null;
  readonly by: Readonly<Record<string, string | null>>;
}
