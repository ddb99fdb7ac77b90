import type { RawBuilder } from 'kysely';
import type { MetricDialect } from '../dialect.ts';
import type { DimensionId } from '../dimensions.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import { sql } from 'kysely';
import { value, word } from '../dialect.ts';
import { dimensionColumn } from '../dimensions.ts';
import { dayColumn } from '../plan/axis.ts';
import { daysOf } from '../plan/statement-scope.ts';

/** Columns of `fact_counter_daily` that say of what a count is; an empty text is "of all". */
const counted = {
  workflow: 'workflow_id',
  model_version: 'model_version_id',
  locale: 'locale',
  vendor: 'vendor_id',
  task: 'task_id',
} as const satisfies Partial<Record<DimensionId, string>>;
type Counted = keyof typeof counted;
const names = Object.keys(counted) as readonly Counted[];

export const isCounted = (id: string): id is Counted => Object.hasOwn(counted, id);

/** Which of these a count names, e.g. `workflow,`: counts of different breakdowns are of the same thing and never added. */
function breakdown(f: MetricDialect['functions']): RawBuilder<unknown> {
  const named = names.map((id) => sql`case when ${sql.ref(counted[id])} <> '' then ${word(`${id},`)} else '' end`);
  return sql`${f.concat(...named)}`;
}

/** Whether a breakdown names every one of some dimensions. */
export function namesAll(breakdownText: string, ids: readonly string[]): boolean {
  const named = breakdownText.split(',');
  return ids.every((id) => named.includes(id));
}

/** Days of the counters that production was counted by, in the columns that axes and splits read. */
export function counterRows(counters: readonly string[], layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const { from, to } = daysOf(layout);
  const days = layout.times.map((time) => sql`counter_date as ${sql.ref(dayColumn(time))}`);
  const dimensions = layout.dimensions.flatMap((id) =>
    isCounted(id) ? [sql`nullif(${sql.ref(counted[id])}, '') as ${sql.ref(dimensionColumn(id))}`] : [],
  );
  return sql`
    select ${sql.join([...days, ...dimensions, sql`counter_name`, sql`${breakdown(scope.functions)} as breakdown`, sql`n`], sql`,\n      `)}
    from ${scope.tables('fact_counter_daily')} c
    where counter_date >= ${value('date', from)} and counter_date < ${value('date', to)} and bin_key = '' and environment = 'production'
      and counter_name in (${sql.join(counters.map(word))}) and coalesce(is_test, false) = false and voided_at is null`;
}

/** A layout as counters can follow it: splits and filters that they do not know leave them whole. */
export function asCounted({ axes, slots, splits }: Layout): Pick<Layout, 'axes' | 'slots' | 'splits'> {
  return {
    axes: axes.map((axis) => ({ ...axis, where: axis.where.filter(({ dimension }) => isCounted(dimension)) })),
    slots: slots.map((slot) => ({ ...slot, splits: slot.splits.filter(isCounted) })),
    splits: splits.filter(isCounted),
  };
}
