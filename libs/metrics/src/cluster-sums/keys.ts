import type { RawBuilder } from 'kysely';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import { sql } from 'kysely';
import { dimensionColumn } from '../dimensions.ts';
import { dayColumn } from '../plan/axis.ts';
import { splitColumn } from '../plan/slot-rows.ts';

/** What the levels of the statement are grouped by. */
export interface Keys {
  /** Dimensions and days: rows that agree in them lie in the same bucket and slice of every slot. */
  readonly cell: readonly string[];
  readonly slot: readonly string[];
  /** What tells units made of samples apart; null in rows that stand for themselves. */
  readonly unit: readonly string[];
  /** The dimension that is never pooled, of the cell of a slot. */
  readonly guard: RawBuilder<unknown>;
}

export function keysOf({ dimensions, times, splits, fact }: Layout, { functions }: StatementScope): Keys {
  const { samples, guard } = fact;
  return {
    cell: [...dimensions.map(dimensionColumn), ...times.map(dayColumn)],
    slot: ['slot', 'bucket', ...splits.map(splitColumn)],
    unit: samples === null ? [] : ['unit_of', ...samples.told.map((_, index) => `unit_${index}`)],
    guard: guard === null ? sql`${functions.cast(sql`null`, 'str')}` : sql.ref(`s.${dimensionColumn(guard)}`),
  };
}

/** The columns that `unit` names, of the rows. */
export function unitKeyColumns({ fact: { samples } }: Layout): readonly RawBuilder<unknown>[] {
  if (samples === null) return [];
  const of = sql.ref(samples.of);
  const told = samples.told.map(
    (column, index) => sql`case when ${of} is not null then ${sql.ref(column)} end as ${sql.ref(`unit_${index}`)}`,
  );
  return [sql`${of} as unit_of`, ...told];
}
