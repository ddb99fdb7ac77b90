import type { Day } from '@assay/contract';
import type { Column, Row, TableName } from '@assay/model';
import { createHash } from 'node:crypto';
import { parseDay } from '@assay/contract';
import { ownColumnsOf, primaryKeyOf } from '@assay/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleTables } from './sample-tables.ts';

type AnyRow = Readonly<Record<string, unknown>>;

const through = parseDay('2026-11-15');
const from = Date.parse('2025-11-17T00:00:00Z');
const end = Date.parse('2026-11-16T00:00:00Z');

const tables = new Map<TableName, readonly AnyRow[]>();
const rowsOf = <Name extends TableName>(name: Name): readonly Row<Name>[] =>
  (tables.get(name) ?? []) as readonly Row<Name>[];

function digest(day: Day): string {
  const hash = createHash('sha256');
  for (const { table, rows } of sampleTables({ through: day }))
    for (const row of rows) hash.update(`${table}${JSON.stringify(row)}\n`);
  return hash.digest('hex');
}

beforeAll(() => {
  for (const { table, rows } of sampleTables({ through })) tables.set(table, [...rows]);
});

// Each of these makes the whole sample once more: seconds on a busy machine.
describe('sampleTables', { timeout: 60_000 }, () => {
  it('is the same for the same day, to the letter', () => {
    // A change of this digest is a change of every sample: meant, or a mistake.
    expect(digest(through)).toBe('3dd8e9cedec6d41f471f5de8aa779d77d7563a7ea4406ce74d0d5a58b679aa83');
  });

  it('moves with the day and keeps what happens', () => {
    const later = new Map<TableName, readonly AnyRow[]>();
    for (const { table, rows } of sampleTables({ through: parseDay('2027-02-28') })) later.set(table, [...rows]);
    const levels = (grades: readonly AnyRow[]) => grades.map((grade) => grade.refusal_level);
    expect(levels(later.get('fact_grade') ?? [])).toEqual(levels(rowsOf('fact_grade')));
    const first = later.get('fact_output')?.[0] as Row<'fact_output'>;
    expect(Date.parse(first.produced_at) - Date.parse(rowsOf('fact_output')[0]?.produced_at ?? '')).toBe(
      105 * 86_400_000,
    );
  });

  it('is small, and fills the tables the refusal metrics read', () => {
    expect([...tables.keys()]).toEqual([
      'dim_vendor',
      'dim_annotator',
      'dim_workflow',
      'dim_model_version',
      'dim_test_case',
      'fact_output',
      'fact_grade',
    ]);
    expect(rowsOf('fact_output').length).toBeGreaterThan(40_000);
    expect(rowsOf('fact_output').length).toBeLessThan(45_000);
    expect(rowsOf('fact_grade').length).toBeLessThan(90_000);
    expect(rowsOf('dim_test_case').length).toBeGreaterThan(250);
    expect(rowsOf('dim_test_case').length).toBeLessThan(400);
  });
});

function problemOf(column: Column, value: unknown): string | null {
  if (value === undefined) return 'absent';
  if (value === null) return column.required ? 'null' : null;
  if (column.oneOf !== null && !column.oneOf.includes(value as string)) return 'not in the list';
  if (column.type === 'ts')
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value as string) ? null : 'no instant';
  if (column.type === 'dec') return /^-?\d+\.\d+$/.test(value as string) ? null : 'no decimal';
  const typeOf = { str: 'string', int: 'number', flt: 'number', bool: 'boolean', date: 'string' } as const;
  return typeof value === typeOf[column.type] ? null : `a ${typeof value}`;
}

describe('rows of the sample', () => {
  it('have exactly the columns of the model, with values it allows', () => {
    const problems = new Set<string>();
    for (const [name, rows] of tables) {
      const columns = ownColumnsOf(name);
      for (const row of rows) {
        if (Object.keys(row).length !== columns.length) problems.add(`${name}: other columns`);
        for (const column of columns) {
          const problem = problemOf(column, row[column.name]);
          if (problem !== null) problems.add(`${name}.${column.name}: ${problem}`);
        }
      }
    }
    expect([...problems]).toEqual([]);
  });

  it('have each key once, as plain text under sample:', () => {
    for (const [name, rows] of tables) {
      const key = primaryKeyOf(name);
      expect(new Set(rows.map((row) => key.map((column) => row[column]).join(' '))).size, name).toBe(rows.length);
      expect(
        rows.every((row) => String(row[key[0] ?? '']).startsWith('sample:')),
        name,
      ).toBe(true);
    }
  });

  it('name only rows that are there', () => {
    const ids = (values: readonly (string | null)[]) => new Set(values.filter((value) => value !== null));
    const missing = (names: readonly (string | null)[], known: ReadonlySet<string>) =>
      [...ids(names)].filter((id) => !known.has(id));
    const outputs = rowsOf('fact_output');
    const grades = rowsOf('fact_grade');
    const models = ids(rowsOf('dim_model_version').map((row) => row.model_version_id));
    const workflows = ids(rowsOf('dim_workflow').map((row) => row.workflow_id));
    const graders = rowsOf('dim_annotator');
    expect(
      missing(
        outputs.map((row) => row.model_version_id),
        models,
      ),
    ).toEqual([]);
    expect(
      missing(
        outputs.map((row) => row.workflow_id),
        workflows,
      ),
    ).toEqual([]);
    expect(
      missing(
        rowsOf('dim_test_case').map((row) => row.workflow_id),
        workflows,
      ),
    ).toEqual([]);
    expect(
      missing(
        outputs.map((row) => row.case_version_id),
        ids(rowsOf('dim_test_case').map((row) => row.case_version_id)),
      ),
    ).toEqual([]);
    expect(
      missing(
        grades.map((row) => row.output_id),
        ids(outputs.map((row) => row.output_id)),
      ),
    ).toEqual([]);
    expect(
      missing(
        grades.map((row) => row.grader_id),
        ids(graders.map((row) => row.annotator_id)),
      ),
    ).toEqual([]);
    expect(
      missing(
        graders.map((row) => row.vendor_id),
        ids(rowsOf('dim_vendor').map((row) => row.vendor_id)),
      ),
    ).toEqual([]);
    expect(
      missing(
        graders.map((row) => row.model_version_id),
        models,
      ),
    ).toEqual([]);
  });

  it('lie in their 52 weeks, grades after their output and before the end', () => {
    const outputs = new Map(rowsOf('fact_output').map((row) => [row.output_id, row]));
    const times = [...outputs.values()].map((row) => Date.parse(row.produced_at));
    expect(times.every((time) => time >= from && time < end)).toBe(true);
    // As large as an argument list may not be: no spread.
    expect(times.reduce((last, time) => Math.max(last, time), 0)).toBeGreaterThan(end - 86_400_000);
    const grades = rowsOf('fact_grade');
    expect(grades.every((row) => row.produced_at === outputs.get(row.output_id ?? '')?.produced_at)).toBe(true);
    expect(
      grades.every((row) => (row.graded_at ?? '') > row.produced_at && Date.parse(row.graded_at ?? '') < end),
    ).toBe(true);
  });

  it('carry a probability in production only, and a case in evaluation only', () => {
    const rows = rowsOf('fact_output');
    const isProbability = (text: string | null) => text !== null && Number(text) > 0 && Number(text) <= 1;
    expect(rows.filter((row) => isProbability(row.sampling_prob) !== (row.environment === 'production'))).toEqual([]);
    expect(rows.filter((row) => (row.case_version_id !== null) !== (row.environment === 'eval'))).toEqual([]);
    expect(rows.filter((row) => row.content_uri !== null)).toEqual([]);
  });

  it('run a case once a run and sample', () => {
    const seen = rowsOf('fact_output').filter((row) => row.environment === 'eval');
    const keys = new Set(seen.map((row) => `${row.run_id} ${row.case_version_id} ${row.sample_index}`));
    expect(keys.size).toBe(seen.length);
    expect(new Set(seen.map((row) => row.run_id)).size).toBe(52);
    expect(new Set(seen.filter((row) => row.sample_index === 1).map((row) => row.run_id)).size).toBe(4);
  });
});
