import type { RawBuilder } from 'kysely';
import type { Measure } from '../event-rate/statement.ts';
import type { Layout } from '../plan/slot.ts';
import type { Staged } from '../plan/staged.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { AssayError } from '@assay/contract';
import { sql } from 'kysely';
import { keysOf } from '../cluster-sums/keys.ts';
import { answerNames } from '../cluster-sums/measure.ts';
import { clusterSumsStaged } from '../cluster-sums/statement.ts';
import { and, or } from '../dialect.ts';
import { measuresOf } from '../event-rate/statement.ts';
import { cellColumns, cellKeys } from '../plan/cell-rows.ts';
import { rowsOfSlots } from '../plan/slot-rows.ts';
import { viewOf } from '../plan/state.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { list, refs } from '../plan/select-list.ts';

type Part = RawBuilder<unknown>;

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

/** Rows of the fact and those that they were drawn from, counted by stratum in the smallest cells that slots are made of. */
function drawn(measures: readonly Measure[], layout: Layout, scope: StatementScope): readonly NamedQuery[] {
  const { fact } = layout;
  const relation = relationScope(layout, boundsOf(layout, scope.zone), scope);
  if (!fact.population) throw new AssayError('INTERNAL', `Nothing says what rows of ${fact.table} were drawn from.`);
  const shared = [...cellKeys(layout), 'sampling_stratum'];
  const own = measures.flatMap((each) => {
    const { sampled, passed, weight } = stratumNames(each);
    const isCounted = sql`${sql.ref(each.names.state)} = 0`;
    return [
      sql`${scope.functions.flag(isCounted)} as ${sql.ref(sampled)}`,
      sql`${scope.functions.flag(passes(each))} as ${sql.ref(passed)}`,
      sql`case when ${isCounted} then weight else 0 end as ${sql.ref(weight)}`,
    ];
  });
  const names = ['is_drawn_from', ...stratumColumns(measures)];
  const none = stratumColumns(measures).map((name) => sql`0 as ${sql.ref(name)}`);
  return [
    ['population', fact.population.relation(relation)],
    ['dated', sql`\n    select population.*, ${list(cellColumns(layout, scope))}\n    from population`],
    [
      'drawn',
      sql`
    select ${list([...refs(shared), sql`0 as is_drawn_from`, ...own])} from placed
    union all
    select ${list([...refs(shared), sql`1 as is_drawn_from`, ...none])} from dated`,
    ],
    [
      'stratum_cell',
      sql`
    select ${list([...refs(shared), ...summed(names)])} from drawn group by ${list(refs(shared))}`,
    ],
  ];
}

const stratumColumns = (measures: readonly Measure[]): readonly string[] =>
  measures.flatMap((each) => Object.values(stratumNames(each)));
const summed = (names: readonly string[]): readonly Part[] =>
  names.map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`);

/** The sums over clusters of every slot and, in rows of their own, what was drawn from each stratum and how much there is of it. */
export function stratifiedShares(layout: Layout, scope: StatementScope): Staged {
  const { functions: f } = scope;
  const measures = measuresOf(layout);
  const { slot } = keysOf(layout, scope);
  const clusters = clusterSumsStaged(layout, scope);
  const sums = ['guard_first', 'guard_last', ...measures.flatMap(({ names }) => answerNames(names))];
  const counts = ['is_drawn_from', ...stratumColumns(measures)];
  const none = (name: string): Part =>
    sql`${name.startsWith('guard_') ? f.cast(sql`null`, 'str') : sql`0`} as ${sql.ref(name)}`;
  return {
    layout,
    sums: (longer) => [...clusters.sums(longer), ...drawn(measures, longer, scope)],
    read: [...clusters.read, 'stratum_cell'],
    byCell: clusters.read,
    slots: [
      ...clusters.slots,
      ['clusters', clusters.answer],
      ['stratum_slot', rowsOfSlots(layout, scope, 'stratum_cell')],
      [
        'strata',
        sql`
    select ${list([...refs([...slot, 'sampling_stratum']), ...summed(counts)])}
    from stratum_slot
    where bucket is not null
    group by ${list(refs([...slot, 'sampling_stratum']))}`,
      ],
    ],
    answer: sql`
  select 'clusters' as part, ${list([...refs(slot), ...refs(sums), sql`${f.cast(sql`null`, 'str')} as sampling_stratum`, ...counts.map(none)])}
  from clusters
  union all
  select 'strata' as part, ${list([...refs(slot), ...sums.map(none), ...refs(['sampling_stratum', ...counts])])}
  from strata`,
  };
}
