import type { Day, DayRange, Grain } from './day.ts';
import type { ErrorCode } from './error.ts';
import type { Estimate, GoodDirection, Target, Unit } from './estimate.ts';
import type { SeriesLimits } from './limits.ts';
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
  /** Statements this request took part in; 0 where the result was remembered. */
  readonly statements: number;
  readonly elapsedMs: number;
  readonly engine: Engine;
  readonly queryId: string;
  readonly asOf: string;
  /** Days across which numbers are not alike, in the range or in what it is compared with. */
  readonly breaks: readonly BreakMark[];
  /** Errors first; none of an earlier state, because what was wrong then is not kept. Null where it could not be asked. */
  readonly notes: readonly HealthNote[] | null;
  /** Metrics that were asked for and have no numbers here, in the order of the request. */
  readonly missing: readonly MissingMetric[];
  /** One a metric and slice, where they were asked for. */
  readonly limits?: readonly SeriesLimits[];
}

/** A metric that holds back none of those it was asked with: why it has no numbers. */
export interface MissingMetric {
  readonly metric: string;
  readonly why: Omit<EmptyAnswer, 'missing'> | Omit<FailedAnswer, 'missing'>;
}

export const breakKinds = ['taxonomy', 'guideline', 'instrument'] as const;

/** The day on which what a label means changed: numbers before and after are of different things (model.md 5, E18). */
export interface BreakMark {
  readonly kind: (typeof breakKinds)[number];
  readonly day: Day;
  /** What began, e.g. "Taxonomy 2". */
  readonly title: string;
  /** The slices it concerns: those that have these values; all of them where it is empty. */
  readonly by: Readonly<Record<string, string | null>>;
  /** The metric it concerns; all of them where it is absent. */
  readonly metric?: string;
}

/** A rule of the model that rows behind an answer's tables break, so that its numbers may be off. */
export type HealthNote = Pick<Finding, 'rule' | 'level' | 'table' | 'column' | 'count' | 'counts' | 'wrong' | 'fix'>;

export const emptyReasons = [
  'no_data_in_range',
  'value_unknown',
  'source_not_connected',
  'sample_too_small',
  'no_access',
] as const;
/** `value_unknown`: a filter names what the data does not have, in any range. */
export type EmptyReason = (typeof emptyReasons)[number];

export interface EmptyAnswer {
  readonly kind: 'empty';
  readonly reason: EmptyReason;
  readonly message: string;
  readonly hint: string;
  /** Where several metrics were asked for and each has a reason of its own; the first stands above. */
  readonly missing?: readonly MissingMetric[];
}

export interface FailedAnswer {
  readonly kind: 'failed';
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | null;
  readonly queryId: string | null;
  /** As of an empty answer. */
  readonly missing?: readonly MissingMetric[];
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

/** How far the data reaches, and when it came; null where nothing with a date has been loaded. */
export interface Freshness {
  /** Newest day over all facts. */
  readonly dataThrough: Day | null;
  readonly loadedAt: string | null;
  readonly sources: readonly SourceFreshness[];
}

/** One source, with each fact that rows of it were loaded into. */
export interface SourceFreshness {
  readonly source: string;
  readonly dataThrough: Day | null;
  readonly loadedAt: string | null;
  readonly facts: readonly FactFreshness[];
}

export interface FactFreshness {
  readonly table: string;
  /** Its rows in words, in the plural: outputs, answers. */
  readonly what: string;
  /** Null of a plan, whose months are to come. */
  readonly dataThrough: Day | null;
  readonly loadedAt: string;
  readonly rows: number;
}

/** What became of a load's rows in one table. */
export interface LoadedRows {
  readonly table: string;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows of its scope that the file did not have any more. */
  readonly voided: number;
}

/** Records that a load left out for one reason. */
export interface LeftOutRecords {
  readonly code: string;
  /** The reason in words. */
  readonly what: string;
  readonly records: number;
}

/** The receipt of one load of one file, as it is kept: counts of records of the source, not of canonical rows. */
export interface LoadRecord {
  readonly id: string;
  /** Name of the file, without its folder. */
  readonly file: string;
  /** Tool the rows came from. */
  readonly source: string;
  /** Recipe it was read with; null where it was the export of a tool. */
  readonly recipe: string | null;
  /** What was set for it, with what was read from the file's name. */
  readonly settings: Readonly<Record<string, string | null>>;
  /** What the file was the whole truth of, `name=value`; null where it was not said. */
  readonly scope: string | null;
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Its rows are gone since then; null while they are there. Who took it back is not kept. */
  readonly takenBackAt: string | null;
  readonly read: number;
  readonly loaded: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly ignored: number;
  readonly reasons: readonly LeftOutRecords[];
  /** Only those that it changed or found. */
  readonly tables: readonly LoadedRows[];
  /** Entries of its quarantine: one for everything wrong with a record, gone when it was taken back. */
  readonly entries: number;
}

/** A part of a list that goes on. */
export interface LoadPage {
  /** Newest first. */
  readonly loads: readonly LoadRecord[];
  readonly total: number;
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
}

/** One thing that is wrong with a record which a load set aside. */
export interface QuarantineEntry {
  /** Number of the record in the file, from 1; null where a row came of no single record. */
  readonly record: number | null;
  readonly line: number | null;
  readonly column: string | null;
  readonly reason: string;
  readonly detail: string | null;
  /** The record as it came, mostly as JSON: texts of people left out, people as pseudonyms. Null where it may not be kept. */
  readonly raw: string | null;
}

export interface QuarantinePage {
  readonly load: LoadRecord;
  /** In the order of the file. */
  readonly entries: readonly QuarantineEntry[];
  readonly next: string | null;
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
  /** The member above it where members are a tree, null at its top; absent where they are none. */
  readonly parent?: string | null;
}

/** What stands beside a value. */
export interface PartCard {
  readonly id: string;
  readonly title: string;
  /** Unit of a figure beside the value; a kind of rows has none, its share has the metric's unit. */
  readonly unit?: Unit;
}

/** What the catalogue says of a metric; everything derives from its definition. */
export interface MetricCard {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  readonly good: GoodDirection;
  readonly owner: string;
  /** Table whose rows it counts. */
  readonly fact: string;
  readonly serves: readonly string[];
  /** One sentence in the reader's language. */
  readonly what: string;
  readonly formula: string;
  readonly leftOut: readonly { readonly code: string; readonly rule: string }[];
  /** Method of its interval; null where everything is counted. */
  readonly interval: string | null;
  readonly minimum: string;
  readonly dimensions: readonly { readonly id: string; readonly title: string }[];
  readonly parts: readonly PartCard[];
  /** Dimension of which a row may have several values; slices of it share rows. */
  readonly spreadsOver: string | null;
  /** Metrics that stand beside it, because it says too little alone. */
  readonly companions: readonly string[];
  readonly target: Target | null;
}
