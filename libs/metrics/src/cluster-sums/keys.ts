import type { RawBuilder } from 'kysely';
import type { Samples } from '../fact.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import { sql } from 'kysely';
import { dimensionColumn } from '../dimensions.ts';
import { cellKeys } from '../plan/cell-rows.ts';
import { splitColumn } from '../plan/slot-rows.ts';

/** What the levels of the statement are grouped by. */
export interface Keys {
  readonly cell: readonly string[];
  readonly slot: readonly string[];
  /** What tells units made of samples apart in a cell; null in rows that stand for themselves. */
  readonly unit: readonly string[];
  /** What else tells them apart where cells are put together: dimensions of the cell. */
  readonly unitInCells: readonly string[];
  /** The dimension that is never pooled, of the cell of a slot. */
  readonly guard: RawBuilder<unknown>;
}

const isOfCell = ({ dimensions }: Layout, { dimension }: Samples['told'][number]): boolean =>
  dimension !== undefined && dimensions.includes(dimension);

/** What tells units apart beside their cell: what a dimension of the layout says need not be said again. */
const toldOf = (layout: Layout): readonly string[] =>
  (layout.fact.samples?.told ?? []).flatMap((each) => (isOfCell(layout, each) ? [] : [each.column]));

const toldByCell = (layout: Layout): readonly string[] =>
  (layout.fact.samples?.told ?? []).flatMap((each) =>
    each.dimension !== undefined && isOfCell(layout, each) ? [dimensionColumn(each.dimension)] : [],
  );

export function keysOf(layout: Layout, { functions }: StatementScope): Keys {
  const { splits, fact } = layout;
  const { samples, guard } = fact;
  return {
    cell: cellKeys(layout),
    slot: ['slot', 'bucket', ...splits.map(splitColumn)],
    unit: samples === null ? [] : ['unit_of', ...toldOf(layout).map((_, index) => `unit_${index}`)],
    unitInCells: toldByCell(layout),
    guard: guard === null ? sql`${functions.cast(sql`null`, 'str')}` : sql.ref(`s.${dimensionColumn(guard)}`),
  };
}

/** The columns that `unit` names, of the rows. */
export function unitKeyColumns(layout: Layout): readonly RawBuilder<unknown>[] {
  const { samples } = layout.fact;
  if (samples === null) return [];
  const of = sql.ref(samples.of);
  const told = toldOf(layout).map(
    (column, index) => sql`case when ${of} is not null then ${sql.ref(column)} end as ${sql.ref(`unit_${index}`)}`,
  );
  return [sql`${of} as unit_of`, ...told];
}
