import type { RawBuilder } from 'kysely';
import type { MetricDefinition } from '../definition.ts';
import { sql } from 'kysely';
import { not } from '../dialect.ts';
import { factOf } from '../facts.ts';

/** The fields of the fact that a definition counts; its conditions were written against just these. */
export const viewOf = (metric: MetricDefinition): never => factOf(metric.fact).view as never;

/** Number of the first reason that leaves a row out; 0 where the row counts; null where it is none of the metric's. */
export function stateExpression(metric: MetricDefinition): RawBuilder<unknown> {
  const reason = (index: number): RawBuilder<unknown> => sql.lit(index + 1);
  const indexed = metric.leftOut.map((exclusion, index) => ({ exclusion, index }));
  const before = indexed.filter(({ exclusion }) => exclusion.beforeScope);
  const after = indexed.filter(({ exclusion }) => !exclusion.beforeScope);
  const cases = (list: typeof indexed): RawBuilder<unknown>[] =>
    list.map(({ exclusion, index }) => sql`when ${exclusion.when(viewOf(metric))} then ${reason(index)}`);
  const inScope = sql`when ${not(metric.of(viewOf(metric)))} then null when (${metric.of(viewOf(metric))}) is null then null`;
  return sql`case ${sql.join([...cases(before), inScope, ...cases(after)], sql` `)} else 0 end`;
}
