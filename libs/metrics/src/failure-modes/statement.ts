import type { RawBuilder } from 'kysely';

import type { Slice } from '../evaluate/question-cells.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import type { ModeColumns, ModeMetric } from './columns.ts';
import { sql } from 'kysely';
import { dimensionColumn } from '../dimensions.ts';
import { or, word } from '../dialect.ts';
import { modeLabels } from '../output/mode-labels.ts';
import { unlabelled } from '../output/mode-tree.ts';
import { dayColumns, rowsOfSlots, splitColumn } from '../plan/slot-rows.ts';
import { stateExpression, viewOf } from '../plan/state.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { withQueries } from '../plan/with-queries.ts';
import { modeColumns, sumNames } from './columns.ts';
import { factRowsWith } from '../plan/fact-rows.ts';
import { list, refs } from '../plan/select-list.ts';

/** The dimension that a row may have several values of. */
export const modeDimension = 'failure_mode';

type Part = RawBuilder<unknown>;
const as = (expression: Part, name: string): Part => sql`${expression} as ${sql.ref(name)}`;

/** A slice of the other dimensions: of it every mode has a part, be it none. */
export function withoutMode(slice: Slice): Slice {
  return Object.fromEntries(Object.entries(slice).filter(([id]) => id !== modeDimension));
}

/** The layout without modes: those are joined to its rows, and split nothing themselves. */
export function withoutModes(layout: Layout): Layout {
  const plain = (ids: readonly string[]) => ids.filter((id) => id !== modeDimension);
  return {
    ...layout,
    splits: plain(layout.splits),
    dimensions: layout.dimensions.filter((id) => id !== modeDimension),
    slots: layout.slots.map((slot) => ({ ...slot, splits: plain(slot.splits) })),
  };
}

/** What each standing label is a part of its output's failing: one over the number of labels, and above it their sum. */
const spread: readonly NamedQuery[] = [
  [
    'mode_above',
    sql`
    select distinct own.mode as own_mode, above.mode
    from mode_of_node own
    join mode_of_node above on above.node_version_id = own.node_version_id
    where own.is_own = 1`,
  ],
  [
    'labelled',
    sql`
    select l.output_id, count(*) as modes, count(c.mode) as catch_alls,
      sum(case when l.mode = ${word(unlabelled)} then 1 else 0 end) as unlabelleds
    from mode_label l
    left join (select distinct mode from mode_of_node where is_own = 1 and is_catch_all = 1) c on c.mode = l.mode
    where l.is_own = 1
    group by l.output_id`,
  ],
  [
    'part_of_failing',
    sql`
    select l.output_id, a.mode, count(*) as own_below
    from mode_label l
    join mode_above a on a.own_mode = l.mode
    where l.is_own = 1
    group by l.output_id, a.mode`,
  ],
];

function placedRows(columns: readonly ModeColumns[], layout: Layout, scope: StatementScope): Part {
  const states = columns.flatMap(({ metric, state, fails }) => [
    as(sql`${stateExpression(metric)}`, state),
    as(scope.functions.flag(metric.fails(viewOf(metric))) as Part, fails),
  ]);
  return factRowsWith([...dayColumns(layout, scope), ...states]);
}

/** What is equal where rows are samples of one unit. */
function unitOf({ samples, key }: Layout['fact'], from: 's' | 'c'): readonly Part[] {
  const row = sql.ref(`${from}.${key}`);
  if (samples === null) return [row];
  return [
    ...refs([samples.of, ...samples.told.map(({ column }) => column)]),
    sql`case when ${sql.ref(samples.of)} is null then ${row} end`,
  ];
}

/** Rows of slots with their part in the mean of their unit, and the number of labels that stand. */
function countedRows(
  keys: readonly string[],
  columns: readonly ModeColumns[],
  { fact, functions: f }: Pick<Layout, 'fact'> & Pick<StatementScope, 'functions'>,
): Part {
  const unit = list([...refs([...keys, 'cluster_key']), ...unitOf(fact, 's')]);
  const parts = columns.flatMap(({ state, unit: part }) => {
    const counts = sql`case when ${sql.ref(state)} = 0 then 1 end`;
    return [
      as(
        sql`case when ${sql.ref(state)} = 0 then ${f.cast(sql`1`, 'flt')} / count(${counts}) over (partition by ${unit}) end`,
        part,
      ),
    ];
  });
  return sql`
    select s.*, ${guardOf(fact, f)} as guard, coalesce(l.modes, 0) as label_count, coalesce(l.catch_alls, 0) as catch_all_count,
      coalesce(l.unlabelleds, 0) as unlabelled_count, ${list(parts)}
    from slot_row s
    left join labelled l on l.output_id = s.output_id
    where bucket is not null and ${isCounted(columns)}`;
}

/** Rows that some number counts. Most were not looked at for failures: nothing has to be weighed beside those. */
const isCounted = (columns: readonly ModeColumns[]): Part =>
  or(...columns.map(({ state }) => sql`${sql.ref(state)} = 0`));

const unknown = (f: StatementScope['functions'], type: 'str' | 'flt'): Part => sql`${f.cast(sql`null`, type)}`;

const guardOf = ({ guard }: Layout['fact'], f: StatementScope['functions']): Part =>
  guard === null ? unknown(f, 'str') : sql.ref(dimensionColumn(guard));

/** Whether a counted row is one of those that the share is of. */
const inBase = ({ metric, state, fails }: ModeColumns): Part =>
  metric.base === 'failing' ? sql`${sql.ref(state)} = 0 and ${sql.ref(fails)} = 1` : sql`${sql.ref(state)} = 0`;

const isFailing = ({ state, fails }: ModeColumns): Part => sql`${sql.ref(state)} = 0 and ${sql.ref(fails)} = 1`;

/** Labels of an output that a number which is split by nothing is about. */
const countsAsked = { catch_all: 'catch_all_count', unlabelled: 'unlabelled_count' } as const;

/** Of a metric split by nothing which counted rows it is about, and how much of each. */
function askedOf(
  { metric, ...each }: ModeColumns,
  f: StatementScope['functions'],
): { readonly is: Part; readonly part: Part } {
  const is = isFailing({ metric, ...each });
  const weight = sql.ref(each.weight);
  if (metric.only === undefined) return { is, part: weight };
  const count = sql.ref(countsAsked[metric.only]);
  return { is: sql`${is} and ${count} > 0`, part: sql`${weight} * ${f.cast(count, 'flt')} / label_count` };
}

/** Weights of rows, and beside each what all rows of its unit and of its cluster weigh that shares are of. */
function weighedRows(
  keys: readonly string[],
  columns: readonly ModeColumns[],
  { fact, functions: f }: Pick<Layout, 'fact'> & Pick<StatementScope, 'functions'>,
): Part {
  const cluster = list(refs([...keys, 'cluster_key']));
  const unit = list([...refs([...keys, 'cluster_key']), ...unitOf(fact, 'c')]);
  const weights = columns.flatMap((each) => {
    const weight = sql`${sql.ref('weight')} * ${sql.ref(each.unit)}`;
    const weighs = sql`sum(case when ${inBase(each)} then ${weight} end)`;
    const samples = sql`count(case when ${inBase(each)} then 1 end) over (partition by ${unit})`;
    return [
      as(weight, each.weight),
      as(sql`${weighs} over (partition by ${cluster})`, each.base),
      as(sql`${weighs} over (partition by ${unit})`, each.unitBase),
      as(sql`case when ${inBase(each)} then ${f.cast(sql`1`, 'flt')} / ${samples} end`, each.sample),
    ];
  });
  return sql`
    select c.*, ${list(weights)}
    from counted c`;
}

/** Clusters without regard to modes: what shares are of, and of it what is asked for. */
function baseClusters(keys: readonly string[], columns: readonly ModeColumns[], f: StatementScope['functions']): Part {
  const sums = columns.flatMap((each, index) => {
    const n = sumNames(index);
    const { is: asked, part } = askedOf(each, f);
    const weight = sql.ref(each.weight);
    return [
      as(sql`sum(case when ${inBase(each)} then 1 else 0 end)`, n.rows),
      as(sql`sum(case when ${sql.ref(each.state)} is null then 1 else 0 end)`, n.outside),
      as(sql`sum(${sql.ref(each.sample)})`, n.units),
      as(sql`max(${sql.ref(each.base)})`, n.sumM),
      // Over the rows of a unit its weights add to it, so that this is the sum of its squares (Kish's n is of units).
      as(sql`sum(case when ${inBase(each)} then ${weight} * ${sql.ref(each.unitBase)} end)`, n.sumW2),
      as(sql`sum(case when ${asked} then 1 else 0 end)`, n.xRows),
      as(sql`coalesce(sum(case when ${asked} then ${part} end), 0)`, n.sumX),
      ...each.codes.map(({ column }, place) => as(codeCount(each, place), column)),
    ];
  });
  return sql`
    select ${list([...refs([...keys, 'cluster_key']), sql`min(guard) as guard_first, max(guard) as guard_last`, ...sums])}
    from weighed
    group by ${list(refs([...keys, 'cluster_key']))}`;
}

/** What no number counts: outside, or why not. As columns of clusters, of none. */
function notCounted(
  keys: readonly string[],
  columns: readonly ModeColumns[],
  { fact, functions: f }: Pick<Layout, 'fact'> & Pick<StatementScope, 'functions'>,
): Part {
  const weight = unknown(f, 'flt');
  const none = sql`0`;
  const sums = columns.flatMap((each, index) => {
    const n = sumNames(index);
    return [
      as(none, n.rows),
      as(sql`sum(case when ${sql.ref(each.state)} is null then 1 else 0 end)`, n.outside),
      as(weight, n.units),
      as(weight, n.sumM),
      as(weight, n.sumW2),
      as(none, n.xRows),
      as(none, n.sumX),
      ...each.codes.map(({ column }, place) => as(codeCount(each, place), column)),
    ];
  });
  const guard = guardOf(fact, f);
  const guards = sql`min(${guard}) as guard_first, max(${guard}) as guard_last`;
  return sql`
    select ${list([...refs(keys), as(unknown(f, 'str'), 'cluster_key'), guards, ...sums])}
    from slot_row
    where bucket is not null and case when ${isCounted(columns)} then 1 else 0 end = 0
    group by ${list(refs(keys))}`;
}

function codeCount({ metric, state }: ModeColumns, place: number): Part {
  const note = metric.noted[place - metric.leftOut.length];
  const when = note
    ? sql`${sql.ref(state)} = 0 and ${note.when(viewOf(metric))}`
    : sql`${sql.ref(state)} = ${sql.lit(place + 1)}`;
  return sql`sum(case when ${when} then 1 else 0 end)`;
}

/** Clusters by mode: the failing rows that have it, and what all rows of the cluster weigh. */
function modeClusters(keys: readonly string[], columns: readonly ModeColumns[], f: StatementScope['functions']): Part {
  const own = sql`coalesce(p.own_below, case when l.mode = ${word(unlabelled)} then 1 else 0 end)`;
  const share = sql`${f.cast(own, 'flt')} / label_count`;
  const sums = columns.flatMap((each, index) => {
    const n = sumNames(index);
    const weight = sql.ref(each.weight);
    const x = each.metric.base === 'failing' ? sql`${weight} * ${share}` : weight;
    return [
      as(sql`max(${sql.ref(each.base)})`, n.sumM),
      as(sql`sum(case when ${isFailing(each)} then 1 else 0 end)`, n.xRows),
      as(sql`coalesce(sum(case when ${isFailing(each)} then ${x} end), 0)`, n.sumX),
    ];
  });
  return sql`
    select ${list([...refs(keys), sql`l.mode`, sql`cluster_key`, ...sums])}
    from weighed w
    join mode_label l on l.output_id = w.output_id
    left join part_of_failing p on p.output_id = l.output_id and p.mode = l.mode
    group by ${list([...refs(keys), sql`l.mode`, sql`cluster_key`])}`;
}

/** Sums over clusters, of the rows without regard to modes or of one mode. */
function answer(keys: readonly string[], columns: readonly ModeColumns[], isBase: boolean): Part {
  const none = sql`0`;
  const sums = columns.flatMap(({ codes }, index) => {
    const n = sumNames(index);
    const [x, m] = [sql.ref(n.sumX), sql.ref(n.sumM)];
    const base = (expression: Part, name: string): Part => as(isBase ? expression : none, name);
    return [
      base(sql`sum(${sql.ref(n.rows)})`, n.rows),
      base(sql`sum(${sql.ref(n.outside)})`, n.outside),
      base(sql`sum(${sql.ref(n.units)})`, n.units),
      base(sql`count(${m})`, n.clusters),
      base(sql`sum(${m})`, n.sumM),
      base(sql`sum(${m} * ${m})`, n.sumM2),
      base(sql`sum(${sql.ref(n.sumW2)})`, n.sumW2),
      as(sql`sum(${sql.ref(n.xRows)})`, n.xRows),
      as(sql`sum(${x})`, n.sumX),
      as(sql`sum(${x} * ${x})`, n.sumX2),
      as(sql`sum(${x} * ${m})`, n.sumXM),
      ...codes.map(({ column }) => base(sql`sum(${sql.ref(column)})`, column)),
    ];
  });
  const guards = isBase
    ? [sql`min(guard_first) as guard_first`, sql`max(guard_last) as guard_last`]
    : [sql`null as guard_first`, sql`null as guard_last`];
  const mode = isBase ? [] : [sql`mode`];
  return sql`
  select ${list([...refs(keys), as(isBase ? sql`null` : sql`mode`, 'mode'), as(sql.lit(isBase ? 1 : 0), 'is_base'), ...guards, ...sums])}
  from ${isBase ? sql`(select * from base_cluster union all select * from not_counted) c` : sql`mode_cluster`}
  group by ${list([...refs(keys), ...mode])}`;
}

/**
 * The statement of the shape "failure modes": one scan for what was looked at and for every mode.
 */
export function failureModes(layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const { functions: f } = scope;
  const plain = withoutModes(layout);
  const columns = layout.metrics.map((metric, index) => modeColumns(metric as ModeMetric, index));
  const keys = ['slot', 'bucket', ...plain.splits.map(splitColumn)];
  const relation = relationScope(plain, boundsOf(layout, scope.zone), scope);
  return sql`${withQueries([
    ...layout.fact.relation(relation),
    ...modeLabels(relation),
    ...spread,
    ['placed', placedRows(columns, layout, scope)],
    ['slot_row', rowsOfSlots(plain, scope)],
    ['counted', countedRows(keys, columns, { fact: layout.fact, functions: f })],
    ['weighed', weighedRows(keys, columns, { fact: layout.fact, functions: f })],
    ['base_cluster', baseClusters(keys, columns, f)],
    ['not_counted', notCounted(keys, columns, { fact: layout.fact, functions: f })],
    ['mode_cluster', modeClusters(keys, columns, f)],
  ])}${answer(keys, columns, true)}
  union all${answer(keys, columns, false)}`;
}
