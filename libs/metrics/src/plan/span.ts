import type { LogicalType } from '@assay/contract';
import type { Column, TableName } from '@assay/model';
import type { RawBuilder } from 'kysely';
import type { Sql } from '../dialect.ts';
import type { InstantBounds } from './bounds.ts';
import type { MembersScope } from './members.ts';
import { columnsOf, stateSchema, tableNames, tables } from '@assay/model';
import { addDays, AssayError, type Day } from '@assay/contract';
import { sql } from 'kysely';
import { value, word } from '../dialect.ts';
import { startOfDay } from '../time/zone.ts';
import { within } from './bounds.ts';

/** No instant of the model is older (V-T1), so this bounds even a statement that asks how far the data reaches. */
export const oldest = '2015-01-01' as Day;

export function everything(today: Day): InstantBounds {
  return { from: startOfDay(oldest, 'UTC'), to: startOfDay(addDays(today, 2), 'UTC') };
}

export type FactTable = Extract<TableName, `fact_${string}`>;

/** Every fact of the model, in its order. */
export const factTables = tableNames.filter((name): name is FactTable => tables[name].kind === 'fact');

/** A table with a row for each thing that metrics count: a fact, or what is described rather than happens. */
export type CountedTable = FactTable | keyof typeof described;

/** By which date rows of it lie somewhere; null where they lie nowhere in time. */
const described = { dim_dataset_version: 'due_at', dim_workflow: null } as const satisfies Partial<
  Record<TableName, string | null>
>;
const isDescribed = (table: string): table is keyof typeof described => Object.hasOwn(described, table);

/** What is planned for months to come says nothing of how far the data reaches; nobody plans further than this. */
const plans: readonly CountedTable[] = ['fact_budget'];
const furthestPlan = 3660;

function partitionOf(table: FactTable): Column {
  const column = columnsOf(table).find(({ name }) => name === tables[table].partition);
  if (!column) throw new AssayError('INTERNAL', `The fact ${table} has no partition column.`);
  return column;
}

/** From when until when a table has rows, by source and by the load that brought them. */
function spanOf(table: CountedTable, { tables: read, functions, today }: MembersScope): RawBuilder<unknown> {
  if (isDescribed(table)) return describedSpan(table, { tables: read, functions, today });
  const { name, type } = partitionOf(table);
  const [isPlan, reached] = [plans.includes(table), sql.ref(name)];
  const edge = (of: LogicalType, reach: Sql): Sql => (isPlan || of !== type ? functions.cast(sql`null`, of) : reach);
  const last = addDays(today, isPlan ? furthestPlan : 2);
  const bound =
    type === 'ts'
      ? within(name, everything(today))
      : sql`${reached} >= ${value('date', oldest)} and ${reached} < ${value('date', last)}`;
  return sql`
  select ${word(table)} as table_name, source_system, load_id,
    ${edge('ts', sql`min(${reached})`)} as first_at, ${edge('ts', sql`max(${reached})`)} as last_at,
    ${edge('date', sql`min(${reached})`)} as first_day, ${edge('date', sql`max(${reached})`)} as last_day,
    max(ingested_at) as ingested_at, count(*) as row_count
  from ${read(table)} t
  where ${bound} and coalesce(is_test, false) = false and voided_at is null
  group by source_system, load_id`;
}

/** All rows, and from when until when those lie whose date is past: a description is none the less there before it. */
function describedSpan(
  table: keyof typeof described,
  { tables: read, functions, today }: MembersScope,
): RawBuilder<unknown> {
  const by = described[table];
  const until = { ...everything(today), to: startOfDay(addDays(today, 1), 'UTC') };
  const none = functions.cast(sql`null`, 'date');
  const never = functions.cast(sql`null`, 'ts');
  const past = by === null ? never : sql`case when ${within(by, until)} then ${sql.ref(by)} end`;
  return sql`
  select ${word(table)} as table_name, source_system, load_id,
    min(${past}) as first_at, max(${past}) as last_at, ${none} as first_day, ${none} as last_day,
    max(ingested_at) as ingested_at, count(*) as row_count
  from ${read(table)} t
  where coalesce(is_test, false) = false and voided_at is null
  group by source_system, load_id`;
}

export interface SpanScope extends MembersScope {
  /** Whether the warehouse keeps the loads that its rows came with. */
  readonly hasLoads: boolean;
}

/**
 * How far these tables reach, by their partition columns, when a load last brought rows of them, and how many there are,
 * by source: freshness, and the end of relative ranges. A fact without rows gives none. An instant is in `first_at` and
 * `last_at`, a day in `first_day` and `last_day`; the others are null, of a plan all four. `loaded_at` is when the load
 * began that brought the row, because a row's `ingested_at` moves on when the load of another source changes what is
 * derived from both; it stands in where no loads are kept.
 */
export function spanStatement(facts: readonly CountedTable[], scope: SpanScope): RawBuilder<unknown> {
  const each = sql.join(
    facts.map((table) => spanOf(table, scope)),
    sql` union all`,
  );
  const loads = scope.hasLoads ? sql`left join ${sql.raw(stateSchema)}.loads l on l.load_id = s.load_id` : sql``;
  const loaded = scope.hasLoads ? sql`coalesce(l.started_at, s.ingested_at)` : sql`s.ingested_at`;
  return sql`with s as (${each}
  )
  select s.table_name, s.source_system, min(s.first_at) as first_at, max(s.last_at) as last_at,
    min(s.first_day) as first_day, max(s.last_day) as last_day, max(${loaded}) as loaded_at,
    ${scope.functions.cast(sql`sum(s.row_count)`, 'int')} as row_count
  from s ${loads}
  group by s.table_name, s.source_system
  order by s.source_system, s.table_name`;
}
