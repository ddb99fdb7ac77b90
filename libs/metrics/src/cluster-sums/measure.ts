import type { RawBuilder } from 'kysely';
import type { MetricDialect } from '../dialect.ts';
import type { MeanDefinition, MetricDefinition } from '../definition.ts';
import { sql } from 'kysely';
import { and } from '../dialect.ts';
import { factOf } from '../facts.ts';
import { viewOf } from '../plan/state.ts';

type Functions = MetricDialect['functions'];
type Part = RawBuilder<unknown>;

/** Names of the columns that carry one metric through the levels of the statement. */
export interface MeasureNames {
  /** 0 where a row counts, 1.. the reason it is left out, null where it is not of the population. */
  readonly state: string;
  readonly rows: string;
  /** Rows in sight that are none of the metric's. */
  readonly outside: string;
  readonly units: string;
  readonly m: string;
  /** Sum of squared weights of units, for Kish's n. */
  readonly w2: string;
  readonly counts: readonly { readonly id: string; readonly x: string }[];
  readonly means: readonly { readonly id: string; readonly sum: string; readonly rows: string }[];
  /** The sum of the counts that make the value; kept beside them because squares of sums do not add. */
  readonly total: string;
  readonly leftOut: readonly { readonly code: string; readonly column: string }[];
  readonly noted: readonly { readonly code: string; readonly column: string }[];
}

/** The means that stand beside a metric's value. */
export const meansOf = (metric: MetricDefinition): Readonly<Record<string, MeanDefinition<never>>> =>
  metric.kind === 'rate' ? (metric.means ?? {}) : {};

export function measureNames(metric: MetricDefinition, index: number): MeasureNames {
  return {
    state: `state_${index}`,
    rows: `rows_${index}`,
    outside: `outside_${index}`,
    units: `units_${index}`,
    m: `m_${index}`,
    w2: `w2_${index}`,
    counts: Object.keys(metric.counts).map((id) => ({ id, x: `x_${index}_${id}` })),
    means: Object.keys(meansOf(metric)).map((id) => ({
      id,
      sum: `mean_${index}_${id}`,
      rows: `rows_mean_${index}_${id}`,
    })),
    total: `x_${index}`,
    leftOut: metric.leftOut.map(({ code }) => ({ code, column: `out_${index}_${code}` })),
    noted: metric.noted.map(({ code }) => ({ code, column: `note_${index}_${code}` })),
  };
}

const counted = (names: MeasureNames): RawBuilder<boolean> => sql`${sql.ref(names.state)} = 0`;

/** Which conditions add up to the numerator, over the rows that count. */
function totalCondition(metric: MetricDefinition, names: MeasureNames): RawBuilder<boolean> {
  if (metric.kind !== 'rate' && metric.kind !== 'stratified_rate' && metric.kind !== 'two_graders')
    return counted(names);
  const conditions = metric.value
    .map((id) => metric.counts[id]?.when(viewOf(metric)))
    .filter((condition) => condition !== undefined);
  return and(counted(names), sql`(${sql.join(conditions, sql` or `)})`);
}

/** What a row that counts adds to the numerator; null where it adds one if it is of the kinds that make it. */
function amountOf(metric: MetricDefinition): Part | null {
  if (metric.kind === 'ratio') return sql`${metric.amount(viewOf(metric))}`;
  if (metric.kind !== 'points') return null;
  const { points, counts } = metric;
  const weighed = Object.keys(counts).map(
    (id) => sql`when ${counts[id]?.when(viewOf(metric)) ?? sql`false`} then ${sql.lit(points[id] ?? 0)}`,
  );
  return sql`case ${sql.join(weighed, sql` `)} else 0 end`;
}

/** What a row that counts weighs in the denominator. */
const sizeOf = (metric: MetricDefinition): Part =>
  metric.kind === 'ratio' && metric.size ? sql`weight * ${metric.size(viewOf(metric))}` : sql`weight`;

/** The numerator: rows by weight, or what they amount to. */
function totalColumns(metric: MetricDefinition, names: MeasureNames, f: Functions): readonly Part[] | null {
  const amount = amountOf(metric);
  if (amount === null) return null;
  const isAny = and(counted(names), sql`${amount} > 0`);
  return [
    as(sql`${f.sumIf(counted(names), sql`weight * ${amount}`)}`, names.total),
    as(sql`${f.countIf(isAny)}`, rowsOf(names.total)),
  ];
}

const as = (expression: Part, name: string): Part => sql`${expression} as ${sql.ref(name)}`;

/** Unweighted rows that have a count. */
const rowsOf = (x: string): string => `rows_${x}`;
const xs = (names: MeasureNames): readonly string[] => [names.total, ...names.counts.map(({ x }) => x)];
const plainCounts = (names: MeasureNames): readonly string[] => [
  names.rows,
  names.outside,
  ...xs(names).map(rowsOf),
  ...[...names.leftOut, ...names.noted].map(({ column }) => column),
  ...names.means.flatMap(({ sum, rows }) => [sum, rows]),
];

/** Plain sums, and how many rows are in them. */
function meanColumns(metric: MetricDefinition, names: MeasureNames, f: Functions): readonly Part[] {
  return names.means.flatMap(({ id, sum, rows }) => {
    const of = meansOf(metric)[id]?.of(viewOf(metric)) ?? sql`null`;
    const has = and(counted(names), sql`${of} is not null`);
    return [as(sql`${f.sumIf(has, of)}`, sum), as(sql`${f.countIf(has)}`, rows)];
  });
}

/** First level, over rows: numbers of rows, and sums of weights that become those of units or are them already. */
export function rowColumns(metric: MetricDefinition, names: MeasureNames, f: Functions): readonly Part[] {
  const { quantity } = factOf(metric.fact);
  const times = (weight: Part): Part => (quantity === undefined ? weight : sql`${weight} * ${sql.ref(quantity)}`);
  const count = (condition: RawBuilder<boolean>, x: string): readonly Part[] => [
    as(sql`${f.sumIf(condition, times(sql`weight`))}`, x),
    as(sql`${f.countIf(condition)}`, rowsOf(x)),
  ];
  return [
    as(sql`${f.countIf(counted(names))}`, names.rows),
    as(sql`${f.countIf(sql`${sql.ref(names.state)} is null`)}`, names.outside),
    as(
      quantity === undefined ? sql`${f.countIf(counted(names))}` : sql`${f.sumIf(counted(names), sql.ref(quantity))}`,
      names.units,
    ),
    as(sql`${f.sumIf(counted(names), times(sizeOf(metric)))}`, names.m),
    as(sql`${f.sumIf(counted(names), times(sql`${sizeOf(metric)} * ${sizeOf(metric)}`))}`, names.w2),
    ...(totalColumns(metric, names, f) ?? count(totalCondition(metric, names), names.total)),
    ...names.counts.flatMap(({ id, x }) => {
      const definition = metric.counts[id];
      return count(definition ? and(counted(names), definition.when(viewOf(metric))) : sql`false`, x);
    }),
    ...names.leftOut.map(({ column }, index) =>
      as(sql`${f.countIf(sql`${sql.ref(names.state)} = ${sql.lit(index + 1)}`)}`, column),
    ),
    ...metric.noted.map((note, index) =>
      as(sql`${f.countIf(and(counted(names), note.when(viewOf(metric))))}`, names.noted[index]?.column ?? note.code),
    ),
    ...meanColumns(metric, names, f),
  ];
}

/** Names of what `rowColumns` gives, in the order of `wholeColumns`. */
export function rowNames(names: MeasureNames): readonly string[] {
  return [...plainCounts(names), names.units, names.m, ...xs(names), names.w2];
}

const sumOf = (column: string): Part => as(sql`sum(${sql.ref(column)})`, column);

/** What of the first level is needed by cluster: plain counts add up without them. */
export function spreadNames(names: MeasureNames): readonly string[] {
  return [names.rows, names.units, names.m, ...xs(names), names.w2];
}

/** Sums of the first level put together, of what is needed by cluster. */
export function mergedColumns(names: MeasureNames): readonly Part[] {
  return spreadNames(names).map(sumOf);
}

/**
 * Sums over the units of a cluster. What is made of samples counts as one unit with the means of its samples (E15), so
 * that a case does not weigh more for having been asked more often; rows that stand for themselves are summed already.
 */
export function clusterColumns(names: MeasureNames, counts = [names.rows]): readonly Part[] {
  const [rows, m] = [sql.ref(names.rows), sql.ref(names.m)];
  const either = (sampled: Part, column: string): Part =>
    as(sql`sum(case when unit_of is not null and ${rows} > 0 then ${sampled} else ${sql.ref(column)} end)`, column);
  return [
    ...counts.map(sumOf),
    either(sql`1`, names.units),
    ...[names.m, ...xs(names)].map((column) => either(sql`${sql.ref(column)} / ${rows}`, column)),
    either(sql`${m} / ${rows} * ${m} / ${rows}`, names.w2),
  ];
}

/** The same with all plain counts. */
export const wholeColumns = (names: MeasureNames): readonly Part[] => clusterColumns(names, [...plainCounts(names)]);

/** The columns of a count in the answer: its rows, and sum x, sum x squared, sum x times m over clusters. */
export function countColumns(x: string): {
  readonly rows: string;
  readonly sum: string;
  readonly square: string;
  readonly product: string;
} {
  return { rows: rowsOf(x), sum: `s_${x}`, square: `s2_${x}`, product: `sm_${x}` };
}

/** The columns of the answer that are no plain counts: clusters with a row that counts, and sums of squares over them. */
export function spreadColumns(names: MeasureNames): { readonly clusters: string; readonly m2: string } {
  return { clusters: `clusters_${names.m}`, m2: `m2_${names.m}` };
}

/** Over clusters: what `clustered_proportion` needs beside plain counts, of those that `isTold` tells. All of it adds up over clusters. */
function spreadSums(names: MeasureNames, isTold: RawBuilder<unknown> | null): readonly Part[] {
  const [m, rows] = [sql.ref(names.m), sql.ref(names.rows)];
  const { clusters, m2 } = spreadColumns(names);
  const sum = (amount: Part): Part =>
    isTold === null ? sql`sum(${amount})` : sql`coalesce(sum(case when ${isTold} then ${amount} end), 0)`;
  return [
    ...[names.units, names.m, names.w2].map((column) => as(sum(sql.ref(column)), column)),
    as(sum(sql`case when ${rows} > 0 then 1 else 0 end`), clusters),
    as(sum(sql`${m} * ${m}`), m2),
    ...xs(names).flatMap((x) => {
      const columns = countColumns(x);
      const ref = sql.ref(x);
      return [
        as(sum(ref), columns.sum),
        as(sum(sql`${ref} * ${ref}`), columns.square),
        as(sum(sql`${ref} * ${m}`), columns.product),
      ];
    }),
  ];
}

/** Of a cell: plain counts of all its clusters, and sums over those that `isWhole` tells. */
export const cellSums = (names: MeasureNames, isWhole: RawBuilder<unknown>): readonly Part[] => [
  ...plainCounts(names).map(sumOf),
  ...spreadSums(names, isWhole),
];

/** Of a slot: sums over the clusters that were put together in it, whose plain counts are those of its cells. */
export const splitSums = (names: MeasureNames): readonly Part[] => [
  ...plainCounts(names).map((column) => sql`0 as ${sql.ref(column)}`),
  ...spreadSums(names, null),
];

/** Names of what `cellSums` and `splitSums` give, in their order. */
export function answerNames(names: MeasureNames): readonly string[] {
  const { clusters, m2 } = spreadColumns(names);
  const moments = xs(names).flatMap((x) => {
    const { sum, square, product } = countColumns(x);
    return [sum, square, product];
  });
  return [...plainCounts(names), names.units, names.m, names.w2, clusters, m2, ...moments];
}
