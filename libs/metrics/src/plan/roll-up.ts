import type { DayRange, Statement } from '@assay/contract';
import type { MetricDialect } from '../dialect.ts';
import type { Axis } from './axis.ts';
import type { Known } from './known.ts';
import type { Layout } from './slot.ts';
import type { Staged } from './staged.ts';
import { createHash } from 'node:crypto';
import { addDays, bucketEnd, bucketStart } from '@assay/contract';
import { sql } from 'kysely';
import { finestGrain, keptCells } from './cell-rows.ts';
import { withQueries } from './with-queries.ts';

export interface KeptTable {
  readonly name: string;
  /** Compiled when it is kept: to ask for what is there already takes its name alone. */
  readonly statement: () => Statement;
}

/** What of a statement can be kept for others, and the statement that reads what was kept instead of the rows. */
export interface RollUp {
  /** What has to be kept, by name; layouts that differ in periods, filters and splits alone need the same. */
  readonly tables: readonly KeptTable[];
  /** Reads tables of those names in the schema `kept`, and answers what the whole statement answers. */
  readonly statement: Statement;
}

/** All days of the data and those asked for, as whole buckets. */
function allDays(axes: readonly Axis[], span: NonNullable<Known['span']>): Axis[] {
  const grain = finestGrain(axes);
  const asked = axes.flatMap(({ ranges }) => ranges);
  const from = asked.map((range) => range.from).reduce((a, b) => (a < b ? a : b), span.first);
  const last = asked.map((range) => addDays(range.to, -1)).reduce((a, b) => (a > b ? a : b), span.last);
  const range: DayRange = { from: bucketStart(from, grain), to: bucketEnd(bucketStart(last, grain), grain) };
  return axes.slice(0, 1).map(({ time }) => ({ time, where: [], grain, ranges: [range] }));
}

const keyOf = (statement: Statement): string =>
  createHash('sha256').update(JSON.stringify(statement)).digest('hex').slice(0, 16);

/**
 * What of a staged statement can be kept: its first stage over all days of the data, without filters (model.md 9). Null
 * where nothing is loaded, and for a past state of the data, which few ask for twice.
 */
export function rollUpOf(staged: Staged, { span, asOf }: Pick<Known, 'span' | 'asOf'>, dialect: MetricDialect) {
  if (span === null || asOf !== null) return null;
  const { layout, read, byCell = [], slots, answer } = staged;
  const longer: Layout = {
    ...layout,
    axes: layout.times.flatMap((time) =>
      allDays(
        layout.axes.filter((axis) => axis.time === time),
        span,
      ),
    ),
  };
  const sums = withQueries(staged.sums(longer));
  const key = keyOf(dialect.compile(sql`${sums} select 1`));
  const nameOf = (name: string): string => `${name}_${key}`;
  const kept = read.map((name) => {
    const asked = byCell.includes(name) ? sql` where ${keptCells(layout)}` : sql``;
    return [name, sql`select * from ${sql.id('kept', nameOf(name))}${asked}`] as const;
  });
  const rollUp: RollUp = {
    // Each reads the rows anew, while nobody asks: clusters by cell, which they have in common, are many times as many.
    tables: read.map((name) => ({
      name: nameOf(name),
      statement: () => dialect.compile(sql`${sums} select * from ${sql.ref(name)}`),
    })),
    statement: dialect.compile(sql`${withQueries([...kept, ...slots])}${answer}`),
  };
  return rollUp;
}
