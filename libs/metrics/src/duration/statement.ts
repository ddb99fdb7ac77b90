import type { RawBuilder } from 'kysely';
import type { MetricOf } from '../definition.ts';
import type { Measure } from '../event-rate/statement.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import type { Sql } from '../dialect.ts';
import { and, value } from '../dialect.ts';
import { countNames, measuresOf, placedRows, plainCounts } from '../event-rate/statement.ts';
import { rowsOfSlots, splitColumn } from '../plan/slot-rows.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { withQueries } from '../plan/with-queries.ts';
import { localDay } from '../time/local-day.ts';
import { startOfDay } from '../time/zone.ts';
import { list } from '../plan/select-list.ts';

/** Which metric a row of times is of; null in the rows that count. */
export const ofColumn = 'of_metric';
/** A time: in seconds, or from one calendar day to another; whether it ended; how many rows took it. */
export const timeColumns = {
  seconds: 'took_seconds',
  began: 'began_day',
  ended: 'ended_day',
  isEnd: 'has_ended',
  n: 'n',
};

export type DurationMeasure = Measure & { readonly metric: MetricOf<'duration'> };

export const isDuration = (measure: Measure): measure is DurationMeasure => measure.metric.kind === 'duration';

interface Moments {
  readonly began: RawBuilder<unknown>;
  readonly ended: RawBuilder<unknown>;
  readonly hasEnded: RawBuilder<boolean>;
}

/**
 * Beginning and end of a row: what was left by another door was last seen open there, what is still open on the last day
 * that is known (E13). An end before the beginning is one at once.
 */
function momentsOf({ from, until, exit }: MetricOf<'duration'>, lastSeen: Sql): Moments {
  const began = sql.ref<unknown>(from);
  const end = sql.ref<unknown>(until);
  const seen = exit === undefined ? lastSeen : sql`coalesce(${sql.ref(exit)}, ${lastSeen})`;
  const last = sql`coalesce(${end}, ${seen})`;
  return {
    began,
    ended: sql`case when ${last} < ${began} then ${began} else ${last} end`,
    hasEnded: sql`${end} is not null`,
  };
}

interface Asked {
  readonly layout: Layout;
  readonly scope: StatementScope;
  /** Instants that rows are seen within. */
  readonly lastSeen: string;
}

/** Rows of the times of one metric: alike ones are one, with their number. */
function timesOf({ metric, names }: DurationMeasure, index: number, { layout, scope, lastSeen }: Asked) {
  const { functions: f, zone } = scope;
  const instant = f.cast(value('ts', lastSeen), 'ts');
  const { began, ended, hasEnded } = momentsOf(metric, instant);
  const days = { functions: f, zone, bounds: boundsOf(layout, zone) };
  const isByDay = metric.unit === 'business_days';
  const none = (type: 'flt' | 'date'): Sql => f.cast(sql`null`, type);
  const took: readonly (readonly [Sql, string])[] = [
    [isByDay ? none('flt') : f.cast(f.secondsBetween(began, ended), 'flt'), timeColumns.seconds],
    [isByDay ? localDay(began, days) : none('date'), timeColumns.began],
    [isByDay ? localDay(ended, days) : none('date'), timeColumns.ended],
    [f.flag(hasEnded), timeColumns.isEnd],
  ];
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)].map((name) => sql.ref(name));
  const zeros = measuresOf(layout).flatMap((each) => countNames(each.names).map((name) => sql`0 as ${sql.ref(name)}`));
  return sql`
  select ${list([...keys, sql`${sql.lit(index)} as ${sql.ref(ofColumn)}`, ...took.map(([of, name]) => sql`${of} as ${sql.ref(name)}`), ...zeros, sql`count(*) as ${sql.ref(timeColumns.n)}`])}
  from slot_row
  where ${and(sql`bucket is not null`, sql`${sql.ref(names.state)} = 0`)}
  group by ${list([...keys, ...took.map(([of]) => of)])}`;
}

/** Rows that count and rows that do not, slot by slot. */
function countsOfSlots(layout: Layout, { functions: f }: StatementScope): RawBuilder<unknown> {
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)].map((name) => sql.ref(name));
  const { seconds, began, ended, isEnd, n } = timeColumns;
  const nulls = [
    sql`${f.cast(sql`null`, 'int')} as ${sql.ref(ofColumn)}`,
    sql`${f.cast(sql`null`, 'flt')} as ${sql.ref(seconds)}`,
    ...[began, ended].map((name) => sql`${f.cast(sql`null`, 'date')} as ${sql.ref(name)}`),
    sql`0 as ${sql.ref(isEnd)}`,
  ];
  const counts = measuresOf(layout).flatMap((each) => plainCounts(each, f));
  return sql`
  select ${list([...keys, ...nulls, ...counts, sql`0 as ${sql.ref(n)}`])}
  from slot_row
  where bucket is not null
  group by ${list(keys)}`;
}

/** How long rows took, each time with how many took it: what a survival curve is made of. */
export function durations(layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const relation = relationScope(layout, boundsOf(layout, scope.zone), scope);
  const asked: Asked = { layout, scope, lastSeen: startOfDay(relation.elapsedTo, scope.zone) };
  const queries: readonly NamedQuery[] = [
    ...layout.fact.relation(relation),
    ['placed', placedRows(layout, scope)],
    ['slot_row', rowsOfSlots(layout, scope)],
  ];
  const times = measuresOf(layout).flatMap((measure, index) =>
    isDuration(measure) ? [timesOf(measure, index, asked)] : [],
  );
  return sql`${withQueries(queries)}${sql.join([countsOfSlots(layout, scope), ...times], sql`\n  union all`)}`;
}
