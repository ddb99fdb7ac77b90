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
import { measuresOf, placedRows, plainCounts } from '../event-rate/statement.ts';
import { filterCondition } from '../plan/filter.ts';
import { splitColumn, splitValues } from '../plan/slot-rows.ts';
import { everything } from '../plan/span.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { withQueries } from '../plan/with-queries.ts';
import { startOfDay } from '../time/zone.ts';
import { list } from '../plan/select-list.ts';

/** Column of the seconds from a row's beginning to the end of the bucket. */
export const ageColumn = 'age_seconds';

/** The days of every bucket of an axis, as far as they were asked for. */
export function endsOf({ grain, ranges }: Axis): ReadonlyMap<Day, DayRange> {
  const cut = (bucket: DayRange, range: DayRange): DayRange => ({
    from: bucket.from > range.from ? bucket.from : range.from,
    to: bucket.to < range.to ? bucket.to : range.to,
  });
  const buckets = ranges.flatMap((range): readonly (readonly [Day, DayRange])[] => {
    if (grain === 'none') return [[range.from, range]];
    return bucketsOf(range, grain).map((from) => [from, cut({ from, to: bucketEnd(from, grain) }, range)]);
  });
  return new Map(buckets);
}

/** The instants that rows are looked at: one a slot and bucket. */
function endRows({ axes, slots }: Layout, { functions, zone }: StatementScope): RawBuilder<unknown> {
  const rows = slots.flatMap(({ axis }, slot) =>
    [...endsOf(axes[axis] as Axis)].map(
      ([bucket, { to }]) =>
        sql`select ${sql.lit(slot)} as slot, ${functions.cast(value('date', bucket), 'date')} as bucket, ${functions.cast(value('ts', startOfDay(to, zone)), 'ts')} as ends`,
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
  const states = metrics.map(
    (metric, index) =>
      sql`case when ${isOpen(metric, sql`ends`)} then ${sql.ref(`state_${index}`)} end as ${sql.ref(openColumn(index))}`,
  );
  const kept = slots.map(
    ({ axis }, index) => sql`when ${sql.lit(index)} then ${and(...(axes[axis] as Axis).where.map(filterCondition))}`,
  );
  const at = sql.ref<unknown>(began ?? '');
  return sql`
    select slot, bucket, ${list([...splitValues({ slots, splits }), ...states, sql`${functions.secondsBetween(at, sql`ends`)} as ${sql.ref(ageColumn)}`, sql`placed.*`])}
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
