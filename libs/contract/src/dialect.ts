import type { BucketGrain } from './day.ts';
import type { LogicalType, Statement } from './warehouse.ts';

/** How far the clocks of a zone are ahead of UTC, up to an instant (ISO text in UTC); null for the last, which has no end. */
export interface ZoneOffset {
  readonly until: string | null;
  readonly seconds: number;
}

/**
 * What engines say differently, over the query builder's expression type `Sql`. Metrics are written against this and
 * the standard SELECT only. Conditions are boolean expressions.
 */
export interface SqlFunctions<Sql> {
  /**
   * Calendar day (date) of an instant in a zone. Where it is known between which instants all of them lie, `offsets` are
   * those of the zone there: engines whose calendar is slow add them instead of asking it row by row.
   */
  dayOf(instant: Sql, zone: string, offsets?: readonly ZoneOffset[]): Sql;
  /** First day (date) of the bucket that holds a day. */
  bucketOf(day: Sql, grain: Exclude<BucketGrain, 'none'>): Sql;
  countIf(condition: Sql): Sql;
  /** Sum of `value` where the condition holds, 0 elsewhere. */
  sumIf(condition: Sql, value: Sql): Sql;
  cast(value: Sql, type: LogicalType): Sql;
  concat(...values: readonly Sql[]): Sql;
  lower(value: Sql): Sql;
  /** The texts of a group in one, sorted, so that equal groups give equal texts; nulls are left out. */
  joinSorted(value: Sql, separator: string): Sql;
  /** Every occurrence of a text in another text. */
  replace(value: Sql, from: string, to: string): Sql;
  /** Exact product of two decimals, wide enough for any two of the model: narrow ones overflow on some engines. */
  multiply(a: Sql, b: Sql): Sql;
  /** Whether two values are equal, two nulls included; made so that the engine can join by it without comparing all with all. */
  same(a: Sql, b: Sql): Sql;
  /** 1 where true, 0 where false or null: booleans do not add on every engine. */
  flag(condition: Sql): Sql;
  nullsLast(value: Sql, direction: 'asc' | 'desc'): Sql;
  /** Seconds from one instant to another, as a float. */
  secondsBetween(from: Sql, to: Sql): Sql;
  /** Whole days from one date to another, as an int. */
  daysBetween(from: Sql, to: Sql): Sql;
  /** Instant moved by whole days of 24 hours. */
  addDays(instant: Sql, days: number): Sql;
  /** Date so many days after another; before it where the number is negative. */
  laterDay(day: Sql, days: number): Sql;
}

/** One engine's way of writing: its functions, and the compiler from the builder's query to a Statement. */
export interface SqlDialect<Sql, Query> {
  readonly functions: SqlFunctions<Sql>;
  /** Parameters of the query must be `Parameter` objects; anything else is an error. */
  compile(query: Query): Statement;
}
