import type { Day } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { MetricDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { sql } from 'kysely';
import { dimensionColumn, dimensionOf } from '../dimensions.ts';
import { factIds, factOf } from '../facts.ts';
import { everything } from './span.ts';

/** More values than this are not offered; the most frequent come first. */
export const mostMembers = 1000;

export interface MembersScope {
  readonly tables: Tables;
  readonly functions: MetricDialect['functions'];
  readonly today: Day;
}

/** Facts that look at the very same rows are read once: the rows of several are all answers, for one. */
function onlyOnce(relations: readonly RawBuilder<unknown>[]): readonly RawBuilder<unknown>[] {
  const read = new Map(relations.map((relation) => [JSON.stringify(relation.toOperationNode()), relation]));
  return [...read.values()];
}

/** Values of a dimension with their names and numbers of rows over all facts that have it, most frequent first. */
export function membersStatement(name: string, { tables, functions, today }: MembersScope): RawBuilder<unknown> {
  const { id, label } = dimensionOf(name);
  const column = sql.ref(dimensionColumn(id));
  const bounds = everything(today);
  const relations = factIds
    .map(factOf)
    .filter(({ dimensions }) => dimensions[id] !== undefined)
    .map((fact) => fact.bare({ tables, functions, dimensions: [id], bounds }));
  const counted = onlyOnce(relations).map(
    (rows) => sql`
    select ${column} as member, count(*) as row_count from (${rows}) r group by ${column}`,
  );
  const names = label
    ? sql`left join (
      select ${sql.ref(label.id)} as id, max(${sql.ref(label.label)}) as label from ${tables(label.table)} t where voided_at is null group by ${sql.ref(label.id)}
    ) l on l.id = m.member`
    : sql``;
  return sql`with counted as (${sql.join(counted, sql` union all`)}
  ), m as (
    select member, ${functions.cast(sql`sum(row_count)`, 'int')} as row_count from counted group by member
  )
  select m.member, ${label ? sql`coalesce(l.label, m.member)` : sql`m.member`} as label, m.row_count
  from m ${names}
  order by m.row_count desc, ${functions.nullsLast(sql`m.member`, 'asc')}
  limit ${sql.lit(mostMembers)}`;
}
