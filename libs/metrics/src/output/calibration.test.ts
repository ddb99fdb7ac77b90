import type { Row } from '@assay/model';
import { dialectOf } from '@assay/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GradedWarehouse, noLimits } from '../testing/graded-rows.ts';
import { tablesAsOf } from '../tables.ts';
import { calibrationStatement, isCalibrated } from './calibration.ts';

const tables = tablesAsOf(null);

describe('isCalibrated', () => {
  it.each([
    // Sensitivity 0.8, specificity 0.5: J = 0.3, which is enough.
    [{ tp: 8, fn: 2, tn: 5, fp: 5 }, true],
    [{ tp: 8, fn: 2, tn: 4, fp: 6 }, false],
    // Nothing to be sensitive to.
    [{ tp: 0, fn: 0, tn: 50, fp: 0 }, false],
    [{ tp: 50, fn: 0, tn: 0, fp: 0 }, false],
  ])('says of %o: %s', (counts, expected) => {
    expect(isCalibrated(counts)).toBe(expected);
  });
});

describe('the calibration statement', () => {
  const grade = (
    output: string,
    who: readonly [id: string, kind: 'human' | 'model'],
    isDefect: boolean,
  ): Partial<Row<'fact_grade'>> => ({
    output_id: output,
    grader_id: who[0],
    grader_kind: who[1],
    is_defect: isDefect,
    refusal_level: isDefect ? 'full' : 'none',
  });
  let db: GradedWarehouse;
  beforeAll(async () => {
    db = await GradedWarehouse.open({
      fact_grade: [
        // a: people say defect, judge agrees. b: defect, judge misses. c: fine, judge cries. d: fine, judge agrees.
        ...(['a', 'b', 'c', 'd'] as const).map((id) => grade(id, ['h1', 'human'], id < 'c')),
        ...(['a', 'b', 'c', 'd'] as const).map((id) => grade(id, ['judge', 'model'], id === 'a' || id === 'c')),
        // e: people tie, so there is no truth; f: only the judge looked.
        grade('e', ['h1', 'human'], true),
        grade('e', ['h2', 'human'], false),
        grade('e', ['judge', 'model'], true),
        grade('f', ['judge', 'model'], true),
      ],
    });
  });
  afterAll(() => db.close());

  it('counts a judge against people where both decided', async () => {
    const statement = dialectOf('duckdb').compile(
      calibrationStatement({
        tables,
        functions: dialectOf('duckdb').functions,
        bounds: { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' },
      }),
    );
    const result = await db.warehouse.query(statement, noLimits());
    expect(Object.fromEntries(result.columns.map(({ name, values }) => [name, values]))).toEqual({
      criterion: ['refusal'],
      grader_id: ['judge'],
      tp: [1],
      fp: [1],
      fn: [1],
      tn: [1],
    });
  });

  it('sees only grades in bounds', async () => {
    const statement = dialectOf('duckdb').compile(
      calibrationStatement({
        tables,
        functions: dialectOf('duckdb').functions,
        bounds: { from: '2026-04-01T00:00:00Z', to: '2026-05-01T00:00:00Z' },
      }),
    );
    expect((await db.warehouse.query(statement, noLimits())).rowCount).toBe(0);
  });
});
