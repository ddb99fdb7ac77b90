import type { Column, TableName } from '@assay/model';
import { ownColumnsOf, primaryKeyOf, systemColumns } from '@assay/model';

/**
 * Temporary tables of a load, one each a canonical table: as text, in the model's types, what is derived of those where
 * it is not as in most rows, both together, beside what is there, which records changed it, and rows taken away.
 */
export const rawTable = (table: TableName) => `raw_${table}`;
export const stageTable = (table: TableName) => `stage_${table}`;
export const flagTable = (table: TableName) => `flag_${table}`;
export const derivedView = (table: TableName) => `derived_${table}`;
export const mergeTable = (table: TableName) => `merge_${table}`;
export const changeTable = (table: TableName) => `change_${table}`;
export const goneTable = (table: TableName) => `gone_${table}`;

/**
 * The text itself of a row that has a `content_uri`, always plain. It is no column of the table: where the workspace keeps
 * texts it goes to `ref_content`, and the row points to it; else it goes nowhere.
 */
export const offeredText = 'content_text';

/**
 * Columns of a table that a source may fill: its own without the derived ones, `source_id` and `updated_at`, and the text
 * that its rows point to.
 */
export function givenColumnsOf(table: TableName): readonly Column[] {
  return [
    ...ownColumnsOf(table).filter((column) => !column.derived),
    ...sourceColumnsOf(table),
    ...offeredColumnsOf(table),
  ];
}

function offeredColumnsOf(table: TableName): readonly Column[] {
  const pointer = ownColumnsOf(table).find(({ name, key }) => name === 'content_uri' && key === null);
  return pointer === undefined ? [] : [{ ...pointer, name: offeredText, meaning: 'the text that it points to' }];
}

/** Columns of a table while it is staged: all of its own, then what the source says of the row. */
export function stagedColumnsOf(table: TableName): readonly Column[] {
  return [...ownColumnsOf(table), ...sourceColumnsOf(table)];
}

function sourceColumnsOf(table: TableName): readonly Column[] {
  return systemColumns
    .filter(({ name }) => name === 'source_id' || name === 'updated_at')
    .map((column) => ({ ...column, hashed: column.name === 'source_id' && describesPeople(table) }));
}

/** In tables of people the source's own id is the person's, and is hashed like the key. */
function describesPeople(table: TableName): boolean {
  const [firstKey] = primaryKeyOf(table);
  return ownColumnsOf(table).some((column) => column.name === firstKey && column.pii === 'pseudo');
}
