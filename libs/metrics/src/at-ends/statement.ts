import type { DayRange } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { MetricDefinition } from '../definition.ts';
import type { Axis } from '../plan/axis.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import type { RowsBehind } from '../shape.ts';
import { sql } from 'kysely';
import { and, value } from '../dialect.ts';
import { measuresOf, placedRows, plainCounts } from '../event-rate/statement.ts';
import { filterCondition } from '../plan/filter.ts';
import { splitColumn, splitValues } from '../plan/slot-rows.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { withQueries } from '../plan/with-queries.ts';
import { distinctEnds, endOf, placedEnds } from './ends.ts';
import { list } from '../plan/select-list.ts';

/** Which instant each slot and bucket is looked at. */
function bucketEnds(layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const { functions: f } = scope;
  const rows = placedEnds(layout, scope).map(
    ({ slot, bucket, end }) =>
      sql`select ${sql.lit(slot)} as slot, ${f.cast(value('date', bucket), 'date')} as bucket, ${f.cast(value('ts', end.at), 'ts')} as ends`,
  );
  const none = sql`select 0 as slot, ${f.cast(sql`null`, 'date')} as bucket, ${f.cast(sql`null`, 'ts')} as ends where 1 = 0`;
  return sql`
    ${rows.length === 0 ? none : sql.join(rows, sql` union all\n    `)}`;
}

/** Each row, as it was at an instant, in every bucket that ends then. */
function rowsAtEnds({ axes, slots, splits }: Layout): RawBuilder<unknown> {
  const kept = slots.map(
    ({ axis }, index) => sql`when ${sql.lit(index)} then ${and(...(axes[axis] as Axis).where.map(filterCondition))}`,
  );
  return sql`
    select ${list([sql`slot`, sql`bucket`, ...splitValues({ slots, splits }), sql`placed.*`])}
    from placed join bucket_end on looked_at = ends
    where case slot ${sql.join(kept, sql` `)} end`;
}

/** What there was when every bucket ended, counted by kind. */
export function countsAtEnds(layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)].map((name) => sql.ref(name));
  const ends = distinctEnds(placedEnds(layout, scope));
  const queries: readonly NamedQuery[] = [
    ...layout.fact.relation(relationScope({ ...layout, ends }, boundsOf(layout, scope.zone), scope)),
    ['placed', placedRows(layout, scope)],
    ['bucket_end', bucketEnds(layout, scope)],
    ['slot_row', rowsAtEnds(layout)],
  ];
  const counts = measuresOf(layout).flatMap((each) => plainCounts(each, scope.functions));
  return sql`${withQueries(queries)}
  select ${list([...keys, ...counts])}
  from slot_row
  group by ${list(keys)}`;
}

/** Rows behind a number: what there was when its range ended. */
export function rowsAtEnd(_metric: MetricDefinition, range: DayRange, scope: StatementScope): RowsBehind {
  const end = endOf(range, scope);
  const at = end?.at ?? '';
  return { bounds: { from: at, to: at }, ends: end === null ? [] : [end], where: sql`true` };
}
