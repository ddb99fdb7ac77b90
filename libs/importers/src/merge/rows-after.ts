import type { TableName } from '@assay/model';
import { primaryKeyOf } from '@assay/model';
import { nameList, quoteName } from '../quote.ts';
import { goneTable, stageTable } from '../stage/columns.ts';

/** What a transaction moves, by table. */
export interface Moves {
  /** Tables with rows in stage: what comes, and what came along to have its derived columns worked out again. */
  readonly staged: readonly TableName[];
  /** Tables with rows that were taken away in this transaction, kept as they were in `gone_<table>`. */
  readonly gone: readonly TableName[];
}

/** Columns of a table's rows as they will be after the load, whether they come with it or are there. */
export function rowsAfter(table: TableName, columns: readonly string[], { staged }: Moves): string {
  const current = `select ${nameList(columns, 'c.')} from main.${quoteName(table)} c`;
  const isCurrent = 'where c.voided_at is null';
  if (!staged.includes(table)) return `${current} ${isCurrent}`;
  const coming = stageTable(table);
  return `select ${nameList(columns)} from ${coming}
    union all ${current} anti join ${coming} using (${nameList(primaryKeyOf(table))}) ${isCurrent}`;
}

/**
 * Columns of the rows of a table that come, that they replace, or that are gone: whatever is worked out from rows with
 * these values has to be worked out again. Null where the table does not move.
 */
export function rowsMoved(table: TableName, columns: readonly string[], { staged, gone }: Moves): string | null {
  const parts: string[] = [];
  if (staged.includes(table)) {
    const coming = stageTable(table);
    parts.push(`select ${nameList(columns)} from ${coming}`);
    parts.push(`select ${nameList(columns, 'c.')} from main.${quoteName(table)} c
      semi join ${coming} using (${nameList(primaryKeyOf(table))})`);
  }
  if (gone.includes(table)) parts.push(`select ${nameList(columns)} from ${goneTable(table)}`);
  return parts.length === 0 ? null : parts.join('\n union all ');
}

/** Values of one column over several sets of moved rows, each once. */
export function touchedBy(column: string, moved: readonly (string | null)[]): string {
  const sets = moved.filter((rows) => rows !== null).map((rows) => `select ${column} from (${rows})`);
  return sets.length === 0 ? `select null as ${column} limit 0` : sets.join(' union ');
}
