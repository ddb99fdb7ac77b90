import type { Day, DayRange, Grain } from './day.ts';
import type { ErrorCode } from './error.ts';
import type { Estimate, GoodDirection, Target, Unit } from './estimate.ts';
import type { CheckStep, CostEstimate, Engine, LogicalType, Parameter } from './warehouse.ts';

/** A period of an answer; for grain none the only one, equal to the range. */
export interface Bucket extends DayRange {
  readonly partial: boolean;
  readonly provisional: boolean;
}

export interface ReadyAnswer {
  readonly kind: 'ready';
  readonly range: DayRange;
  readonly compareRange: DayRange | null;
  readonly grain: Grain;
  readonly buckets: readonly Bucket[];
  /** One a metric, slice and bucket. Slices without any row in the range are absent; their empty buckets are `no_data`. */
  readonly estimates: readonly Estimate[];
  /** Statements this request took part in. */
  readonly statements: number;
  readonly elapsedMs: number;
  readonly engine: Engine;
  readonly queryId: string;
  readonly asOf: string;
}

export const emptyReasons = ['no_data_in_range', 'source_not_connected', 'sample_too_small', 'no_access'] as const;
export type EmptyReason = (typeof emptyReasons)[number];

export interface EmptyAnswer {
  readonly kind: 'empty';
  readonly reason: EmptyReason;
  readonly message: string;
  readonly hint: string;
}

export interface FailedAnswer {
  readonly kind: 'failed';
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | null;
  readonly queryId: string | null;
}

export type PanelAnswer = ReadyAnswer | EmptyAnswer | FailedAnswer;

/** The rows behind one number; `total` equals the estimate's `rows`. */
export interface RowPage {
  readonly columns: readonly RowColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly total: number;
  /** Opaque; null on the last page. */
  readonly next: string | null;
}

export interface RowColumn {
  readonly name: string;
  readonly title: string;
  readonly type: LogicalType;
}

export interface ExplainedStatement {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
  readonly estimate: CostEstimate;
  /** Of the last execution in this process; null when it has not run. */
  readonly lastElapsedMs: number | null;
  readonly lastRows: number | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Metrics answered by the same statement. */
  readonly sharedBy: readonly string[];
}

export interface Freshness {
  readonly dataThrough: Day | null;
  readonly loadedAt: string | null;
  readonly sources: readonly SourceFreshness[];
}

export interface SourceFreshness {
  readonly source: string;
  readonly dataThrough: Day | null;
  readonly loadedAt: string | null;
  readonly rows: number;
}

/** One row of the list of loads: records of the source, not canonical rows. */
export interface LoadRecord {
  readonly id: string;
  readonly file: string;
  readonly source: string;
  readonly recipe: string | null;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly read: number;
  readonly loaded: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly ignored: number;
  readonly reasons: Readonly<Record<string, number>>;
}

/** A rule of the model that the data breaks, in one table. */
export interface Finding {
  /** Code of model.md section 8. */
  readonly rule: string;
  readonly level: 'error' | 'warning';
  readonly table: string;
  readonly column: string;
  readonly count: number;
  /** What is counted, in the plural: rows, months of a task. */
  readonly counts: string;
  /** Up to 5 keys, people as pseudonyms; never a text. */
  readonly sample: readonly string[];
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** The load after which it was first found; null where the doctor found it. */
  readonly load: string | null;
  readonly wrong: string;
  readonly fix: string;
}

/** Expected columns of a table that hold nulls; metrics leave such rows out and count them. */
export interface UnfilledColumns {
  readonly table: string;
  readonly rows: number;
  readonly columns: readonly { readonly column: string; readonly nulls: number }[];
}

/** What `assay doctor` says of a database. */
export interface Diagnosis {
  readonly steps: readonly CheckStep[];
  /** Errors first. */
  readonly findings: readonly Finding[];
  readonly unfilled: readonly UnfilledColumns[];
}

export interface DimensionMember {
  readonly value: string | null;
  readonly label: string;
  readonly rows: number;
}

/** What the catalogue says of a metric; everything derives from its definition. */
export interface MetricCard {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  readonly good: GoodDirection;
  readonly owner: string;
  readonly serves: readonly string[];
  /** One sentence in the reader's language. */
  readonly what: string;
  readonly formula: string;
  readonly leftOut: readonly { readonly code: string; readonly rule: string }[];
  readonly interval: string;
  readonly minimum: string;
  readonly dimensions: readonly { readonly id: string; readonly title: string }[];
  readonly parts: readonly { readonly id: string; readonly title: string }[];
  readonly target: Target | null;
}
