import type { RawBuilder } from 'kysely';
import type { Axis } from './axis.ts';
import type { Layout } from './slot.ts';
import type { LocalDays } from '../time/local-day.ts';
import type { StatementScope } from './statement-scope.ts';
import type { NamedQuery } from './with-queries.ts';
import { otherMember } from '@assay/contract';
import { sql } from 'kysely';
import { value, word } from '../dialect.ts';
import { dimensionColumn } from '../dimensions.ts';
import { localDay } from '../time/local-day.ts';
import { bucketOnAxis, dayColumn } from './axis.ts';
import { isOneOf } from './filter.ts';
import { realValue } from './shown-value.ts';
import { boundsOf } from './statement-scope.ts';
import { list } from './select-list.ts';

/** A dimension's value in the slots that split by it, null in the others. */
export const splitColumn = (id: string): string => `split_${id}`;

/** Calendar day of a date of the rows; a date without a time of day is one already. */
function dayOf(fact: Layout['fact'], time: string, days: LocalDays): RawBuilder<unknown> {
  const at = sql.ref<unknown>(time);
  return fact.times[time]?.type === 'date' ? at : localDay(at, days);
}

/** Days of all dates that the layout's questions count by, as columns; or what is made of a day. */
export function dayColumns(
  layout: Layout,
  { functions, zone }: StatementScope,
  madeOf: (day: RawBuilder<unknown>, time: string) => RawBuilder<unknown> = (day) => day,
): readonly RawBuilder<unknown>[] {
  const days = { functions, zone, bounds: boundsOf(layout, zone) };
  return layout.times.map(
    (time) => sql`${madeOf(dayOf(layout.fact, time, days), time)} as ${sql.ref(dayColumn(time))}`,
  );
}

/** The value that a slot shows a row under: its own, or that of all which are not among the top. */
function shownValue(id: string, top: readonly (string | null)[] | undefined): RawBuilder<unknown> {
  const own = sql.ref(dimensionColumn(id));
  if (top === undefined) return own;
  const renamed = top.flatMap((name) => (name === realValue(name) ? [] : [name]));
  const names = renamed.map((name) => sql`when ${isOneOf(id, [name])} then ${value('str', name)} `);
  return sql`case ${sql.join(names, sql``)}when ${isOneOf(id, top)} then ${own} else ${word(otherMember)} end`;
}

/** Values of the splits, null in slots that do not split by them. */
export function splitValues({ slots, splits }: Pick<Layout, 'slots' | 'splits'>): readonly RawBuilder<unknown>[] {
  return splits.map((id) => {
    const splitBy = slots.flatMap((slot, index) => (slot.splits.includes(id) ? [{ index, top: slot.tops[id] }] : []));
    const alike = Map.groupBy(splitBy, ({ top }) => JSON.stringify(top));
    const cases = [...alike.values()].map(
      (own) =>
        sql`when slot in (${sql.join(own.map(({ index }) => sql.lit(index)))}) then ${shownValue(id, own[0]?.top)}`,
    );
    return sql`case ${sql.join(cases, sql` `)} end as ${sql.ref(splitColumn(id))}`;
  });
}

/** Each row once for every slot, with its bucket there. Slots are joined, not unions of scans: `from`, a name of ours, is read once. */
export function rowsOfSlots(
  { axes, slots, splits }: Pick<Layout, 'axes' | 'slots' | 'splits'>,
  { functions }: Pick<StatementScope, 'functions'>,
  from = 'placed',
): RawBuilder<unknown> {
  const numbers = sql.join(
    slots.map((_, index) => sql`select ${sql.lit(index)} as slot`),
    sql` union all `,
  );
  const buckets = slots.map(
    ({ axis }, index) => sql`when ${sql.lit(index)} then ${bucketOnAxis(axes[axis] as Axis, functions)}`,
  );
  return sql`
    select slot,
      case slot
        ${sql.join(buckets, sql`\n        `)}
      end as bucket,
      ${list([...splitValues({ slots, splits }), sql`${sql.raw(from)}.*`])}
    from ${sql.raw(from)} cross join (${numbers}) slots`;
}

/** The cells that lie in each slot, of those that `from` names: `slot_cell`. */
export function cellsOfSlots(layout: Layout, scope: StatementScope, from: string): readonly NamedQuery[] {
  return [
    ['placed_cell', rowsOfSlots(layout, scope, from)],
    ['slot_cell', sql`select * from placed_cell where bucket is not null`],
  ];
}
