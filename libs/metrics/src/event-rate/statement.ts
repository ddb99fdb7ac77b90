import type { RawBuilder } from 'kysely';
import type { MetricDefinition } from '../definition.ts';
import type { MeasureNames } from '../cluster-sums/measure.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { measureNames } from '../cluster-sums/measure.ts';
import { and } from '../dialect.ts';
import { dayColumns, rowsOfSlots, splitColumn } from '../plan/slot-rows.ts';
import { factRowsWith, stateColumns } from '../plan/fact-rows.ts';
import { viewOf } from '../plan/state.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { withQueries } from '../plan/with-queries.ts';
import { asCounted, counterRows, isCounted } from './exposure.ts';
import { list } from '../plan/select-list.ts';

export interface Measure {
  readonly metric: MetricDefinition;
  readonly names: MeasureNames;
}

export const measuresOf = ({ metrics }: Layout): readonly Measure[] =>
  metrics.map((metric, index) => ({ metric, names: measureNames(metric, index) }));

/** Rows that count, by kind, and rows that do not, by reason. */
export function plainCounts(
  { metric, names }: Measure,
  f: StatementScope['functions'],
): readonly RawBuilder<unknown>[] {
  const state = sql.ref(names.state);
  const counted = sql`${state} = 0`;
  const as = (condition: RawBuilder<unknown>, name: string): RawBuilder<unknown> =>
    sql`${f.countIf(condition)} as ${sql.ref(name)}`;
  return [
    as(counted, names.rows),
    ...names.counts.map(({ id, x }) => {
      const kind = metric.counts[id];
      return as(kind ? and(counted, kind.when(viewOf(metric))) : sql`false`, x);
    }),
    ...names.leftOut.map(({ column }, index) => as(sql`${state} = ${sql.lit(index + 1)}`, column)),
    ...metric.noted.map((note, index) =>
      as(and(counted, note.when(viewOf(metric))), names.noted[index]?.column ?? note.code),
    ),
  ];
}

export const countNames = ({ rows, counts, leftOut, noted }: MeasureNames): readonly string[] => [
  rows,
  ...counts.map(({ x }) => x),
  ...[...leftOut, ...noted].map(({ column }) => column),
];

/** Rows of the fact with their days and their state for every metric. */
export const placedRows = (layout: Layout, scope: StatementScope): RawBuilder<unknown> =>
  factRowsWith([...dayColumns(layout, scope), ...stateColumns(measuresOf(layout))]);

function countedEvents(layout: Layout, { functions }: StatementScope): RawBuilder<unknown> {
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)].map((name) => sql.ref(name));
  const none = sql`${functions.cast(sql`null`, 'str')}`;
  return sql`
    select ${list([...keys, sql`${none} as counter_name`, sql`${none} as breakdown`, ...measuresOf(layout).flatMap((each) => plainCounts(each, functions)), sql`${functions.cast(sql`0`, 'int')} as exposure`])}
    from slot_row
    where bucket is not null
    group by ${list(keys)}`;
}

function countedExposure(layout: Layout, { functions }: StatementScope): RawBuilder<unknown> {
  const keys = ['slot', 'bucket', ...layout.splits.filter(isCounted).map(splitColumn), 'counter_name', 'breakdown'];
  const splits = layout.splits.map((id) =>
    isCounted(id) ? sql.ref(splitColumn(id)) : sql`${functions.cast(sql`null`, 'str')} as ${sql.ref(splitColumn(id))}`,
  );
  const zeros = measuresOf(layout).flatMap(({ names }) => countNames(names).map((name) => sql`0 as ${sql.ref(name)}`));
  return sql`
    select ${list([sql`slot`, sql`bucket`, ...splits, sql`counter_name`, sql`breakdown`, ...zeros, sql`${functions.cast(sql`sum(n)`, 'int')} as exposure`])}
    from counter_slot
    where bucket is not null
    group by ${list(keys.map((name) => sql.ref(name)))}`;
}

/**
 * Events of every slot, and in rows of their own what they could have happened in, by breakdown: a filter or split that
 * counters do not know, like severity, leaves the exposure whole. Nothing is divided here.
 */
export function eventRates(layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const counters = [
    ...new Set(
      layout.metrics.flatMap((metric) => (metric.kind === 'event_rate' ? (metric.exposure.counter ?? []) : [])),
    ),
  ];
  const isCounting = counters.length > 0;
  const counting: readonly NamedQuery[] = [
    ['counter', counterRows(counters, layout, scope)],
    ['counter_slot', rowsOfSlots(asCounted(layout), scope, 'counter')],
  ];
  const queries: readonly NamedQuery[] = [
    ...layout.fact.relation(relationScope(layout, boundsOf(layout, scope.zone), scope)),
    ['placed', placedRows(layout, scope)],
    ['slot_row', rowsOfSlots(layout, scope)],
    ...(isCounting ? counting : []),
  ];
  const events = sql`${withQueries(queries)}
  ${countedEvents(layout, scope)}`;
  if (!isCounting) return events;
  return sql`${events}
  union all
  ${countedExposure(layout, scope)}`;
}
