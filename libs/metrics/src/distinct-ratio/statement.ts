import type { RawBuilder } from 'kysely';
import type { Measure } from '../event-rate/statement.ts';
import type { Layout } from '../plan/slot.ts';
import type { Staged } from '../plan/staged.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import { sql } from 'kysely';
import { dimensionColumn } from '../dimensions.ts';
import { countNames, measuresOf } from '../event-rate/statement.ts';
import { cellKeys, poolsCells } from '../plan/cell-rows.ts';
import { list } from '../plan/select-list.ts';
import { cellsOfSlots, splitColumn } from '../plan/slot-rows.ts';
import {
  addedNames,
  differentValues,
  eachColumns,
  kindNames,
  momentColumn,
  momentNames,
  perColumn,
  valueNames,
} from './columns.ts';
import { cellSums } from './cells.ts';

/** What lies in the cells of a slot: what adds, and values that are told apart once more. */
function slotParts(
  measures: readonly Measure[],
  layout: Layout,
  { functions: f }: StatementScope,
): RawBuilder<unknown> {
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)];
  const own = [...keys, ...(layout.fact.guard === null ? [] : [dimensionColumn(layout.fact.guard)])].map(
    (name) => sql`s.${sql.ref(name)}`,
  );
  const inCell = sql.join(
    cellKeys(layout).map((name) => f.same(sql`s.${sql.ref(name)}`, sql`c.${sql.ref(name)}`)),
    sql` and `,
  );
  const [added, told, kinds] = [addedNames(measures), valueNames(measures), kindNames(measures)];
  const none = (name: string): RawBuilder<unknown> => sql`null as ${sql.ref(name)}`;
  const zero = (name: string): RawBuilder<unknown> => sql`0 as ${sql.ref(name)}`;
  const of = (name: string): RawBuilder<unknown> => sql`c.${sql.ref(name)}`;
  return sql`
    select ${list([...own, of('cluster_key'), ...added.map(zero), ...[...told, ...kinds].map(of)])}
    from slot_cell s join split_cell c on ${inCell}
    union all
    select ${list([...own, of('cluster_key'), ...added.map(of), ...[...told, ...kinds].map(none)])}
    from slot_cell s join cluster_cell c on ${inCell}`;
}

function clusterColumns(measure: Measure): readonly RawBuilder<unknown>[] {
  return [
    ...countNames(measure.names).map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`),
    ...differentValues(measure, (column) => sql`${sql.ref(column)} is not null`).map(
      ([name, count]) => sql`sum(${sql.ref(name)}) + ${count} as ${sql.ref(name)}`,
    ),
  ];
}

function answerColumns(each: Measure, f: StatementScope['functions']): readonly RawBuilder<unknown>[] {
  // Squares of counts go beyond what a count's own type may hold.
  const x = f.cast(sql.ref(perColumn(each)), 'flt');
  const sumOf = (expression: RawBuilder<unknown>, name: string): RawBuilder<unknown> =>
    sql`sum(${expression}) as ${sql.ref(name)}`;
  return [
    ...countNames(each.names).map((name) => sumOf(sql.ref(name), name)),
    ...eachColumns(each).flatMap((column) => {
      const y = f.cast(sql.ref(column), 'flt');
      const of = { x, y, x2: sql`${x} * ${x}`, y2: sql`${y} * ${y}`, xy: sql`${x} * ${y}` };
      return momentNames.map((name) =>
        name === 'k'
          ? sql`${f.countIf(sql`${x} > 0`)} as ${sql.ref(momentColumn(column, name))}`
          : sumOf(sql`${of[name]}`, momentColumn(column, name)),
      );
    }),
  ];
}

/** First and last value of what is never pooled, from `of`; nothing where all may be. */
function guards({ fact }: Layout, of: (end: 'first' | 'last') => string): readonly RawBuilder<unknown>[] {
  if (fact.guard === null) return [];
  return [
    sql`min(${sql.ref(of('first'))}) as ${sql.ref(guardColumn('first'))}`,
    sql`max(${sql.ref(of('last'))}) as ${sql.ref(guardColumn('last'))}`,
  ];
}

export const guardColumn = (end: 'first' | 'last'): string => `guard_${end}`;

/**
 * Different values over different values: told apart within each cluster, slot and bucket, because neither adds over
 * time or slices, but for those that lie in one cell of both; clusters are summed. A cluster without a counted row has
 * nothing on either side.
 */
export function distinctRatios(layout: Layout, scope: StatementScope): Staged {
  const measures = measuresOf(layout);
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)].map((name) => sql.ref(name));
  const isPooled = poolsCells(layout);
  const cell = list(cellKeys(layout).map((name) => sql.ref(name)));
  const values = sql`
    select ${list([...keys, sql`cluster_key`, ...guards(layout, () => dimensionColumn(layout.fact.guard ?? '')), ...measures.flatMap(clusterColumns)])}
    from slot_part
    group by ${list([...keys, sql`cluster_key`])}`;
  return {
    layout,
    sums: (longer) => cellSums(measures, longer, { ...scope, isPooled }),
    read: ['cluster_cell', 'split_cell'],
    byCell: ['cluster_cell', 'split_cell'],
    slots: [
      // Each cell of a value that is split is one of its cluster, too.
      ['value_cell', sql`select distinct ${cell} from cluster_cell`],
      ...cellsOfSlots(layout, scope, 'value_cell'),
      ['slot_part', slotParts(measures, layout, scope)],
      ['cluster_values', values],
    ],
    answer: sql`
  select ${list([...keys, ...guards(layout, guardColumn), ...measures.flatMap((each) => answerColumns(each, scope.functions))])}
  from cluster_values
  group by ${list(keys)}`,
  };
}
