import { describe, expect, it } from 'vitest';
import { ddl, duckdbStateDdl, historyColumnsOf, historyName, schemaVersion, stateTables } from '../index.ts';

describe('the embedded database', () => {
  it('is version 3', () => {
    expect(schemaVersion).toBe(3);
  });

  it('has a history table for each of the 24, then the schema, then its seven tables', () => {
    const statements = duckdbStateDdl().map((statement) => statement.split('\n')[0]);
    expect(statements).toHaveLength(24 + 1 + 7);
    expect(statements[0]).toBe('create table "dim_vendor_history" (');
    expect(statements.slice(24)).toEqual([
      'create schema "assay_state"',
      'create table "assay_state"."meta" (',
      'create table "assay_state"."loads" (',
      'create table "assay_state"."quarantine" (',
      'create table "assay_state"."reach" (',
      'create table "assay_state"."given_rework" (',
      'create table "assay_state"."findings" (',
      'create table "assay_state"."erasures" (',
    ]);
  });

  it('keeps history as the table is, with the instant it was superseded', () => {
    const current = ddl('duckdb').find((statement) => statement.includes('"ref_fx_rate" ('));
    const history = duckdbStateDdl().find((statement) => statement.includes('"ref_fx_rate_history" ('));
    expect(history).toBe(
      current
        ?.replace('"ref_fx_rate"', '"ref_fx_rate_history"')
        .replace(
          '"is_test" BOOLEAN not null\n',
          '"is_test" BOOLEAN not null,\n  "superseded_at" TIMESTAMPTZ not null\n',
        ),
    );
    expect(historyName('fact_output')).toBe('fact_output_history');
    expect(historyColumnsOf('fact_output')).toHaveLength(29 + 7 + 1);
  });

  it('declares the keys of its small tables', () => {
    const reach = duckdbStateDdl().at(-4);
    expect(reach).toBe(`create table "assay_state"."reach" (
  "table_name" VARCHAR not null,
  "date_column" VARCHAR not null,
  "reach_seconds" BIGINT,
  primary key ("table_name", "date_column")
)`);
    expect(stateTables.loads.map((column) => column.name)).toEqual([
      'load_id',
      'file',
      'source',
      'recipe',
      'settings',
      'scope',
      'file_sha256',
      'started_at',
      'finished_at',
      'records_read',
      'records_loaded',
      'records_unchanged',
      'records_quarantined',
      'records_ignored',
      'reasons',
      'tables',
      'taken_back_at',
    ]);
  });
});
