import type { RawBuilder } from 'kysely';
import type { Measure } from '../event-rate/statement.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { AssayError } from '@assay/contract';
import { sql } from 'kysely';
import { keysOf } from '../cluster-sums/keys.ts';
import { answerNames } from '../cluster-sums/measure.ts';
import { clusterSums } from '../cluster-sums/statement.ts';
import { and, or } from '../dialect.ts';
import { dimensionColumn } from '../dimensions.ts';
import { measuresOf } from '../event-rate/statement.ts';
import { dayColumn } from '../plan/axis.ts';
import { dayColumns, rowsOfSlots } from '../plan/slot-rows.ts';
import { stateExpression, viewOf } from '../plan/state.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { withQueries } from '../plan/with-queries.ts';

type Part = RawBuilder<unknown>;
const list = (items: readonly Part[]): Part => sql.join(items, sql`,\n      `);
const refs = (names: readonly string[]): readonly Part[] => names.map((name) => sql.ref(name));

/** Columns of a stratum in the answer, for one metric. */
export function stratumNames({ names }: Measure) {
  return { sampled: `sampled_${names.state}`, passed: `passed_${names.state}`, weight: `weight_${names.state}` };
}

/** Which rows make the numerator. */
function passes({ metric, names }: Measure): Part {
  if (metric.kind !== 'stratified_rate') return sql`false`;
  const kinds = metric.value.flatMap((id) => metric.counts[id]?.when(viewOf(metric)) ?? []);
  return and(sql`${sql.ref(names.state)} = 0`, or(...kinds));
}

/** Rows of the fact and those that they were drawn from, one after the other, with their days and their stratum. */
function drawn(measures: readonly Measure[], layout: Layout, scope: StatementScope): readonly NamedQuery[] {
  const { fact, dimensions, times } = layout;
  const relation = relationScope(layout, boundsOf(layout, scope.zone), scope);
  if (!fact.population) throw new AssayError('INTERNAL', `Nothing says what rows of ${fact.table} were drawn from.`);
  const shared = [...dimensions.map(dimensionColumn), ...times.map(dayColumn), 'sampling_stratum'];
  const states = measures.map(({ metric, names }) => sql`${stateExpression(metric)} as ${sql.ref(names.state)}`);
  const own = measures.flatMap((each) => {
    const { sampled, passed, weight } = stratumNames(each);
    const isCounted = sql`${sql.ref(each.names.state)} = 0`;
    return [
      sql`${scope.functions.flag(isCounted)} as ${sql.ref(sampled)}`,
      sql`${scope.functions.flag(passes(each))} as ${sql.ref(passed)}`,
      sql`case when ${isCounted} then weight else 0 end as ${sql.ref(weight)}`,
    ];
  });
  const none = measures.flatMap((each) => Object.values(stratumNames(each)).map((name) => sql`0 as ${sql.ref(name)}`));
  return [
    ...fact.relation(relation),
    ['looked_at', sql`\n    select fact_row.*, ${list([...dayColumns(layout, scope), ...states])}\n    from fact_row`],
    ['population', fact.population.relation(relation)],
    ['dated', sql`\n    select population.*, ${list(dayColumns(layout, scope))}\n    from population`],
    [
      'drawn',
      sql`
    select ${list([...refs(shared), sql`0 as is_drawn_from`, ...own])} from looked_at
    union all
    select ${list([...refs(shared), sql`1 as is_drawn_from`, ...none])} from dated`,
    ],
    ['drawn_row', rowsOfSlots(layout, scope, 'drawn')],
  ];
}

function strata(measures: readonly Measure[], layout: Layout, scope: StatementScope): Part {
  const { slot } = keysOf(layout, scope);
  const sums = ['is_drawn_from', ...measures.flatMap((each) => Object.values(stratumNames(each)))];
  return sql`${withQueries(drawn(measures, layout, scope))}
    select ${list([...refs([...slot, 'sampling_stratum']), ...sums.map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`)])}
    from drawn_row
    where bucket is not null
    group by ${list(refs([...slot, 'sampling_stratum']))}`;
}

/** The sums over clusters of every slot and, in rows of their own, what was drawn from each stratum and how much there is of it. */
export function stratifiedShares(layout: Layout, scope: StatementScope): Part {
  const { functions: f } = scope;
  const measures = measuresOf(layout);
  const { slot } = keysOf(layout, scope);
  const clusters = ['guard_first', 'guard_last', ...measures.flatMap(({ names }) => answerNames(names))];
  const counts = ['is_drawn_from', ...measures.flatMap((each) => Object.values(stratumNames(each)))];
  const none = (name: string): Part =>
    sql`${name.startsWith('guard_') ? f.cast(sql`null`, 'str') : sql`0`} as ${sql.ref(name)}`;
  return sql`with clusters as (${clusterSums(layout, scope)}
  ),
  strata as (${strata(measures, layout, scope)}
  )
  select 'clusters' as part, ${list([...refs(slot), ...refs(clusters), sql`${f.cast(sql`null`, 'str')} as sampling_stratum`, ...counts.map(none)])}
  from clusters
  union all
  select 'strata' as part, ${list([...refs(slot), ...clusters.map(none), ...refs(['sampling_stratum', ...counts])])}
  from strata`;
}
