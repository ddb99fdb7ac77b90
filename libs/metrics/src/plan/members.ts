import type { Day } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { MetricDialect } from '../dialect.ts';
import { sql } from 'kysely';
import { dimensionColumn, outputs } from '../output/relation.ts';
import type { Tables } from '../tables.ts';
import { dimensionOf } from './filter.ts';
import { everything } from './span.ts';

/** More values than this are not offered; the most frequent come first. */
export const mostMembers = 1000;

export interface MembersScope {
  readonly tables: Tables;
  readonly functions: MetricDialect['functions'];
  readonly today: Day;
}

/** Values of a dimension with their names and numbers of rows, most frequent first. */
export function membersStatement(id: string, { tables, functions, today }: MembersScope): RawBuilder<unknown> {
  const dimension = dimensionOf(id);
  const column = sql.ref(dimensionColumn(id));
  const { label } = dimension;
  const names = label
    ? sql`left join (
      select ${sql.ref(label.id)} as id, max(${sql.ref(label.label)}) as label from ${tables(label.table)} t where voided_at is null group by ${sql.ref(label.id)}
    ) l on l.id = m.member`
    : sql``;
  return sql`with outputs as (${outputs({ tables, functions, bounds: everything(today), dimensions: [dimension] })}
  ), m as (
    select ${column} as member, count(*) as row_count from outputs group by ${column}
  )
  select m.member, ${label ? sql`coalesce(l.label, m.member)` : sql`m.member`} as label, m.row_count
  from m ${names}
  order by m.row_count desc, ${functions.nullsLast(sql`m.member`, 'asc')}
  limit ${sql.lit(mostMembers)}`;
}
