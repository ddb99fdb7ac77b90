import type { Expression, OperationNodeSource, RawBuilder } from 'kysely';
import type { BucketGrain, LogicalType, SqlDialect, SqlFunctions, ZoneOffset } from '@assay/contract';

/** A fragment of SQL: a reference, a function call, a condition, a subquery. */
export type SqlFragment = Expression<unknown>;

/** The contract's functions with aliasable results, so that `.as('name')` works on them. */
export interface KyselyFunctions extends SqlFunctions<SqlFragment> {
  dayOf(instant: SqlFragment, zone: string, offsets?: readonly ZoneOffset[]): RawBuilder<string>;
  bucketOf(day: SqlFragment, grain: Exclude<BucketGrain, 'none'>): RawBuilder<string>;
  countIf(condition: SqlFragment): RawBuilder<number>;
  sumIf(condition: SqlFragment, value: SqlFragment): RawBuilder<unknown>;
  cast(value: SqlFragment, type: LogicalType): RawBuilder<unknown>;
  concat(...values: readonly SqlFragment[]): RawBuilder<string>;
  lower(value: SqlFragment): RawBuilder<string>;
  multiply(a: SqlFragment, b: SqlFragment): RawBuilder<unknown>;
  same(a: SqlFragment, b: SqlFragment): RawBuilder<boolean>;
  flag(condition: SqlFragment): RawBuilder<number>;
  nullsLast(value: SqlFragment, direction: 'asc' | 'desc'): RawBuilder<unknown>;
  secondsBetween(from: SqlFragment, to: SqlFragment): RawBuilder<number>;
  daysBetween(from: SqlFragment, to: SqlFragment): RawBuilder<number>;
  addDays(instant: SqlFragment, days: number): RawBuilder<string>;
  laterDay(day: SqlFragment, days: number): RawBuilder<string>;
}

/** What an engine gives to the rooms that write queries. Needs no connection and loads no SDK. */
export interface KyselyDialect extends SqlDialect<SqlFragment, OperationNodeSource> {
  readonly functions: KyselyFunctions;
}
