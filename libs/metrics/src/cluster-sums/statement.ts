import type { RawBuilder } from 'kysely';
import type { MetricDefinition } from '../definition.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import type { Keys } from './keys.ts';
import type { MeasureNames } from './measure.ts';
import { sql } from 'kysely';
import { cellColumns, keptRows } from '../plan/cell-rows.ts';
import { factRowsWith, stateColumns } from '../plan/fact-rows.ts';
import { cellsOfSlots } from '../plan/slot-rows.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import type { Staged } from '../plan/staged.ts';
import { keysOf, unitKeyColumns } from './keys.ts';
import {
  cellSums,
  answerNames,
  clusterColumns,
  measureNames,
  mergedColumns,
  rowColumns,
  rowNames,
  splitSums,
  spreadNames,
  wholeColumns,
} from './measure.ts';
import { list, refs } from '../plan/select-list.ts';

type Part = RawBuilder<unknown>;

interface Measures {
  readonly metric: MetricDefinition;
  readonly names: MeasureNames;
}

/**
 * Clusters by cell. What is made of samples becomes units first; rows that stand for themselves are summed at once, so that
 * they are grouped a single time.
 */
function clusterCells(measures: readonly Measures[], layout: Layout, scope: StatementScope): readonly NamedQuery[] {
  const { cell, unit } = keysOf(layout, scope);
  const rows = measures.flatMap(({ metric, names }) => rowColumns(metric, names, scope.functions));
  const cluster = refs([...cell, 'cluster_key']);
  const by = [...cluster, ...refs(unit)];
  const grouped = sql`
    select ${list([...by, ...rows])}
    from placed
    where ${keptRows(layout, scope.zone)}
    group by ${list(by)}`;
  if (unit.length === 0) return [['cluster_cell', grouped]];
  const names = measures.map((each) => each.names);
  const unsampled = refs(names.flatMap(rowNames));
  const sampled = names.flatMap(wholeColumns);
  return [
    ['unit', grouped],
    [
      'cluster_cell',
      sql`
    select ${list([...cluster, ...unsampled])} from unit where unit_of is null
    union all
    select ${list([...cluster, ...sampled])} from unit where unit_of is not null group by ${list(cluster)}`,
    ],
  ];
}

const equal = (columns: readonly string[], [a, b]: readonly [string, string], { functions }: StatementScope): Part =>
  sql.join(
    columns.map((column) => functions.same(sql.ref(`${a}.${column}`), sql.ref(`${b}.${column}`))),
    sql` and `,
  );

/**
 * Plain counts of cells, and sums over clusters of one row here, which lie in one cell: any slot holds either all of one or
 * nothing, so that their sums add. The others are kept as they are, without what adds up anyway.
 */
function wholeClusters(names: readonly MeasureNames[], keys: Keys, scope: StatementScope): readonly NamedQuery[] {
  return [
    [
      'split_cluster',
      sql`select cluster_key, 1 as is_split from cluster_cell group by cluster_key having count(*) > 1`,
    ],
    [
      'whole_cell',
      sql`
    select ${list([...refs(keys.cell, 'c'), ...names.flatMap((each) => cellSums(each, sql`p.is_split is null`))])}
    from cluster_cell c
    left join split_cluster p on ${equal(['cluster_key'], ['p', 'c'], scope)}
    group by ${list(refs(keys.cell, 'c'))}`,
    ],
    [
      'split_row',
      sql`
    select ${list(refs([...keys.cell, 'cluster_key', ...keys.unit, ...names.flatMap(spreadNames)], 'u'))}
    from ${sql.raw(keys.unit.length === 0 ? 'cluster_cell' : 'unit')} u
    join split_cluster p on ${equal(['cluster_key'], ['p', 'u'], scope)}`,
    ],
  ];
}

/**
 * Clusters that lie in several cells or are made of both kinds of units, put together anew in every slot: squares of sums do not add, and neither do means
 * over samples.
 */
function splitClusters(names: readonly MeasureNames[], keys: Keys, scope: StatementScope): readonly NamedQuery[] {
  const { slot, unit, unitInCells, guard } = keys;
  const own = [...refs(slot, 's'), ...refs(['cluster_key', ...unit, ...unitInCells], 'u')];
  const regrouped: Part = sql`
    select ${list([...own, sql`min(${guard}) as guard_first, max(${guard}) as guard_last`, ...names.flatMap(mergedColumns)])}
    from split_row u
    join slot_cell s on ${equal(keys.cell, ['s', 'u'], scope)}
    group by ${list(own)}`;
  if (unit.length === 0) return [['split_sums', regrouped]];
  const by = refs([...slot, 'cluster_key']);
  return [
    ['split_unit', regrouped],
    [
      'split_sums',
      sql`
    select ${list([...by, ...guards, ...names.flatMap((each) => clusterColumns(each))])}
    from split_unit
    group by ${list(by)}`,
    ],
  ];
}

const guards: readonly Part[] = [sql`min(guard_first) as guard_first`, sql`max(guard_last) as guard_last`];

/** Whole clusters of the cells of a slot, and split ones of the slot. */
function slotSums(names: readonly MeasureNames[], { slot, cell, guard }: Keys, scope: StatementScope): Part {
  const added = names.flatMap(answerNames);
  return sql`
    select ${list([...refs(slot, 's'), sql`${guard} as guard_first`, sql`${guard} as guard_last`, ...refs(added, 'w')])}
    from slot_cell s
    join whole_cell w on ${equal(cell, ['w', 's'], scope)}
    union all
    select ${list([...refs(slot), ...guards, ...names.flatMap(splitSums)])}
    from split_sums
    group by ${list(refs(slot))}`;
}

/** Sums of whole clusters and rows of the others, in the smallest cells that slots are made of. */
function sumsOf(measures: readonly Measures[], layout: Layout, scope: StatementScope): readonly NamedQuery[] {
  return [
    ...layout.fact.relation(relationScope(layout, boundsOf(layout, scope.zone), scope)),
    ['placed', factRowsWith([...cellColumns(layout, scope), ...unitKeyColumns(layout), ...stateColumns(measures)])],
    ...clusterCells(measures, layout, scope),
    ...wholeClusters(
      measures.map(({ names }) => names),
      keysOf(layout, scope),
      scope,
    ),
  ];
}

/**
 * The statement of the shape "sums over clusters": one scan of the fact for all metrics, periods, comparisons, splits
 * and filters of the layout. Rows become units, units clusters, and clusters sums in the smallest cells that slots are
 * made of; only then come the slots, so that their number costs next to nothing.
 */
export function clusterSumsStaged(layout: Layout, scope: StatementScope): Staged {
  const measures = layout.metrics.map((metric, index) => ({ metric, names: measureNames(metric, index) }));
  const names = measures.map((each) => each.names);
  const keys = keysOf(layout, scope);
  const cells = (from: string): Part => sql`select ${list(refs(keys.cell))} from ${sql.raw(from)}`;
  const added = names.flatMap(answerNames).map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`);
  return {
    layout,
    sums: (longer) => sumsOf(measures, longer, scope),
    read: ['whole_cell', 'split_row'],
    byCell: ['whole_cell', 'split_row'],
    slots: [
      ['cell', sql`${cells('whole_cell')} union ${cells('split_row')}`],
      ...cellsOfSlots(layout, scope, 'cell'),
      ...splitClusters(names, keys, scope),
      ['slot_sums', slotSums(names, keys, scope)],
    ],
    answer: sql`
  select ${list([...refs(keys.slot), ...guards, ...added])}
  from slot_sums
  group by ${list(refs(keys.slot))}`,
  };
}
