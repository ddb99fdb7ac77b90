import { int, str, ts } from '../column.ts';
import type { Column } from '../column.ts';
import { columnsOf } from '../columns-of.ts';
import type { TableName } from '../registry.ts';
import { tableNames } from '../registry.ts';
import type { RowOf } from '../row.ts';
import { createTable } from './ddl.ts';

/** Shape of the embedded database's file. A newer Assay migrates an older file and refuses one from the future. */
export const schemaVersion = 3;

/**
 * Schema of Assay's own tables inside the embedded database. Not `assay`: DuckDB names a database after its file, and a
 * schema called like its database (`assay.duckdb`) cannot be told from it.
 */
export const stateSchema = 'assay_state';

export const supersededAt = ts('superseded_at', 'instant of the load that replaced the row', { required: true });

/** Table of the rows of a canonical table that are no longer current. */
export function historyName<Name extends TableName>(name: Name): `${Name}_history` {
  return `${name}_history`;
}

/** Columns of a history table: those of its table, then `superseded_at`. */
export function historyColumnsOf(name: TableName): readonly Column[] {
  return [...columnsOf(name), supersededAt];
}

/** What Assay keeps about loads, beside the canonical tables. */
export const stateTables = {
  meta: [
    str('key', 'schema_version; sample; data_version, new at each load', { key: 1 }),
    str('value', 'its value as text', { required: true }),
  ],
  loads: [
    str('load_id', 'key of the load of one file', { key: 1 }),
    str('file', 'name of the file'),
    str('source', 'tool the rows came from'),
    str('recipe', 'recipe it was read with', { maybe: true }),
    str('settings', 'what --set gave, as a JSON object'),
    str('scope', 'what the file was the whole truth of, where it was said', { maybe: true }),
    str('file_sha256', 'hash of the file, hexadecimal'),
    ts('started_at', 'begun'),
    ts('finished_at', 'committed'),
    int('records_read', 'source records in the file: the sum of the next four'),
    int('records_loaded', 'led to a new or changed row'),
    int('records_unchanged', 'said what was known already'),
    int('records_quarantined', 'left out whole, with a reason'),
    int('records_ignored', 'say nothing the model keeps'),
    str('reasons', 'JSON object: reason to count'),
    str('tables', 'JSON object: table to inserted, updated, unchanged'),
    ts('taken_back_at', 'taken back by unload; its rows are gone', { maybe: true }),
  ],
  quarantine: [
    str('load_id', 'load that left the record out'),
    int('record', 'number of the record in the file, from 1'),
    int('line', 'its first line in the file, where known', { maybe: true }),
    str('column_name', 'column at fault, where it is one', { maybe: true }),
    str('reason', 'code'),
    str('detail', 'sentence', { maybe: true }),
    str('raw', 'the record as it came', { pii: 'content' }),
  ],
  reach: [
    str('table_name', 'fact', { key: 1 }),
    str('date_column', 'date a metric counts by', { key: 2 }),
    int('reach_seconds', 'longest time from the partition column to that date'),
  ],
  given_rework: [
    str('work_item_id', 'item whose reviews show another rework_count than its source gave', { key: 1 }),
    str('load_id', 'load of the row', { key: 2 }),
    int('rework_count', 'what the source gave', { maybe: true }),
  ],
  findings: [
    str('rule', 'code of the rule that something breaks, e.g. V-L8', { key: 1 }),
    str('table_name', 'table that the reader is pointed to', { key: 2 }),
    str('column_name', 'its column, or columns', { key: 3 }),
    str('level', 'error; warning'),
    int('found_count', 'rows, or what the rule counts'),
    str('sample', 'JSON list of up to 5 of them: keys and ids, people as pseudonyms, never a text'),
    ts('first_seen_at', 'found ever since'),
    ts('last_seen_at', 'found when last asked'),
    str('load_id', 'load after which it was first found; null where assay doctor found it', { maybe: true }),
  ],
  erasures: [
    ts('erased_at', 'instant at which they were erased, or taken back with their load'),
    str('table_name', 'table the rows were in'),
    ts('in_force_from', 'they were current from'),
    ts('in_force_to', 'and until, or until they were gone', { maybe: true }),
    int('row_count', 'how many; nothing says whose'),
  ],
} as const satisfies Record<string, readonly Column[]>;

export type StateTableName = keyof typeof stateTables;
export type StateRow<Name extends StateTableName> = RowOf<(typeof stateTables)[Name]>;

/**
 * What the embedded database holds beside `ddl('duckdb')`: a history table for each canonical table, and the schema
 * `assay_state`. These small tables do declare their keys. One statement an element.
 */
export function duckdbStateDdl(): readonly string[] {
  const histories = tableNames.map((name) =>
    createTable('duckdb', { name: [historyName(name)], columns: historyColumnsOf(name), hasKey: false, clauses: [] }),
  );
  const states = (Object.keys(stateTables) as StateTableName[]).map(stateTable);
  return [...histories, `create schema "${stateSchema}"`, ...states];
}

const stateTable = (name: StateTableName): string =>
  createTable('duckdb', {
    name: [stateSchema, name],
    columns: stateTables[name],
    hasKey: stateTables[name].some((column: Column) => column.key !== null),
    clauses: [],
  });

/** What turns an embedded database of an older version into one of the next, in order; one statement an element. */
export const duckdbMigrations: Readonly<Record<number, readonly string[]>> = {
  1: [
    `alter table "${stateSchema}"."loads" add column "scope" VARCHAR`,
    `alter table "${stateSchema}"."loads" add column "taken_back_at" TIMESTAMPTZ`,
    stateTable('given_rework'),
    stateTable('erasures'),
  ],
  2: [stateTable('findings')],
};
