import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GivenRow, RowBatch, RowSource } from '@assay/importers';
import { TestDatabase } from './database.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

const outputColumns = ['output_id', 'environment', 'model_version_id', 'produced_at', 'status'];
const gradeColumns = [
  'grade_id',
  'output_id',
  'criterion',
  'grader_id',
  'grader_kind',
  'is_adjudicated',
  'graded_at',
  'regrade_of_grade_id',
];

const output = (id: string, producedAt = '2024-01-01T10:00:00Z', model = 'm1'): GivenRow => ({
  record: 1,
  cells: [id, 'production', model, producedAt, 'ok'],
});
interface GradeOptions {
  readonly grader?: string;
  readonly at?: string;
  readonly adjudicated?: boolean;
  readonly regradeOf?: string;
  readonly record?: number;
}
const grade = (id: string, outputId: string, options: GradeOptions = {}): GivenRow => ({
  record: options.record ?? 1,
  cells: [
    id,
    outputId,
    'harm',
    options.grader ?? 'ann',
    'human',
    options.adjudicated ?? false,
    options.at ?? '2024-01-02T00:00:00Z',
    options.regradeOf ?? null,
  ],
});
const source = (...batches: readonly RowBatch[]): RowSource => ({
  kind: 'rows',
  file: 'memory',
  source: 'test',
  batches,
});
const outputs = (...rows: readonly GivenRow[]): RowBatch => ({ table: 'fact_output', columns: outputColumns, rows });
const grades = (...rows: readonly GivenRow[]): RowBatch => ({ table: 'fact_grade', columns: gradeColumns, rows });

async function latest(): Promise<Record<string, unknown>> {
  const rows = await database.rows('select grade_id, is_latest from fact_grade');
  return Object.fromEntries(rows.map((row) => [String(row['grade_id']), row['is_latest']]));
}

describe('derived columns of grades', () => {
  it('a later verdict of the same grader makes the earlier one old, in whatever order they come', async () => {
    const early = grade('g1', 'o1', { at: '2024-01-02T00:00:00Z' });
    const late = grade('g2', 'o1', { at: '2024-01-03T00:00:00Z' });
    await database.load(source(outputs(output('o1')), grades(late)));
    expect(await latest()).toEqual({ g2: true });
    await database.load(source(grades(early)));
    expect(await latest()).toEqual({ g1: false, g2: true });
    expect(await database.historyCount()).toBe(0);
  });

  it('keeps the superseded row of one that was latest; the row stays one of the load that brought it', async () => {
    const first = await database.load(source(outputs(output('o1')), grades(grade('g1', 'o1'))));
    const second = await database.load(source(grades(grade('g2', 'o1', { at: '2024-01-03T00:00:00Z' }))));
    expect(second.tables).toEqual({ fact_grade: { inserted: 1, updated: 1, unchanged: 0 } });
    expect(await latest()).toEqual({ g1: false, g2: true });
    expect(await database.rows('select grade_id, is_latest, load_id from fact_grade_history')).toEqual([
      { grade_id: 'g1', is_latest: true, load_id: first.load },
    ]);
    expect(await database.rows('select grade_id, load_id, source_system from fact_grade order by 1')).toEqual([
      { grade_id: 'g1', load_id: first.load, source_system: 'test' },
      { grade_id: 'g2', load_id: second.load, source_system: 'test' },
    ]);
    expect(await database.load(source(grades(grade('g2', 'o1', { at: '2024-01-03T00:00:00Z' }))))).toMatchObject({
      unchanged: 1,
      loaded: 0,
    });
    expect(await database.historyCount()).toBe(1);
  });

  it('tells graders, roles and instants apart, and lets a regrade replace what it names', async () => {
    await database.load(
      source(
        outputs(output('o1'), output('o2')),
        grades(
          grade('same-instant-1', 'o1'),
          grade('same-instant-2', 'o1'),
          grade('adjudicated', 'o1', { adjudicated: true, at: '2024-01-05T00:00:00Z' }),
          grade('other-grader', 'o1', { grader: 'bob', at: '2024-01-06T00:00:00Z' }),
          grade('other-output', 'o2', { at: '2024-01-07T00:00:00Z' }),
          grade('before', 'o2', { grader: 'judge v1' }),
          grade('regrade', 'o2', { grader: 'judge v2', at: '2024-01-01T00:00:00Z', regradeOf: 'before' }),
        ),
      ),
    );
    expect(await latest()).toEqual({
      'same-instant-1': true,
      'same-instant-2': true,
      adjudicated: true,
      'other-grader': true,
      'other-output': true,
      before: false,
      regrade: true,
    });
  });

  it('copies follow the output, also when only the output is loaded again', async () => {
    await database.load(source(outputs(output('o1')), grades(grade('g1', 'o1'))));
    const receipt = await database.load(source(outputs(output('o1', '2024-02-01T00:00:00Z', 'm2'))));
    expect(receipt.tables).toEqual({
      fact_output: { inserted: 0, updated: 1, unchanged: 0 },
      fact_grade: { inserted: 0, updated: 1, unchanged: 0 },
    });
    expect(await database.rows('select produced_at, model_version_id from fact_grade')).toEqual([
      { produced_at: '2024-02-01T00:00:00.000000Z', model_version_id: 'm2' },
    ]);
    expect(await database.rows('select produced_at, model_version_id from fact_grade_history')).toEqual([
      { produced_at: '2024-01-01T10:00:00.000000Z', model_version_id: 'm1' },
    ]);
  });

  it('sets a record aside whose output is nowhere, and what depends on it', async () => {
    const receipt = await database.load(
      source(
        outputs({ ...output('o1'), record: 2 }, { ...output('o2'), record: 3 }),
        grades(
          grade('g1', 'nowhere', { record: 2 }),
          grade('g2', 'o1', { record: 4 }),
          grade('g3', 'o2', { record: 3 }),
        ),
      ),
    );
    // Record 2 has no output for its grade and takes o1 along, on which record 4 depends.
    expect(receipt).toMatchObject({ read: 3, loaded: 1, quarantined: 2, reasons: { 'V-K2': 2 } });
    expect(receipt.examples.map(({ record, column, reason }) => [record, column, reason])).toEqual([
      [2, 'output_id', 'V-K2'],
      [4, 'output_id', 'V-K2'],
    ]);
    expect(await latest()).toEqual({ g3: true });
  });
});

describe('rows from memory', () => {
  it('are checked like those of a file, and set aside without people and texts', async () => {
    const receipt = await database.load(
      source(
        outputs(output('o1'), { ...output('o2', '1970-01-01T00:00:00Z'), record: 2 }),
        grades(grade('g1', 'o2', { record: 2 })),
      ),
    );
    expect(receipt).toMatchObject({ source: 'test', read: 2, loaded: 1, quarantined: 1, reasons: { 'V-T1': 1 } });
    const [kept] = await database.rows('select raw from assay_state.quarantine');
    const rows = JSON.parse(String(kept?.['raw'])) as readonly Readonly<Record<string, string>>[];
    expect(rows.map((row) => row['table'])).toEqual(['fact_output', 'fact_grade']);
    expect(rows[1]).not.toHaveProperty('grader_id');
  });

  it('may come in pieces, between others', async () => {
    async function* pieces() {
      yield outputs({ ...output('o1'), record: 1 });
      yield grades(grade('g1', 'o1'));
      await Promise.resolve();
      yield outputs({ ...output('o2'), record: 2 });
      yield grades(grade('g2', 'o2', { record: 2 }));
    }
    expect(await database.load({ ...source(), batches: pieces() })).toMatchObject({ read: 2, loaded: 2 });
  });

  it('nothing at all is no load', async () => {
    await expect(database.load(source())).rejects.toMatchObject({
      code: 'FILE_NOT_RECOGNISED',
      message: 'memory has no records.',
    });
  });

  it('the ids of people are hashed, the ids of other things are not', async () => {
    await database.load(
      source({
        table: 'dim_annotator',
        columns: ['annotator_id', 'valid_from', 'source_id'],
        rows: [{ record: null, cells: ['ann@example.org', '1900-01-01T00:00:00Z', 'ann@example.org'] }],
      }),
    );
    const [row] = await database.rows('select annotator_id, source_id from dim_annotator');
    expect(row?.['annotator_id']).toMatch(/^[0-9a-f]{20}$/);
    expect(row?.['source_id']).toBe(row?.['annotator_id']);
  });
});
