import type { RawBuilder } from 'kysely';
import type { MetricDefinition } from '../definition.ts';
import { sql } from 'kysely';
import { list } from './select-list.ts';
import { stateExpression } from './state.ts';

/** Rows of the fact with what a statement tells of each: where it lies in time, what it is to each metric. */
export const factRowsWith = (columns: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql`
    select fact_row.*, ${list(columns)}
    from fact_row`;

interface Stated {
  readonly metric: MetricDefinition;
  readonly names: { readonly state: string };
}

/** What a row is to each metric: counted, left out for a reason, or none of its rows. */
export const stateColumns = (measures: readonly Stated[]): readonly RawBuilder<unknown>[] =>
  measures.map(({ metric, names }) => sql`${stateExpression(metric)} as ${sql.ref(names.state)}`);
