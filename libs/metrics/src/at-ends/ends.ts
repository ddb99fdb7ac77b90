import type { Day, DayRange } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { MetricDialect } from '../dialect.ts';
import type { Axis } from '../plan/axis.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import { addDays } from '@assay/contract';
import { sql } from 'kysely';
import { value } from '../dialect.ts';
import { elapsedTo } from '../plan/statement-scope.ts';
import { endsOf } from '../still-open/statement.ts';
import { startOfDay } from '../time/zone.ts';

/** An instant at which rows are looked at: the first after the last day that is known of some days. */
export interface End {
  readonly at: string;
  /** Instants so many days before it, by their number. */
  readonly before: (this: void, days: number) => string;
}

/** Of days that have begun the last one that is known decides; of those that have not, or lie before all data, nothing is known. */
export function endOf({ from, to }: DayRange, { zone, known }: Pick<StatementScope, 'zone' | 'known'>): End | null {
  const over = elapsedTo(known);
  const last = to < over ? to : over;
  if (last <= from || (known.span !== null && last <= known.span.first)) return null;
  return { at: startOfDay(last, zone), before: (days) => startOfDay(addDays(last, -days), zone) };
}

interface Placed {
  readonly slot: number;
  readonly bucket: Day;
  readonly end: End;
}

/** Where every bucket of a layout ends. */
export function placedEnds({ axes, slots }: Layout, scope: StatementScope): readonly Placed[] {
  return slots.flatMap(({ axis }, slot) =>
    [...endsOf(axes[axis] as Axis)].flatMap(([bucket, days]) => {
      const end = endOf(days, scope);
      return end === null ? [] : [{ slot, bucket, end }];
    }),
  );
}

/** Each instant once, the earliest first. */
export function distinctEnds(placed: readonly Placed[]): readonly End[] {
  const byInstant = new Map(placed.map(({ end }) => [end.at, end]));
  return [...byInstant.values()].toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

/** `ends`: the instants at which rows are looked at, and those from which on something counts as lately before them. */
export function endsQuery(
  ends: readonly End[],
  { functions: f, lately }: { readonly functions: MetricDialect['functions']; readonly lately: number },
): RawBuilder<unknown> {
  const rows = ends.map(
    (end) =>
      sql`select ${f.cast(value('ts', end.at), 'ts')} as looked_at, ${f.cast(value('ts', end.before(lately)), 'ts')} as lately_from`,
  );
  const none = sql`select ${f.cast(sql`null`, 'ts')} as looked_at, ${f.cast(sql`null`, 'ts')} as lately_from where 1 = 0`;
  return sql`
    ${rows.length === 0 ? none : sql.join(rows, sql` union all\n    `)}`;
}
