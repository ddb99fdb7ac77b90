import { StatementType } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { checkFunctions, checkKind, explained } from './statement-kind.ts';

const kinds = Object.values(StatementType).filter((kind) => typeof kind === 'number');

describe('statement kinds', () => {
  it('a query may SELECT and EXPLAIN, and nothing else DuckDB knows', () => {
    const passes = kinds.filter((kind) => !throws(() => checkKind(kind, 'read')));
    expect(passes.map((kind) => StatementType[kind])).toEqual(['SELECT', 'EXPLAIN']);
  });

  it('a load may do what stays inside its transaction', () => {
    const passes = kinds.filter((kind) => !throws(() => checkKind(kind, 'load')));
    expect(passes.map((kind) => StatementType[kind])).toEqual([
      'SELECT',
      'INSERT',
      'UPDATE',
      'EXPLAIN',
      'DELETE',
      'CREATE',
      'ALTER',
      'COPY',
      'CREATE_FUNC',
      'DROP',
      'MERGE_INTO',
    ]);
  });

  it.each([
    "select * from enable_logging(storage='file', storage_path='/tmp/x')",
    'select * from ENABLE_LOGGING ()',
    'select * from "enable_logging"()',
    'select * from system.main.enable_logging()',
    'select * from enable_logging/* */ -- x\n ()',
    "select * from query('create table x as select 1')",
    "select * from query ('select 1')",
    "select * from query_table('x')",
    'select * from checkpoint()',
    "select * from force_checkpoint('x')",
    'select setseed(0.5)',
    "select write_log('x')",
    "select * from json_execute_serialized_sql('{}')",
  ])('refuses %s', (sql) => {
    expect(() => checkFunctions(sql)).toThrowError(expect.objectContaining({ code: 'WAREHOUSE_PERMISSION' }));
  });

  it.each([
    'select query, checkpoint from t where (query = 1)',
    'select my_query(1)',
    'select query_count (1)',
    'select a as "query" from (select 1 a)',
  ])('lets pass %s', (sql) => {
    expect(() => checkFunctions(sql)).not.toThrow();
  });

  it.each([
    ['explain select 1', 'select 1'],
    [' EXPLAIN\n(FORMAT json) select 1', 'select 1'],
    ['explain analyze select 1', 'analyze select 1'],
    ['explain (analyze) select 1', '(analyze) select 1'],
    ['explain (analyze, format json) select 1', '(analyze, format json) select 1'],
    ['/* x */ explain select 1', null],
  ])('what %j explains is %j', (sql, inner) => {
    expect(explained(sql)).toBe(inner);
  });
});

function throws(run: () => void): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}
