import type { Day, ItemBasis, RowColumn } from '@assay/contract';
import type { CountedDate, TableName } from '@assay/model';
import type { RawBuilder } from 'kysely';
import type { End } from './at-ends/ends.ts';
import type { MetricDialect } from './dialect.ts';
import type { DimensionId } from './dimensions.ts';
import type { ModeOfNode } from './output/mode-tree.ts';
import type { MoneyTerms } from './money/terms.ts';
import type { Criterion, OutputDetail } from './output/criteria.ts';
import type { Graders } from './output/verdict.ts';
import type { InstantBounds } from './plan/bounds.ts';
import type { CountedTable } from './plan/span.ts';
import type { NamedQuery } from './plan/with-queries.ts';
import type { Tables } from './tables.ts';
import { sql } from 'kysely';
import { dimensionColumn } from './dimensions.ts';

/** What a relation is built for: tables and functions, the instants it is about, what is split and filtered by. */
export interface RelationScope {
  readonly tables: Tables;
  readonly functions: MetricDialect['functions'];
  readonly zone: string;
  /** First and last instant of the periods asked for. */
  readonly bounds: InstantBounds;
  /**
   * Bounds of a table's partition column that hold every row whose dates lie in `bounds`: moved back by the longest time
   * seen between the two; everything where that was never measured.
   */
  readonly reaching: (table: TableName, dates: readonly CountedDate[]) => InstantBounds;
  /** Dates of the rows that are counted by. */
  readonly times: readonly string[];
  readonly dimensions: readonly DimensionId[];
  readonly graders: Graders;
  /** What graders were asked, as far as the metrics asked for read it. */
  readonly graded: ReadonlySet<Criterion>;
  /** What the metrics asked for read of verdicts beside what all of them do. */
  readonly details: ReadonlySet<OutputDetail>;
  /** Modes that labels on nodes of the failure taxonomy count for. */
  readonly modes: readonly ModeOfNode[];
  readonly money: MoneyTerms;
  /** How withdrawn acceptances count. */
  readonly items: ItemBasis;
  /** Instants at which rows are looked at, the earliest first; none where rows are not looked at but dated. */
  readonly ends: readonly End[];
  /** Live golden cases from which on a workflow counts as tested. */
  readonly coverageCases: number;
  /** Day after the last that is over and that the data reaches. */
  readonly elapsedTo: Day;
}

/** A date of a fact's rows: a column of its relation, made of columns of the model. */
export interface FactTime {
  readonly type: 'ts' | 'date';
  /** Columns it is taken from, in the table that the relation bounds. */
  readonly dates: readonly string[];
}

export interface FactDimension {
  readonly expression: RawBuilder<unknown>;
  /** Name of the join that it needs. */
  readonly join?: string;
  /** A row may have several values: only metrics that say how they count such a row can be split by it. */
  readonly isMultiple?: true;
}

/** A column whose values are ids of a dimension's members is shown by their labels. */
export interface ShownColumn extends RowColumn {
  readonly dimension?: DimensionId;
}

/** Rows are samples of one unit (E15) where `of` is known and all these columns agree; those without `of` stand for themselves. */
export interface Samples {
  readonly of: string;
  readonly told: readonly TellingColumn[];
}

/** A column that tells samples apart, and the dimension whose values are its values. */
export interface TellingColumn {
  readonly column: string;
  readonly dimension?: DimensionId;
}

/** What makes rows of two sides the same case, and how they were judged. */
export interface Pairs {
  /** Column of the relation with the case that a row answers; a row without one has no counterpart. */
  readonly of: string;
  /**
   * Over the parts of the relation: a row for each row that judges decided about, with the fact's key and for each
   * criterion a column that tells judges, as they were then, apart.
   */
  readonly judges: (scope: Pick<RelationScope, 'tables' | 'functions'>) => RawBuilder<unknown>;
}

/** Rows that metrics count: where they come from, and by what they can be dated, split, clustered and shown. */
export interface Fact<View = unknown> {
  /** The table with a row for each of them. */
  readonly table: CountedTable;
  /** A table whose rows are counted where the other has none. */
  readonly standIn?: CountedTable;
  /** Every table that a number of it hangs on, but for those of dimensions. */
  readonly reads: readonly TableName[];
  readonly view: View;
  readonly times: Readonly<Record<string, FactTime>>;
  readonly dimensions: Readonly<Partial<Record<DimensionId, FactDimension>>>;
  /** What a join that some dimensions need adds; at most one row for a row. */
  readonly joins: Readonly<
    Record<string, { readonly table: TableName; readonly sql: (tables: Tables) => RawBuilder<unknown> }>
  >;
  /** A dimension that is never pooled. */
  readonly guard: DimensionId | null;
  /** What makes rows samples of one unit; null where each row stands for itself. */
  readonly samples: Samples | null;
  /** How two sides are compared case by case; absent where rows answer no cases. */
  readonly pairs?: Pairs;
  /** Whether verdicts of graders are part of the rows. */
  readonly isGraded: boolean;
  /** Whether its rows are money, which hangs on a basis and on a currency. */
  readonly isMoney?: true;
  /** Whether acceptances are among its dates, which may be withdrawn. */
  readonly isAccepted?: true;
  /** Column of the relation with how many things a row is; absent where each is one. */
  readonly quantity?: string;
  /** Column of the relation with who did the work that a row is; absent where rows are nobody's work. */
  readonly person?: string;
  /** Column of the relation that tells rows apart. */
  readonly key: string;
  /** What a reader sees of a row, beside the date that it is counted by; no column holds content or a person. */
  readonly shown: readonly ShownColumn[];
  /** Parts of the statement; the last is `fact_row`, a row each, with `weight` and the columns of all that is named here. */
  readonly relation: (scope: RelationScope) => readonly NamedQuery[];
  /** Rows that its own were drawn from, with the same dates and the column `sampling_stratum`; those without a stratum are none. */
  readonly population?: {
    readonly relation: (scope: RelationScope) => RawBuilder<unknown>;
    /** Dimensions that it does not have: split or filtered by them nothing is known of how many rows there are. */
    readonly without: readonly DimensionId[];
  };
  /** Its rows with their dimensions and nothing else, for the members of those. */
  readonly bare: (
    scope: Pick<RelationScope, 'tables' | 'functions' | 'dimensions'> & { readonly bounds: InstantBounds },
  ) => RawBuilder<unknown>;
}

/** Rows that stand each for itself, pooled by whatever they are asked for, and that nobody grades. */
export const standsForItself = { guard: null, samples: null, isGraded: false } as const satisfies Partial<Fact>;

/** `, expression as dim_x` for each dimension asked for. */
export function dimensionColumns(fact: Pick<Fact, 'dimensions'>, ids: readonly DimensionId[]): RawBuilder<unknown> {
  const named = ids.flatMap((id) => {
    const found = fact.dimensions[id];
    return found ? [sql`, ${found.expression} as ${sql.ref(dimensionColumn(id))}`] : [];
  });
  return sql.join(named, sql``);
}

/** The joins that these dimensions need, each once. */
export function joinsFor(
  fact: Pick<Fact, 'dimensions' | 'joins'>,
  { tables, dimensions }: Pick<RelationScope, 'tables' | 'dimensions'>,
  always: readonly string[] = [],
): RawBuilder<unknown> {
  const names = new Set([...always, ...dimensions.flatMap((id) => fact.dimensions[id]?.join ?? [])]);
  const joined = [...names].flatMap((name) => fact.joins[name]?.sql(tables) ?? []);
  return sql.join(joined, sql`\n    `);
}
