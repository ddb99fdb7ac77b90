import type { RawBuilder } from 'kysely';
import type { Measure } from '../event-rate/statement.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import { sql } from 'kysely';
import { countNames, measuresOf, placedRows, plainCounts } from '../event-rate/statement.ts';
import { rowsOfSlots, splitColumn } from '../plan/slot-rows.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { withQueries } from '../plan/with-queries.ts';
import { list } from '../plan/select-list.ts';

type Part = RawBuilder<unknown>;

/** Columns of groups that look alike; null in the rows that count. */
export const patternColumns = ['cases', 'is_repeated', 'current_mean', 'compared_mean', 'groups'] as const;

const keysOf = ({ splits }: Layout): readonly Part[] =>
  ['slot', 'bucket', ...splits.map(splitColumn)].map((name) => sql.ref(name));

/** Rows that count and those left out, of every slot. */
function counted(layout: Layout, { functions: f }: StatementScope): Part {
  const none = (type: 'int' | 'flt') => f.cast(sql`null`, type);
  const empty = patternColumns.map((name) => sql`${none(name.endsWith('_mean') ? 'flt' : 'int')} as ${sql.ref(name)}`);
  const counts = measuresOf(layout).flatMap((each) => plainCounts(each, f));
  return sql`
  select ${list([...keysOf(layout), sql`${f.cast(sql`null`, 'int')} as metric`, ...empty, ...counts])}
  from kept group by ${list(keysOf(layout))}`;
}

/** Cases that hang together, by their means; groups that look alike make one row with their number. */
function patterns(
  measure: Measure,
  index: number,
  { layout, scope: { functions: f } }: { readonly layout: Layout; readonly scope: StatementScope },
): Part {
  const keys = keysOf(layout);
  const told = patternColumns.slice(0, 4).map((name) => sql.ref(name));
  const zeros = measuresOf(layout).flatMap(({ names }) => countNames(names).map((name) => sql`0 as ${sql.ref(name)}`));
  return sql`
  select ${list([...keys, sql`${sql.lit(index)} as metric`, ...told, sql`count(*) as groups`, ...zeros])}
  from (
    select ${list([...keys, sql`cluster_key`])}, count(*) as cases, max(${f.flag(sql`is_repeated`)}) as is_repeated,
      avg(current_pass) as current_mean, avg(compared_pass) as compared_mean
    from kept where ${sql.ref(measure.names.state)} = 0
    group by ${list([...keys, sql`cluster_key`])}
  ) grouped
  group by ${list([...keys, ...told])}`;
}

/** One scan of both sides of every candidate: how many cases count, and how many groups of them look alike. */
export function iterationPairs(layout: Layout, scope: StatementScope): Part {
  const parts = measuresOf(layout).map((measure, index) => patterns(measure, index, { layout, scope }));
  return sql`${withQueries([
    ...layout.fact.relation(relationScope(layout, boundsOf(layout, scope.zone), scope)),
    ['placed', placedRows(layout, scope)],
    ['slot_row', rowsOfSlots(layout, scope)],
    ['kept', sql`select * from slot_row where bucket is not null`],
  ])}${sql.join([counted(layout, scope), ...parts], sql`\n  union all`)}`;
}
