import type { Day, DayRange } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { MetricDefinition } from '../definition.ts';
import type { InstantBounds } from '../plan/bounds.ts';
import type { Axis } from '../plan/axis.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import type { RowsBehind } from '../shape.ts';
import type { Measure } from '../event-rate/statement.ts';
import { bucketEnd, bucketsOf } from '@assay/contract';
import { sql } from 'kysely';
import { and, or, value } from '../dialect.ts';
import { dimensionColumn } from '../dimensions.ts';
import { measuresOf, placedRows, plainCounts } from '../event-rate/statement.ts';
import { filterCondition } from '../plan/filter.ts';
import { splitColumn } from '../plan/slot-rows.ts';
import { everything } from '../plan/span.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { withQueries } from '../plan/with-queries.ts';
import { startOfDay } from '../time/zone.ts';

/** Column of the seconds from a row's beginning to the end of the bucket. */
export const ageColumn = 'age_seconds';

const list = (items: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join(items, sql`,\n      `);

/** Buckets of an axis with the day after their last; a range that cuts one ends it. */
function endsOf({ grain, ranges }: Axis): ReadonlyMap<Day, Day> {
  const buckets = ranges.flatMap((range): readonly DayRange[] => {
    if (grain === 'none') return [range];
    return bucketsOf(range, grain)
      .map((from) => ({ from, to: bucketEnd(from, grain) }))
      .map(({ from, to }) => ({
        from,
        to: to < range.to ? to : range.to,
      }));
  });
  return new Map(buckets.map(({ from, to }) => [from, to]));
}

/** The instants that rows are looked at: one a slot and bucket. */
function endRows({ axes, slots }: Layout, { functions, zone }: StatementScope): RawBuilder<unknown> {
  const rows = slots.flatMap(({ axis }, slot) =>
    [...endsOf(axes[axis] as Axis)].map(
      ([from, to]) =>
        sql`select ${sql.lit(slot)} as slot, ${functions.cast(value('date', from), 'date')} as bucket, ${functions.cast(value('ts', startOfDay(to, zone)), 'ts')} as ends`,
    ),
  );
  return sql`
    ${sql.join(rows, sql` union all\n    `)}`;
}

const openColumn = (index: number): string => `open_${index}`;

/** A measure whose rows that were not open any more are none of the metric's. */
export function openMeasures(layout: Layout): readonly Measure[] {
  return measuresOf(layout).map(({ metric, names }, index) => ({
    metric,
    names: { ...names, state: openColumn(index) },
  }));
}

function isOpen(metric: MetricDefinition, at: RawBuilder<unknown>): RawBuilder<boolean> {
  const ended = sql.ref(metric.kind === 'still_open' ? metric.ended : metric.time);
  return and(sql`${sql.ref(metric.time)} < ${at}`, or(sql`${ended} is null`, sql`${ended} >= ${at}`));
}

/** Each row once for every bucket before whose end it began. */
function rowsAtEnds(
  { axes, slots, splits, metrics, times }: Layout,
  { functions }: StatementScope,
): RawBuilder<unknown> {
  const [began] = times;
  const values = splits.map((id) => {
    const splitBy = slots.flatMap((slot, index) => (slot.splits.includes(id) ? [sql.lit(index)] : []));
    return sql`case when slot in (${sql.join(splitBy)}) then ${sql.ref(dimensionColumn(id))} end as ${sql.ref(splitColumn(id))}`;
  });
  const states = metrics.map(
    (metric, index) =>
      sql`case when ${isOpen(metric, sql`ends`)} then ${sql.ref(`state_${index}`)} end as ${sql.ref(openColumn(index))}`,
  );
  const kept = slots.map(
    ({ axis }, index) => sql`when ${sql.lit(index)} then ${and(...(axes[axis] as Axis).where.map(filterCondition))}`,
  );
  const at = sql.ref<unknown>(began ?? '');
  return sql`
    select slot, bucket, ${list([...values, ...states, sql`${functions.secondsBetween(at, sql`ends`)} as ${sql.ref(ageColumn)}`, sql`placed.*`])}
    from placed join bucket_end on ${at} < ends
    where case slot ${sql.join(kept, sql` `)} end`;
}

/** Whatever began since records began may still be open. */
export function sinceEver({ to }: InstantBounds, { known }: StatementScope): InstantBounds {
  return { from: everything(known.today).from, to };
}

/** Rows behind a number: what was open when its range ended. */
export function openRows(metric: MetricDefinition, range: DayRange, scope: StatementScope): RowsBehind {
  const to = startOfDay(range.to, scope.zone);
  return { bounds: sinceEver({ from: to, to }, scope), where: isOpen(metric, sql`${value('ts', to)}`) };
}

/** Rows that had begun and not ended at the end of every bucket, counted by kind. */
export function stillOpenCounts(layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)].map((name) => sql.ref(name));
  const bounds = sinceEver(boundsOf(layout, scope.zone), scope);
  const queries: readonly NamedQuery[] = [
    ...layout.fact.relation(relationScope(layout, bounds, scope)),
    ['placed', placedRows(layout, scope)],
    ['bucket_end', endRows(layout, scope)],
    ['slot_row', rowsAtEnds(layout, scope)],
  ];
  const counts = openMeasures(layout).flatMap((each) => plainCounts(each, scope.functions));
  return sql`${withQueries(queries)}
  select ${list([...keys, ...counts])}
  from slot_row
  group by ${list(keys)}`;
}
