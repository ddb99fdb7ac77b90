import type { TableName } from '@assay/model';
import { primaryKeyOf } from '@assay/model';
import { nameList, quoteName } from '../quote.ts';
import { stageTable, stagedColumnsOf } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';

export interface Restaging {
  /** Condition over the current row `c`: it may have to change with what is staged. */
  readonly isTouched: string;
  /** Expressions of the derived columns, over the row `a`. */
  readonly derived: Readonly<Record<string, string>>;
  /** Further columns, for what comes after the merge; expressions over `a`, too. */
  readonly extra?: Readonly<Record<string, string>>;
  /** Common table expressions: `touched` ones before, others over `affected`. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** What the expressions need beside `a`; must keep each of its rows once. */
  readonly joins: string;
}

/**
 * Fills the derived columns of the staged rows of a table, and of current rows that they may change: these come into the
 * stage without a row number, so that the merge compares them like any other.
 */
export async function restage(transaction: Transaction, table: TableName, work: Restaging): Promise<void> {
  const stage = stageTable(table);
  const columns = stagedColumnsOf(table).map((column) => column.name);
  const own = columns.map((name) => `${work.derived[name] ?? `a.${quoteName(name)}`} as ${quoteName(name)}`);
  const extra = Object.entries(work.extra ?? {}).map(([name, value]) => `${value} as ${quoteName(name)}`);
  const cells = [...own, ...extra];
  const parts = [
    ...work.before,
    `affected as (
      select _row, _record, source_system, is_test, ${nameList(columns)} from ${stage}
      union all
      select null, null, c.source_system, c.is_test, ${nameList(columns, 'c.')} from main.${quoteName(table)} c
      anti join ${stage} s using (${nameList(primaryKeyOf(table))})
      where c.voided_at is null and (${work.isTouched})
    )`,
    ...work.after,
  ];
  await transaction.run(`create temp table restaged as
    with ${parts.join(',\n    ')}
    select a._row, a._record, a.source_system, a.is_test, ${cells.join(', ')}
    from affected a ${work.joins}`);
  await transaction.run(`drop table ${stage}`);
  await transaction.run(`alter table restaged rename to ${stage}`);
}
