import type { RawBuilder } from 'kysely';
import type { MetricDefinition } from '../definition.ts';
import type { Measure } from '../event-rate/statement.ts';
import type { Layout } from '../plan/slot.ts';
import type { Staged } from '../plan/staged.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { and } from '../dialect.ts';
import { dimensionColumn } from '../dimensions.ts';
import { countNames, measuresOf, plainCounts } from '../event-rate/statement.ts';
import { dayColumn } from '../plan/axis.ts';
import { rowsOfSlots, splitColumn } from '../plan/slot-rows.ts';
import { cellColumns, keptRows } from '../plan/cell-rows.ts';
import { stateExpression, viewOf } from '../plan/state.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';

const list = (items: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join(items, sql`,\n      `);

/** Sums over clusters: x is the different values of a cluster that are divided by, y those that are divided. */
export const momentNames = ['k', 'x', 'y', 'x2', 'y2', 'xy'] as const;
export const momentColumn = (column: string, name: string): string => `${name}_${column}`;

/** Different values of a cluster by kind of rows, the whole first. */
export const eachColumns = ({ names }: Measure): readonly string[] => [
  `each_${names.state}`,
  ...names.counts.map(({ x }) => `each_${x}`),
];
const perColumn = ({ names }: Measure): string => `per_${names.state}`;

/** What is told apart, in rows that count; null in the others. */
const valueColumns = ({ names }: Measure) => ({ each: `of_${names.state}`, per: `by_${names.state}` });
/** Columns whose different values are counted; of cases the same on both sides. */
function valuesOf(metric: MetricDefinition): { readonly each: string; readonly per: string } | null {
  if (metric.kind === 'distinct_ratio') return metric;
  return metric.kind === 'worst_case' ? { each: metric.cases, per: metric.cases } : null;
}
const isKind = (x: string): string => `is_${x}`;

/** Rows of the fact with their cell and their state for every metric. */
function placed(measures: readonly Measure[], layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const states = measures.map(({ metric, names }) => sql`${stateExpression(metric)} as ${sql.ref(names.state)}`);
  return sql`
    select fact_row.*, ${list([...cellColumns(layout, scope), ...states])}
    from fact_row`;
}

const cellKeys = ({ times, dimensions }: Layout): readonly string[] => [
  ...times.map(dayColumn),
  ...dimensions.map(dimensionColumn),
];

/** Rows that agree in all that slots and distinct values hang on, as one: those that do not count become a few. */
function cells(
  measures: readonly Measure[],
  layout: Layout,
  { functions: f, zone }: StatementScope,
): RawBuilder<unknown> {
  const told = measures.flatMap((measure) => {
    const { metric, names } = measure;
    const values = valuesOf(metric);
    if (values === null) return [];
    const { each, per } = valueColumns(measure);
    const counted = sql`${sql.ref(names.state)} = 0`;
    const kinds = names.counts.map(({ id, x }) => {
      const kind = metric.counts[id];
      const isSo = kind ? and(counted, kind.when(viewOf(metric))) : sql`false`;
      return sql`max(${f.flag(isSo)}) as ${sql.ref(isKind(x))}`;
    });
    const when = (column: string): RawBuilder<unknown> => sql`case when ${counted} then ${sql.ref(column)} end`;
    return [
      { keys: [when(values.each), when(values.per)], names: [each, per], sums: [...plainCounts(measure, f), ...kinds] },
    ];
  });
  const shared = ['cluster_key', ...cellKeys(layout)].map((name) => sql.ref(name));
  const named = told.flatMap(({ keys, names }) =>
    keys.map((key, index) => sql`${key} as ${sql.ref(names[index] ?? '')}`),
  );
  return sql`
    select ${list([...shared, ...named, ...told.flatMap(({ sums }) => sums)])}
    from placed
    where ${keptRows(layout, zone)}
    group by ${list([...shared, ...told.flatMap(({ keys }) => keys)])}`;
}

/** Values of a cluster that lie in several cells, which slots may count once or not at all; those of the others add. */
const splitName = (column: string): string => `split_${column}`;

function splitValues(column: string, layout: Layout): NamedQuery {
  const told = sql.ref(column);
  const keys = list(['cluster_key', ...cellKeys(layout)].map((name) => sql.ref(name)));
  return [
    splitName(column),
    sql`
    select cluster_key, ${told}, 1 as is_split
    from (select distinct ${keys}, ${told} from cell where ${told} is not null) each
    group by cluster_key, ${told}
    having count(*) > 1`,
  ];
}

const valueNames = (measures: readonly Measure[]): readonly string[] =>
  measures.flatMap((each) => Object.values(valueColumns(each)));
const isSplit = (column: string): RawBuilder<unknown> => sql.ref(`is_${splitName(column)}`);

/** Cells with what of their values is split. */
function marked(columns: readonly string[], { functions: f }: StatementScope): RawBuilder<unknown> {
  const joins = columns.map((column) => {
    const other = sql.ref(splitName(column));
    return sql`left join ${other} on ${f.same(sql`${other}.cluster_key`, sql`cell.cluster_key`)} and ${other}.${sql.ref(column)} = cell.${sql.ref(column)}`;
  });
  const flags = columns.map((column) => sql`${sql.ref(splitName(column))}.is_split as ${isSplit(column)}`);
  return sql`
    select cell.*, ${list(flags)}
    from cell ${sql.join(joins, sql`\n    `)}`;
}

/** How many different values of each kind, of those that `isTold` tells; the columns of `eachColumns` and `perColumn`. */
function differentValues(
  measure: Measure,
  isTold: (column: string) => RawBuilder<unknown>,
): readonly (readonly [name: string, count: RawBuilder<unknown>])[] {
  const { each, per } = valueColumns(measure);
  const [whole = '', ...kinds] = eachColumns(measure);
  const different = (column: string, condition: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`count(distinct case when ${condition} then ${sql.ref(column)} end)`;
  return [
    [whole, different(each, isTold(each))],
    ...measure.names.counts.map(
      ({ x }, index) =>
        [kinds[index] ?? x, different(each, sql`${isTold(each)} and ${sql.ref(isKind(x))} = 1`)] as const,
    ),
    [perColumn(measure), different(per, isTold(per))],
  ];
}

/** Clusters by cell: counts of rows, and of values that lie in that cell alone. */
function clusterCells(measures: readonly Measure[], layout: Layout): RawBuilder<unknown> {
  const keys = list(['cluster_key', ...cellKeys(layout)].map((name) => sql.ref(name)));
  const sums = measures.flatMap((measure) => [
    ...countNames(measure.names).map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`),
    ...differentValues(measure, (column) => sql`${isSplit(column)} is null`).map(
      ([name, count]) => sql`${count} as ${sql.ref(name)}`,
    ),
  ]);
  return sql`
    select ${keys}, ${list(sums)}
    from marked
    group by ${keys}`;
}

/** Values that lie in several cells, with the kinds of rows that they have there. */
function splitCells(measures: readonly Measure[], layout: Layout): RawBuilder<unknown> {
  const keys = ['cluster_key', ...cellKeys(layout)].map((name) => sql.ref(name));
  const columns = valueNames(measures);
  const values = columns.map(
    (column) => sql`case when ${isSplit(column)} = 1 then ${sql.ref(column)} end as ${sql.ref(column)}`,
  );
  const kinds = kindNames(measures).map((name) => sql.ref(name));
  const any = sql.join(
    columns.map((column) => sql`${isSplit(column)} = 1`),
    sql` or `,
  );
  return sql`
    select distinct ${list([...keys, ...values, ...kinds])}
    from marked
    where ${any}`;
}

const kindNames = (measures: readonly Measure[]): readonly string[] =>
  measures.flatMap(({ names }) => names.counts.map(({ x }) => isKind(x)));
const addedNames = (measures: readonly Measure[]): readonly string[] =>
  measures.flatMap((each) => [...countNames(each.names), ...eachColumns(each), perColumn(each)]);

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
  const cell = list(cellKeys(layout).map((name) => sql.ref(name)));
  const values = sql`
    select ${list([...keys, sql`cluster_key`, ...guards(layout, () => dimensionColumn(layout.fact.guard ?? '')), ...measures.flatMap(clusterColumns)])}
    from slot_part
    group by ${list([...keys, sql`cluster_key`])}`;
  return {
    layout,
    sums: (longer) => cellSums(measures, longer, scope),
    read: ['cluster_cell', 'split_cell'],
    slots: [
      // Each cell of a value that is split is one of its cluster, too.
      ['value_cell', sql`select distinct ${cell} from cluster_cell`],
      ['placed_cell', rowsOfSlots(layout, scope, 'value_cell')],
      ['slot_cell', sql`select * from placed_cell where bucket is not null`],
      ['slot_part', slotParts(measures, layout, scope)],
      ['cluster_values', values],
    ],
    answer: sql`
  select ${list([...keys, ...guards(layout, guardColumn), ...measures.flatMap((each) => answerColumns(each, scope.functions))])}
  from cluster_values
  group by ${list(keys)}`,
  };
}

function cellSums(measures: readonly Measure[], layout: Layout, scope: StatementScope): readonly NamedQuery[] {
  const values = valueNames(measures);
  return [
    ...layout.fact.relation(relationScope(layout, boundsOf(layout, scope.zone), scope)),
    ['placed', placed(measures, layout, scope)],
    ['cell', cells(measures, layout, scope)],
    ...values.map((column) => splitValues(column, layout)),
    ['marked', marked(values, scope)],
    ['cluster_cell', clusterCells(measures, layout)],
    ['split_cell', splitCells(measures, layout)],
  ];
}
