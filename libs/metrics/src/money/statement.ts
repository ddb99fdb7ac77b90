import type { DayRange, LogicalType } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { MetricDefinition } from '../definition.ts';
import type { Measure } from '../event-rate/statement.ts';
import type { Axis } from '../plan/axis.ts';
import type { Layout } from '../plan/slot.ts';
import type { Staged } from '../plan/staged.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { RowsBehind } from '../shape.ts';
import { sql } from 'kysely';
import { and, value } from '../dialect.ts';
import { countNames, measuresOf, plainCounts } from '../event-rate/statement.ts';
import { filterCondition } from '../plan/filter.ts';
import { splitColumn, splitValues } from '../plan/slot-rows.ts';
import { viewOf } from '../plan/state.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { knownCost } from './known-cost.ts';
import { endsOf } from '../still-open/statement.ts';
import { startOfDay } from '../time/zone.ts';
import { factRowsWith, stateColumns } from '../plan/fact-rows.ts';
import { list } from '../plan/select-list.ts';

/** The sum of a kind of rows, each amount times the days that it has in the bucket. */
export const sumColumn = (x: string): string => `sum_${x}`;
/** What tells groups of one cell apart: their amounts are divided by `days_of` and `down`, and multiplied by `up` and `fx_rate`. */
export const groupColumns = ['currency', 'fx_rate', 'days_of', 'up', 'down'] as const;

/** First day of every bucket and the day after its last. */
function bucketRows({ axes, slots }: Layout, { functions: f }: StatementScope): RawBuilder<unknown> {
  const rows = slots.flatMap(({ axis }, slot) =>
    [...endsOf(axes[axis] as Axis)].map(
      ([bucket, { from, to }]) =>
        sql`select ${sql.lit(slot)} as slot, ${f.cast(value('date', bucket), 'date')} as bucket, ${f.cast(value('date', from), 'date')} as day_from, ${f.cast(value('date', to), 'date')} as day_to`,
    ),
  );
  return sql`
    ${sql.join(rows, sql` union all\n    `)}`;
}

/** Whether a row has a day in `[from, to)`, of those until `seen_to`: its amount is dealt to all of its days, seen or not. */
const hasDays = (from: RawBuilder<unknown>, to: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql`case when is_spread then span_from < ${to} and seen_to > ${from} else booked_on >= ${from} and booked_on < ${to} end`;

/** Each row once for every bucket that it has days in, with their number and that of all its days. */
function rowsInBuckets(layout: Layout, { functions: f }: StatementScope): RawBuilder<unknown> {
  const { axes, slots } = layout;
  const first = sql`case when span_from > day_from then span_from else day_from end`;
  const end = sql`case when seen_to < day_to then seen_to else day_to end`;
  const kept = slots.map(
    ({ axis }, index) => sql`when ${sql.lit(index)} then ${and(...(axes[axis] as Axis).where.map(filterCondition))}`,
  );
  return sql`
    select slot, bucket, ${list([
      ...splitValues(layout),
      sql`case when is_spread then ${f.daysBetween(first, end)} else 1 end as days_in`,
      sql`case when is_spread then ${f.daysBetween(sql`span_from`, sql`span_to`)} else 1 end as days_of`,
      sql`placed.*`,
    ])}
    from placed join bucket_days on ${hasDays(sql`day_from`, sql`day_to`)}
    where case slot ${sql.join(kept, sql` `)} end`;
}

/** Sums of amounts times days; integers and decimals only, so that nothing is rounded. */
function sums({ metric, names }: Measure, f: StatementScope['functions']): readonly RawBuilder<unknown>[] {
  return names.counts.map(({ id, x }) => {
    const kind = metric.counts[id];
    const condition = kind ? and(sql`${sql.ref(names.state)} = 0`, kind.when(viewOf(metric))) : sql`false`;
    return sql`${f.sumIf(condition, sql`exact * days_in`)} as ${sql.ref(sumColumn(x))}`;
  });
}

/** Rows behind a number: those that have a day in its range. */
export function spendRows(_: MetricDefinition, range: DayRange, { zone }: StatementScope): RowsBehind {
  return {
    bounds: { from: startOfDay(range.from, zone), to: startOfDay(range.to, zone) },
    where: hasDays(sql`${value('date', range.from)}`, sql`${value('date', range.to)}`),
  };
}

/** One row of nothing but how far cost is known, which is said even where no row has a day in any bucket. */
function reachRow({ splits }: Layout, measures: readonly Measure[], f: StatementScope['functions']) {
  const none = (type: LogicalType) => (name: string) => sql`${f.cast(sql`null`, type)} as ${sql.ref(name)}`;
  const zeros = [
    ...measures.flatMap(({ names }) => countNames(names)),
    ...measures.flatMap(({ names }) => names.counts.map(({ x }) => sumColumn(x))),
  ];
  return sql`
  select ${list([
    none('int')('slot'),
    none('date')('bucket'),
    ...splits.map(splitColumn).map(none('str')),
    none('str')('currency'),
    none('dec')('fx_rate'),
    none('int')('days_of'),
    ...['up', 'down'].map(none('dec')),
    ...zeros.map((name) => sql`0 as ${sql.ref(name)}`),
    sql`known_to`,
  ])}
  from ${sql.raw(knownCost)}`;
}

/** Amounts by bucket, in groups that are converted and divided alike; the division is made where decimals are exact. */
export function spreadMoney(layout: Layout, scope: StatementScope): Staged {
  const { functions: f } = scope;
  const measures = measuresOf(layout);
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn), ...groupColumns].map((name) => sql.ref(name));
  return {
    layout,
    sums: (longer) => [
      ...longer.fact.relation(relationScope(longer, boundsOf(longer, scope.zone), scope)),
      ['placed', factRowsWith(stateColumns(measures))],
    ],
    read: ['placed', knownCost],
    slots: [
      ['bucket_days', bucketRows(layout, scope)],
      ['slot_row', rowsInBuckets(layout, scope)],
    ],
    answer: sql`
  select ${list([...keys, ...measures.flatMap((each) => plainCounts(each, f)), ...measures.flatMap((each) => sums(each, f)), sql`${f.cast(sql`null`, 'date')} as known_to`])}
  from slot_row
  group by ${list(keys)}
  union all ${reachRow(layout, measures, f)}`,
  };
}
