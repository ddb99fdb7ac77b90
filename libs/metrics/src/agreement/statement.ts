import type { RawBuilder } from 'kysely';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { dayColumns, rowsOfSlots, splitColumn } from '../plan/slot-rows.ts';
import { stateExpression } from '../plan/state.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { withQueries } from '../plan/with-queries.ts';
import { patternExpression } from './pattern.ts';

const list = (items: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join(items, sql`,\n      `);
const refs = (names: readonly string[]): readonly RawBuilder<unknown>[] => names.map((name) => sql.ref(name));

/** What tells scales apart: they are never pooled. */
const scale = ['question_code', 'compat_group', 'label_level'];
const stateOf = (index: number): string => `state_${index}`;

/** A row an item: what its people answered. */
function itemPatterns(index: number, keys: readonly string[], f: StatementScope['functions']): RawBuilder<unknown> {
  const pattern = patternExpression(sql.ref('label'), f);
  return sql`
    select ${list([...refs([...keys, ...scale]), sql`${pattern} as pattern`])}
    from slot_row
    where bucket is not null and ${sql.ref(stateOf(index))} = 0
    group by ${list(refs([...keys, ...scale, 'work_item_id']))}`;
}

/** Items by pattern, then answers by the reason that leaves them out. */
function answerOf(index: number, keys: readonly string[], f: StatementScope['functions']): RawBuilder<unknown> {
  const [metric, state] = [sql.lit(index), sql.ref(stateOf(index))];
  const none = (type: 'str' | 'int'): RawBuilder<unknown> => sql`${f.cast(sql`null`, type)}`;
  return sql`
  select ${list([...refs([...keys, ...scale]), sql`${metric} as metric`, sql`pattern`, sql`${none('int')} as reason`, sql`count(*) as amount`])}
  from ${sql.ref(`item_${index}`)}
  group by ${list(refs([...keys, ...scale, 'pattern']))}
  union all
  select ${list([...refs(keys), ...scale.map(() => none('str')), metric, none('str'), sql`${state}`, sql`count(*)`])}
  from slot_row
  where bucket is not null and ${state} > 0
  group by ${list(refs([...keys, stateOf(index)]))}`;
}

/**
 * The statement of the shape "agreement": one scan of the fact for all periods, comparisons and splits of the layout.
 * Once a slot, the answers to an item become a pattern, and items with one pattern a number. Both are additive over items,
 * and every item has one day.
 */
export function agreementPatterns(layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const { functions: f } = scope;
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)];
  const states = layout.metrics.map((metric, index) => sql`${stateExpression(metric)} as ${sql.ref(stateOf(index))}`);
  const queries: readonly NamedQuery[] = [
    ...layout.fact.relation(relationScope(layout, boundsOf(layout, scope.zone), scope)),
    ['placed', sql`select fact_row.*, ${list([...dayColumns(layout, scope), ...states])} from fact_row`],
    ['slot_row', rowsOfSlots(layout, scope)],
    ...layout.metrics.map((_, index): NamedQuery => [`item_${index}`, itemPatterns(index, keys, f)]),
  ];
  const answers = layout.metrics.map((_, index) => answerOf(index, keys, f));
  return sql`${withQueries(queries)}${sql.join(answers, sql`\n  union all`)}`;
}
