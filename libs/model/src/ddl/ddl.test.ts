import type { Engine } from '@assay/contract';
import { engines } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { bool, date, dec, flt, int, str, ts } from '../column.ts';
import { columnType, ddl, ownColumnsOf, sqlScript, tableNames, tables } from '../index.ts';

/** The table of types in the design, written out for str int dec(18,6) flt bool date ts and the wide dec(20,10). */
const types: Record<Engine, readonly string[]> = {
  duckdb: ['VARCHAR', 'BIGINT', 'DECIMAL(18,6)', 'DOUBLE', 'BOOLEAN', 'DATE', 'TIMESTAMPTZ', 'DECIMAL(20,10)'],
  postgres: ['TEXT', 'BIGINT', 'NUMERIC(18,6)', 'DOUBLE PRECISION', 'BOOLEAN', 'DATE', 'TIMESTAMPTZ', 'NUMERIC(20,10)'],
  redshift: [
    'VARCHAR(1024)',
    'BIGINT',
    'DECIMAL(18,6)',
    'DOUBLE PRECISION',
    'BOOLEAN',
    'DATE',
    'TIMESTAMPTZ',
    'DECIMAL(20,10)',
  ],
  bigquery: ['STRING', 'INT64', 'NUMERIC', 'FLOAT64', 'BOOL', 'DATE', 'TIMESTAMP', 'BIGNUMERIC'],
  snowflake: ['VARCHAR', 'NUMBER(38,0)', 'NUMBER(18,6)', 'FLOAT', 'BOOLEAN', 'DATE', 'TIMESTAMP_NTZ', 'NUMBER(20,10)'],
  databricks: ['STRING', 'BIGINT', 'DECIMAL(18,6)', 'DOUBLE', 'BOOLEAN', 'DATE', 'TIMESTAMP', 'DECIMAL(20,10)'],
};

const oneOfEach = [
  str('a', 'a'),
  int('b', 'b'),
  dec(18, 6)('c', 'c'),
  flt('d', 'd'),
  bool('e', 'e'),
  date('f', 'f'),
  ts('g', 'g'),
  dec(20, 10)('h', 'h'),
];

/** Where each engine's table ends: after the last column of `fact_delivery`, which is parted by a date. */
const deliveryEnds: Record<Engine, string> = {
  duckdb: '  "is_test" BOOLEAN not null\n)',
  postgres: '  "is_test" BOOLEAN not null,\n  primary key ("batch_id")\n)',
  redshift: '  "is_test" BOOLEAN not null\n)\ndiststyle key distkey ("vendor_id")\nsortkey ("service_from")',
  bigquery: '  `is_test` BOOL not null\n)\npartition by `service_from`\ncluster by `vendor_id`',
  snowflake: '  "IS_TEST" BOOLEAN not null\n)\ncluster by ("SERVICE_FROM", "VENDOR_ID")',
  databricks: '  `is_test` BOOLEAN not null\n)\ncluster by (`service_from`, `vendor_id`)',
};

/** The same of `fact_grade`, which is parted by an instant and clustered by two columns. */
const gradeEnds: Record<Engine, string> = {
  duckdb: deliveryEnds.duckdb,
  postgres: '  "is_test" BOOLEAN not null,\n  primary key ("grade_id")\n)',
  redshift: '  "is_test" BOOLEAN not null\n)\ndiststyle key distkey ("criterion")\nsortkey ("produced_at")',
  bigquery:
    '  `is_test` BOOL not null\n)\npartition by DATE(`produced_at`)\ncluster by `criterion`, `model_version_id`',
  snowflake: '  "IS_TEST" BOOLEAN not null\n)\ncluster by (to_date("PRODUCED_AT"), "CRITERION", "MODEL_VERSION_ID")',
  databricks: '  `is_test` BOOLEAN not null\n)\ncluster by (`produced_at`, `criterion`, `model_version_id`)',
};

const tableOf = (engine: Engine, name: string) =>
  ddl(engine).find(
    (statement) =>
      statement.toLowerCase().startsWith('create table') && statement.split('\n')[0]?.toLowerCase().includes(name),
  ) ?? '';

describe.each(engines)('DDL of %s', (engine) => {
  it('calls the types as the design says', () => {
    expect(oneOfEach.map((column) => columnType(engine, column))).toEqual(types[engine]);
  });

  it('lays a table out by day and cluster', () => {
    expect(tableOf(engine, 'fact_delivery').endsWith(deliveryEnds[engine])).toBe(true);
    expect(tableOf(engine, 'fact_grade').endsWith(gradeEnds[engine])).toBe(true);
  });

  it('creates 24 tables, each once', () => {
    const created = ddl(engine).filter((statement) => statement.startsWith('create table'));
    expect(created).toHaveLength(24);
    expect(new Set(created.map((statement) => statement.split('\n')[0])).size).toBe(24);
  });

  it('takes at most four cluster columns', () => {
    for (const name of tableNames) expect(tables[name].cluster.length).toBeLessThanOrEqual(4);
  });
});

describe('DDL', () => {
  it('is this for a small DuckDB table', () => {
    expect(tableOf('duckdb', 'ref_content')).toBe(`create table "ref_content" (
  "content_uri" VARCHAR not null,
  "kind" VARCHAR,
  "text" VARCHAR,
  "language" VARCHAR,
  "source_system" VARCHAR not null,
  "source_id" VARCHAR,
  "load_id" VARCHAR not null,
  "ingested_at" TIMESTAMPTZ not null,
  "updated_at" TIMESTAMPTZ,
  "voided_at" TIMESTAMPTZ,
  "is_test" BOOLEAN not null
)`);
  });

  it('indexes PostgreSQL by day and cluster, not twice what the key already serves', () => {
    const indexes = ddl('postgres').filter((statement) => statement.startsWith('create index'));
    expect(indexes.filter((statement) => statement.includes('"fact_output'))).toEqual([
      'create index "fact_output_produced_at_brin" on "fact_output" using brin ("produced_at")',
      'create index "fact_output_cluster" on "fact_output" ("model_version_id", "workflow_id")',
    ]);
    expect(indexes.filter((statement) => /"(dim_vendor|dim_annotator|ref_fx_rate)_/.test(statement))).toEqual([]);
    expect(indexes.filter((statement) => statement.includes(' using brin '))).toHaveLength(13);
  });

  it('gives Redshift room for a kept text', () => {
    expect(tableOf('redshift', 'ref_content')).toContain('"text" VARCHAR(65535)');
    expect(tableOf('redshift', 'ref_content')).toContain('"content_uri" VARCHAR(2048) not null');
  });

  it('clusters Databricks by columns that have statistics: the first 32', () => {
    for (const name of tableNames) {
      const first = ownColumnsOf(name)
        .slice(0, 32)
        .map((column) => column.name);
      const { partition, cluster } = tables[name];
      expect(first, name).toEqual(expect.arrayContaining([...cluster, ...(partition === null ? [] : [partition])]));
    }
  });

  it('as a script ends every statement', () => {
    expect(sqlScript(['select 1', 'select 2'])).toBe('select 1;\n\nselect 2;\n');
  });
});
