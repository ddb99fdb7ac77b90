import { describe, expect, it } from 'vitest';
import { columnsOf, ownColumnsOf, primaryKeyOf, systemColumns, tableNames, tables } from './index.ts';
import type { Column, Table } from './index.ts';
import { str } from './column.ts';
import { registerTables } from './registry.ts';
import { table } from './table.ts';

/** Own columns of each table, counted by hand in the design. */
const columnCounts = {
  dim_vendor: 10,
  dim_annotator: 13,
  dim_task: 20,
  dim_workflow: 11,
  dim_taxonomy_node: 17,
  dim_model_version: 14,
  dim_test_case: 21,
  dim_dataset_version: 19,
  ref_rate_card: 15,
  ref_fx_rate: 5,
  ref_content: 4,
  fact_work_item: 34,
  fact_annotation: 20,
  fact_review: 14,
  fact_time_entry: 9,
  fact_output: 29,
  fact_grade: 20,
  fact_counter_daily: 12,
  fact_issue: 23,
  fact_incident: 23,
  fact_survey_response: 11,
  fact_delivery: 17,
  fact_invoice_line: 22,
  fact_budget: 13,
};

const optionalTables = [
  'dim_dataset_version',
  'ref_content',
  'fact_time_entry',
  'fact_counter_daily',
  'fact_survey_response',
];

const snapshots = ['fact_work_item', 'fact_issue', 'fact_incident', 'fact_delivery'];

describe('the 24 tables', () => {
  it('have the columns of the design, in its order', () => {
    expect(tableNames).toEqual(Object.keys(columnCounts));
    expect(Object.fromEntries(tableNames.map((name) => [name, tables[name].columns.length]))).toEqual(columnCounts);
    expect(tableNames.flatMap(ownColumnsOf)).toHaveLength(396);
  });

  it('are 19 core and 5 optional', () => {
    expect(tableNames.filter((name) => !tables[name].core)).toEqual(optionalTables);
  });

  it('say what their rows are, each in words of its own', () => {
    const words = tableNames.map((name) => tables[name].rows);
    expect(new Set(words).size).toBe(24);
    expect(words.filter((each) => !/^[a-z]+( [a-z]+)*$/.test(each))).toEqual([]);
  });

  it('are events unless their milestones fill in', () => {
    const facts = tableNames.filter((name) => tables[name].kind === 'fact');
    expect(facts.filter((name) => tables[name].changes === 'snapshot')).toEqual(snapshots);
    expect(facts.filter((name) => tables[name].changes === 'none')).toEqual([]);
    expect(tableNames.filter((name) => tables[name].kind !== 'fact' && tables[name].changes !== 'none')).toEqual([]);
  });

  it('are facts with a partition column, or have none', () => {
    for (const name of tableNames) expect(tables[name].partition !== null, name).toBe(tables[name].kind === 'fact');
  });

  it('keep incidents and invoices to the roles of the design', () => {
    expect(tableNames.filter((name) => tables[name].readers !== null)).toEqual(['fact_incident', 'fact_invoice_line']);
    expect(tables.fact_incident.readers).toEqual(['trust_safety', 'lead']);
    expect(tables.fact_invoice_line.readers).toEqual(['finance', 'lead']);
  });
});

describe.each(tableNames)('%s', (name) => {
  const shape: Table = tables[name];
  const { kind, partition, cluster, columns } = shape;
  const names = columnsOf(name).map((column) => column.name);

  it('names itself, its columns and its layout without a slip', () => {
    expect(name.startsWith(`${kind}_`)).toBe(true);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((column) => !/^[a-z][a-z0-9_]*$/.test(column))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining([...cluster, ...(partition === null ? [] : [partition])]));
    expect(cluster.length).toBeGreaterThan(0);
  });

  it('has a key whose positions run from 1', () => {
    const positions = columns.flatMap((column) => column.key ?? []).toSorted((a, b) => a - b);
    expect(positions.length).toBeGreaterThan(0);
    expect(positions).toEqual(positions.map((_, index) => index + 1));
  });

  it('requires keys, its partition column and what its metrics filter on, and nothing else', () => {
    const filtered = kind === 'fact' ? ['purpose', 'environment', 'criterion', 'status'] : [];
    const isRequired = (column: Column) =>
      column.key !== null || column.name === partition || filtered.includes(column.name);
    for (const column of columns) {
      expect(column.required, column.name).toBe(isRequired(column));
      expect(column.required && !column.expected, column.name).toBe(false);
    }
  });

  it('says what each column means', () => {
    for (const column of columns) {
      expect(column.meaning.trim(), column.name).not.toBe('');
      expect(column.type === 'dec', column.name).toBe(column.digits !== null);
      if (column.oneOf) expect(new Set(column.oneOf).size, column.name).toBe(column.oneOf.length);
      if (column.oneOf) expect(column.type, column.name).toBe('str');
    }
  });
});

const withColumn = (test: (column: Column) => boolean) =>
  tableNames.flatMap((name) =>
    ownColumnsOf(name)
      .filter(test)
      .map((column) => `${name}.${column.name}`),
  );

describe('columns', () => {
  it('are derived by the loader where the design says so; rework_count only where revisions show it', () => {
    expect(withColumn((column) => column.derived)).toEqual([
      'fact_work_item.is_duplicate',
      'fact_annotation.is_latest',
      'fact_annotation.gold_correct',
      'fact_review.is_latest',
      'fact_grade.produced_at',
      'fact_grade.model_version_id',
      'fact_grade.is_latest',
    ]);
  });

  it('of people and of fingerprints are hashed', () => {
    expect(withColumn((column) => column.hashed)).toEqual([
      'dim_annotator.annotator_id',
      'dim_model_version.config_hash',
      'dim_test_case.prompt_hash',
      'fact_work_item.item_hash',
      'fact_annotation.annotator_id',
      'fact_review.reviewer_id',
      'fact_time_entry.annotator_id',
      'fact_output.session_key',
      'fact_output.prompt_hash',
      'fact_grade.grader_id',
      'fact_survey_response.respondent_id',
    ]);
  });

  it('hold text, or where it lies, in three places only', () => {
    expect(withColumn((column) => column.pii === 'content')).toEqual([
      'dim_test_case.content_uri',
      'ref_content.text',
      'fact_output.content_uri',
    ]);
  });
});

describe('keys', () => {
  it('come in the order of their positions', () => {
    expect(primaryKeyOf('dim_annotator')).toEqual(['annotator_id', 'valid_from']);
    expect(primaryKeyOf('ref_fx_rate')).toEqual(['rate_date', 'from_currency', 'to_currency', 'rate_type']);
    expect(primaryKeyOf('fact_counter_daily')).toEqual([
      'counter_date',
      'counter_name',
      'bin_key',
      'environment',
      'workflow_id',
      'model_version_id',
      'locale',
      'vendor_id',
      'task_id',
    ]);
  });
});

describe('system columns', () => {
  it('follow the own columns of every table', () => {
    expect(columnsOf('ref_content').map((column) => column.name)).toEqual([
      'content_uri',
      'kind',
      'text',
      'language',
      'source_system',
      'source_id',
      'load_id',
      'ingested_at',
      'updated_at',
      'voided_at',
      'is_test',
    ]);
    expect(systemColumns.every((column) => column.pii === 'none')).toBe(true);
  });
});

describe('the compiler', () => {
  it('refuses a table under another name and a layout by a column it has not', () => {
    const odd = table({
      name: 'dim_odd',
      rows: 'odd ones',
      kind: 'dim',
      family: 'Dimensions',
      core: false,
      changes: 'none',
      grain: 'none',
      source: 'none',
      // @ts-expect-error the table has no such column
      cluster: ['elsewhere'],
      columns: [str('here', 'a column')],
    });
    // @ts-expect-error the key is not the table's name
    expect(registerTables({ dim_even: odd })).toEqual({ dim_even: odd });
    expect(registerTables({ dim_odd: odd })).toEqual({ dim_odd: odd });
  });
});
