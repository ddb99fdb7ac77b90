import type { RawBuilder } from 'kysely';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { dayColumns, rowsOfSlots, splitColumn } from '../plan/slot-rows.ts';
import { stateExpression } from '../plan/state.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { withQueries } from '../plan/with-queries.ts';
import { countingAxis } from './reference.ts';

const list = (items: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join(items, sql`,\n      `);
const refs = (names: readonly string[]): readonly RawBuilder<unknown>[] => names.map((name) => sql.ref(name));

const scale = ['task_id', 'question_code', 'compat_group', 'label_level'];
const stateOf = (index: number): string => `state_${index}`;

/** The label of most answers of each item; of labels that tie each has its share of the item. */
function itemLabels(index: number, keys: readonly string[], f: StatementScope['functions']): readonly NamedQuery[] {
  const item = [...keys, ...scale, 'work_item_id'];
  const [vote, ranked] = [`vote_${index}`, `ranked_${index}`];
  return [
    [
      vote,
      sql`
    select ${list([...refs([...item, 'label']), sql`count(*) as votes`])}
    from slot_row
    where bucket is not null and ${sql.ref(stateOf(index))} = 0
    group by ${list(refs([...item, 'label']))}`,
    ],
    [
      ranked,
      sql`
    select v.*, max(votes) over (partition by ${list(refs(item))}) as most
    from ${sql.ref(vote)} v`,
    ],
    [
      `label_${index}`,
      sql`
    select r.*, ${f.cast(sql`1`, 'flt')} / count(*) over (partition by ${list(refs(item))}) as share
    from ${sql.ref(ranked)} r
    where votes = most`,
    ],
  ];
}

/** Items by label, then answers by the reason that leaves them out; reason 0 counts. */
function countsOf(index: number, keys: readonly string[], f: StatementScope['functions']): RawBuilder<unknown> {
  const [metric, state] = [sql.lit(index), sql.ref(stateOf(index))];
  const none = (type: 'str' | 'int'): RawBuilder<unknown> => sql`${f.cast(sql`null`, type)}`;
  return sql`
  select ${list([...refs([...keys, ...scale]), sql`${metric} as metric`, sql`label`, sql`${none('int')} as reason`, sql`sum(share) as amount`])}
  from ${sql.ref(`label_${index}`)}
  group by ${list(refs([...keys, ...scale, 'label']))}
  union all
  select ${list([...refs(keys), ...scale.map(() => none('str')), metric, none('str'), state, f.cast(sql`count(*)`, 'flt') as RawBuilder<unknown>])}
  from slot_row
  where bucket is not null and ${state} >= 0
  group by ${list(refs([...keys, stateOf(index)]))}`;
}

/**
 * The statement of the shape "drift": labels of items by week, or by day where periods are no whole weeks, from twelve
 * weeks before the first period on. Every item has one day, so that periods and their references are sums of these.
 */
export function labelCounts(asked: Layout, scope: StatementScope): RawBuilder<unknown> {
  const layout = { ...asked, axes: asked.axes.map(countingAxis) };
  const { functions: f } = scope;
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)];
  const states = layout.metrics.map((metric, index) => sql`${stateExpression(metric)} as ${sql.ref(stateOf(index))}`);
  const queries: readonly NamedQuery[] = [
    ...layout.fact.relation(relationScope(layout, boundsOf(layout, scope.zone), scope)),
    ['placed', sql`select fact_row.*, ${list([...dayColumns(layout, scope), ...states])} from fact_row`],
    ['slot_row', rowsOfSlots(layout, scope)],
    ...layout.metrics.flatMap((_, index) => itemLabels(index, keys, f)),
  ];
  const counts = layout.metrics.map((_, index) => countsOf(index, keys, f));
  return sql`${withQueries(queries)}${sql.join(counts, sql`\n  union all`)}`;
}
