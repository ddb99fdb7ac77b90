import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Column } from '@assay/model';
import type { QueryContext, Result, Warehouse } from '@assay/contract';
import { columnsOf, ddl, duckdbStateDdl, historyColumnsOf, historyName, primaryKeyOf, tableNames } from '@assay/model';
import { openWarehouse } from '@assay/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PostgresServer } from './postgres-server.ts';
import { findPostgres, startPostgres } from './postgres-server.ts';

/** How each engine's own catalogue names the logical types. */
const duckdbTypes = {
  str: 'VARCHAR',
  int: 'BIGINT',
  dec: 'DECIMAL',
  flt: 'DOUBLE',
  bool: 'BOOLEAN',
  date: 'DATE',
  ts: 'TIMESTAMP WITH TIME ZONE',
};
const postgresTypes = {
  str: 'text',
  int: 'bigint',
  dec: 'numeric',
  flt: 'double precision',
  bool: 'boolean',
  date: 'date',
  ts: 'timestamp with time zone',
};

/** `name type [not null]` of every column, in order. */
function written(columns: readonly Column[], types: Readonly<Record<Column['type'], string>>): readonly string[] {
  return columns.map((column) => {
    const digits = column.digits ? `(${column.digits.join(',')})` : '';
    return `${column.name} ${types[column.type]}${digits}${column.required ? ' not null' : ''}`;
  });
}

const catalogueQuery = `
  select table_name, column_name
      || ' ' || case when numeric_scale is not null and data_type not in ('bigint', 'BIGINT', 'double precision', 'DOUBLE')
                     then split_part(data_type, '(', 1) || '(' || numeric_precision || ',' || numeric_scale || ')'
                     else data_type end
      || case when is_nullable = 'NO' then ' not null' else '' end as written
  from information_schema.columns
  where table_schema in ('main', 'public', 'assay_state')
  order by table_name, ordinal_position`;

function byTable(rows: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const tables = new Map<string, string[]>();
  for (const [table, column] of rows) tables.set(table, [...(tables.get(table) ?? []), column]);
  return tables;
}

const context = (): QueryContext => ({
  signal: AbortSignal.timeout(20_000),
  timeoutMs: 20_000,
  maxRows: 10_000,
  maxBytes: 10_000_000,
  tags: { app: 'test' },
});

function pairs(result: Result): readonly (readonly [string, string])[] {
  const [tables, columns] = result.columns;
  return (tables?.values ?? []).map((table, row) => [String(table), String(columns?.values[row])]);
}

describe('DDL on DuckDB', () => {
  const spool = mkdtempSync(join(tmpdir(), 'assay-ddl-'));
  let warehouse: Warehouse;
  let found: ReadonlyMap<string, readonly string[]>;

  beforeAll(async () => {
    warehouse = await openWarehouse('duckdb', { path: ':memory:', access: 'load', spool });
    const session = await warehouse.loader?.begin();
    for (const sql of [...ddl('duckdb'), ...duckdbStateDdl()]) await session?.run({ sql, parameters: [] }, context());
    await session?.commit();
    found = byTable(pairs(await warehouse.query({ sql: catalogueQuery, parameters: [] }, context())));
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(spool, { recursive: true });
  });

  it('creates every table, its history and the tables of the schema assay_state', () => {
    // meta, loads, quarantine, reach, given_rework, erasures, findings.
    expect(found.size).toBe(24 + 24 + 7);
  });

  it.each(tableNames)('%s has the columns of the model, and so has its history', (name) => {
    expect(found.get(name)).toEqual(written(columnsOf(name), duckdbTypes));
    expect(found.get(historyName(name))).toEqual(written(historyColumnsOf(name), duckdbTypes));
  });
});

const programs = findPostgres();
const suite = `DDL on PostgreSQL${programs ? '' : ' (skipped: no server is installed here, initdb and postgres were not found)'}`;

describe.skipIf(!programs)(suite, () => {
  let server: PostgresServer;
  let found: ReadonlyMap<string, readonly string[]>;
  const rowsOf = async (sql: string) =>
    (await server.client.query<[string, string]>({ text: sql, rowMode: 'array' })).rows;

  beforeAll(async () => {
    server = await startPostgres(programs ?? '');
    for (const sql of ddl('postgres')) await server.client.query(sql);
    found = byTable(await rowsOf(catalogueQuery));
  });
  afterAll(() => server.stop());

  it('creates every table and nothing else', () => {
    expect(found.size).toBe(24);
  });

  it.each(tableNames)('%s has the columns and the key of the model', async (name) => {
    expect(found.get(name)).toEqual(written(columnsOf(name), postgresTypes));
    const key = await rowsOf(
      `select '${name}', column_name from information_schema.key_column_usage
       where table_name = '${name}' order by ordinal_position`,
    );
    expect(key.map(([, column]) => column)).toEqual(primaryKeyOf(name));
  });

  it('has a block range index on every partition column', async () => {
    const indexes = await rowsOf(`select tablename, indexdef from pg_indexes where indexdef like '% USING brin %'`);
    expect(indexes).toHaveLength(13);
    expect(Object.fromEntries(indexes)['fact_output']).toMatch(/\(produced_at\)$/);
  });
});
