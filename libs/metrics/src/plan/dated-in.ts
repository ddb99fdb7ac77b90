import type { DayRange } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { MetricDefinition } from '../definition.ts';
import type { RowsBehind } from '../shape.ts';
import type { StatementScope } from './statement-scope.ts';
import { sql } from 'kysely';
import { and, value } from '../dialect.ts';
import { factOf } from '../facts.ts';
import { instantsOf, within } from './bounds.ts';

/** Rows whose date lies in the days. */
export function datedIn(
  { fact, time }: MetricDefinition,
  range: DayRange,
  { zone }: Pick<StatementScope, 'zone'>,
): RowsBehind {
  const bounds = instantsOf(range, zone);
  const isDay = factOf(fact).times[time]?.type === 'date';
  return { bounds, where: isDay ? daysOf(time, range) : within(time, bounds) };
}

const daysOf = (column: string, { from, to }: DayRange): RawBuilder<boolean> =>
  and(sql`${sql.ref(column)} >= ${value('date', from)}`, sql`${sql.ref(column)} < ${value('date', to)}`);
