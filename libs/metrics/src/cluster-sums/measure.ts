import type { RawBuilder } from 'kysely';
import type { MetricDialect } from '../dialect.ts';
import type { MetricDefinition } from '../definition.ts';
import { sql } from 'kysely';
import { and } from '../dialect.ts';
import { viewOf } from '../plan/state.ts';

type Functions = MetricDialect['functions'];

/** Names of the columns that carry one metric through the three levels of the statement. */
export interface MeasureNames {
  /** 0 where a row counts, 1.. the reason it is left out, null where it is not of the population. */
  readonly state: string;
  readonly rows: string;
  /** Rows in sight that are none of the metric's. */
  readonly outside: string;
  readonly m: string;
  readonly counts: readonly { readonly id: string; readonly x: string }[];
  /** The sum of the counts that make the value; kept beside them because squares of sums do not add. */
  readonly total: string;
  readonly leftOut: readonly { readonly code: string; readonly column: string }[];
  readonly noted: readonly { readonly code: string; readonly column: string }[];
}

export function measureNames(metric: MetricDefinition, index: number): MeasureNames {
  return {
    state: `state_${index}`,
    rows: `rows_${index}`,
    outside: `outside_${index}`,
    m: `m_${index}`,
    counts: Object.keys(metric.counts).map((id) => ({ id, x: `x_${index}_${id}` })),
    total: `x_${index}`,
    leftOut: metric.leftOut.map(({ code }) => ({ code, column: `out_${index}_${code}` })),
    noted: metric.noted.map(({ code }) => ({ code, column: `note_${index}_${code}` })),
  };
}

const counted = (names: MeasureNames): RawBuilder<boolean> => sql`${sql.ref(names.state)} = 0`;

/** Which conditions add up to the numerator, over the rows that count. */
function totalCondition(metric: MetricDefinition, names: MeasureNames): RawBuilder<boolean> {
  if (metric.kind !== 'rate') return counted(names);
  const conditions = metric.value
    .map((id) => metric.counts[id]?.when(viewOf(metric)))
    .filter((condition) => condition !== undefined);
  return and(counted(names), sql`(${sql.join(conditions, sql` or `)})`);
}

const as = (expression: RawBuilder<unknown>, name: string): RawBuilder<unknown> =>
  sql`${expression} as ${sql.ref(name)}`;

/** Unweighted rows that have a count. */
const rowsOf = (x: string): string => `rows_${x}`;

/**
 * First level, a row a unit: a case sampled several times in a run is one unit, whose m and x are means over its
 * samples (E15), so that a case does not weigh more for having been asked more often.
 */
export function unitColumns(
  metric: MetricDefinition,
  names: MeasureNames,
  f: Functions,
): readonly RawBuilder<unknown>[] {
  const rows = sql`${f.countIf(counted(names))}`;
  const mean = (condition: RawBuilder<boolean>): RawBuilder<unknown> =>
    sql`case when ${rows} > 0 then ${f.sumIf(condition, sql`weight`)} / ${rows} end`;
  const count = (condition: RawBuilder<boolean>, x: string): readonly RawBuilder<unknown>[] => [
    as(mean(condition), x),
    as(sql`${f.countIf(condition)}`, rowsOf(x)),
  ];
  return [
    as(rows, names.rows),
    as(sql`${f.countIf(sql`${sql.ref(names.state)} is null`)}`, names.outside),
    as(mean(counted(names)), names.m),
    ...count(totalCondition(metric, names), names.total),
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
  ];
}

const sumOf = (column: string, name: string): RawBuilder<unknown> => as(sql`sum(${sql.ref(column)})`, name);

/** Second level, a row a cluster: plain sums, and the sum of squared weights for Kish's n. */
export function clusterColumns(names: MeasureNames): readonly RawBuilder<unknown>[] {
  const square = sql`sum(${sql.ref(names.m)} * ${sql.ref(names.m)})`;
  return [
    sumOf(names.rows, names.rows),
    sumOf(names.outside, names.outside),
    as(sql`count(${sql.ref(names.m)})`, `units_${names.m}`),
    sumOf(names.m, names.m),
    as(square, `w2_${names.m}`),
    ...[names.total, ...names.counts.map(({ x }) => x)].flatMap((x) => [sumOf(x, x), sumOf(rowsOf(x), rowsOf(x))]),
    ...[...names.leftOut, ...names.noted].map(({ column }) => sumOf(column, column)),
  ];
}

/** The columns of a count in the answer: its rows, and sum x, sum x squared, sum x times m over clusters. */
export function countColumns(x: string): {
  readonly rows: string;
  readonly sum: string;
  readonly square: string;
  readonly product: string;
} {
  return { rows: rowsOf(x), sum: `s_${x}`, square: `s2_${x}`, product: `sm_${x}` };
}

/** Third level, a row a bucket and slice: what `clustered_proportion` needs and nothing more. */
export function answerColumns(names: MeasureNames): readonly RawBuilder<unknown>[] {
  const m = sql.ref(names.m);
  const moments = (x: string): readonly RawBuilder<unknown>[] => {
    const { rows, sum, square, product } = countColumns(x);
    const ref = sql.ref(x);
    return [
      sumOf(rows, rows),
      as(sql`sum(${ref})`, sum),
      as(sql`sum(${ref} * ${ref})`, square),
      as(sql`sum(${ref} * ${m})`, product),
    ];
  };
  return [
    sumOf(names.rows, names.rows),
    sumOf(names.outside, names.outside),
    sumOf(`units_${names.m}`, `units_${names.m}`),
    as(sql`count(${m})`, `clusters_${names.m}`),
    sumOf(names.m, names.m),
    as(sql`sum(${m} * ${m})`, `m2_${names.m}`),
    sumOf(`w2_${names.m}`, `w2_${names.m}`),
    ...moments(names.total),
    ...names.counts.flatMap(({ x }) => moments(x)),
    ...[...names.leftOut, ...names.noted].map(({ column }) => sumOf(column, column)),
  ];
}
