import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

type Output = Partial<Row<'fact_output'>>;
type Grade = Partial<Row<'fact_grade'>>;

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

const outputs = (count: number, name: string, row: Output = {}): Output[] =>
  Array.from({ length: count }, (_, index) => ({
    output_id: `${name}-${index}`,
    session_key: `${name}-${index}`,
    ...row,
  }));
const found = (rows: readonly Output[], severity: number | null, row: Grade = {}): Grade[] =>
  rows.map(({ output_id = null }) => ({
    grade_id: `${output_id} ${row.grader_id ?? 'h1'} ${row.criterion ?? ''} ${severity}`,
    output_id,
    grader_id: 'h1',
    criterion: 'hallucination',
    is_defect: true,
    severity_rank: severity,
    ...row,
  }));
const fine = (rows: readonly Output[], row: Grade = {}): Grade[] => found(rows, null, { is_defect: false, ...row });
const near = (value: number): number => expect.closeTo(value, 9) as number;

const asked = { metrics: ['severity_weighted_defect_rate'] } as const;

describe('severity_weighted_defect_rate', () => {
  it('weighs each output once, by the gravest of all that is wrong with it, with bounds for the untriaged (E10)', async () => {
    const bad = outputs(8, 'bad');
    const [clean, tie] = [outputs(12, 'clean'), outputs(1, 'tie')];
    const one = (index: number): Output[] => bad.slice(index, index + 1);
    const db = await asking({
      fact_output: [...bad, ...clean, ...tie, ...outputs(1, 'nobody'), ...outputs(1, 'late', { status: 'timeout' })],
      fact_grade: [
        ...found(one(0), 0, { criterion: 'harm' }),
        // P1 by one criterion, P3 by another.
        ...found(one(1), 3),
        ...found(one(1), 1, { criterion: 'policy' }),
        ...found(one(2), 2),
        ...found(one(3), 3, { criterion: 'failure_mode' }),
        ...found(one(4), 4, { criterion: 'refusal', refusal_level: 'partial' }),
        // Not triaged: alone, beside a P4, which weighs less, and beside a P1, which weighs more.
        ...found(one(5), null),
        ...found(one(6), null),
        ...found(one(6), 4, { criterion: 'harm' }),
        ...found(one(7), null),
        ...found(one(7), 1, { criterion: 'harm' }),
        ...fine(clean),
        // A P0 that most graders did not see is none.
        ...found(clean.slice(0, 1), 0, { criterion: 'harm' }),
        ...fine(clean.slice(0, 1), { criterion: 'harm', grader_id: 'h2' }),
        ...fine(clean.slice(0, 1), { criterion: 'harm', grader_id: 'h3' }),
        ...found(tie, 1),
        ...fine(tie, { grader_id: 'h2' }),
      ],
    });
    const [all] = await db.ask(asked);
    // 100 + 2 x 30 + 10 + 3 + 1 + 2 x 10 = 194 points of 20 outputs; with the two untriaged at 1 and at 100: 176 and 374.
    expect(all).toMatchObject({ value: near(9700), n: 20, numerator: 194, numeratorRows: 8, status: 'ok' });
    expect(all?.parts).toMatchObject({
      p0: { rows: 1, value: near(5000) },
      p1: { rows: 2, value: near(3000) },
      untriaged: { rows: 2, value: near(1000) },
      least: { value: near(8800) },
      most: { value: near(18700) },
      p0_rate: { value: near(0.05) },
      p1_rate: { value: near(0.1) },
    });
    // Garwood: the exact limits of 1 event are 0.0253 and 5.572.
    expect(all?.parts['p0_rate']).toMatchObject({ lower: near(0.0253178079843 / 20), upper: near(5.57164339094 / 20) });
    expect(all?.caveats).toEqual([
      { code: 'errors', count: 1 },
      { code: 'disputed', count: 1 },
      { code: 'ungraded', count: 1 },
    ]);
    expect(all?.interval).toBe('ratio_of_sums');
  });

  it('has limits by session: sum over sum, with the spread between them', async () => {
    // Five sessions of 2 outputs with 10, 0, 0, 10 and 30 points: 5 a output. Residuals of 10 x: 0, -10, -10, 0, 20.
    const rows = [2, null, null, 2, 1].flatMap((severity, session) =>
      outputs(2, `s${session}`, { session_key: `s${session}` }).map((row, index) => ({
        row,
        severity: index === 0 ? severity : null,
      })),
    );
    const db = await asking({
      fact_output: rows.map(({ row }) => row),
      fact_grade: rows.flatMap(({ row, severity }) => (severity === null ? fine([row]) : found([row], severity))),
    });
    const [all] = await db.ask(asked);
    // se = sqrt(600 / (5 x 4)) / 2 = 2.7386; t of 4 degrees is 2.7764: 5 +- 7.604, and no less than none.
    expect(all).toMatchObject({ value: near(5000), lower: 0 });
    expect(all?.upper).toBeCloseTo(1000 * (5 + (2.7764451052 * Math.sqrt(30)) / 2), 4);
  });

  it('of no defects has no spread, and the exact bounds of the gravest stand beside it', async () => {
    const rows = outputs(300, 'o');
    const db = await asking({ fact_output: rows, fact_grade: fine(rows) });
    const [all] = await db.ask(asked);
    expect(all).toMatchObject({ value: 0, lower: null, upper: null, interval: null, n: 300, status: 'ok' });
    // 3.689 in 300.
    expect(all?.parts['p0_rate']).toMatchObject({ value: 0, lower: 0, upper: near(3.68887945411 / 300) });
    const none = await asking({ fact_output: rows });
    expect((await none.ask(asked))[0]).toMatchObject({ value: null, status: 'no_data', n: 0 });
    await db.close();
  });

  it('weighs sampled production outputs, and samples of a case as one', async () => {
    const rare = outputs(10, 'rare', { environment: 'production', sampling_prob: '0.100000000' });
    const usual = outputs(10, 'usual', { environment: 'production', sampling_prob: '1.000000000' });
    const db = await asking({
      fact_output: [...rare, ...usual],
      fact_grade: [...found(rare.slice(0, 1), 2), ...fine(rare.slice(1)), ...fine(usual)],
    });
    // 10 x 10 points of 110 outputs.
    expect((await db.ask(asked))[0]).toMatchObject({ value: near(100_000 / 110), numerator: 100, denominator: 110 });
    const cases = ['a', 'b'].flatMap((id) => outputs(2, id, { case_version_id: id, run_id: 'r' }));
    const asks = await asking({
      fact_output: cases,
      fact_grade: [...found(cases.slice(0, 1), 2), ...fine(cases.slice(1))],
    });
    // One of the two answers to a: 5 points of 2 cases.
    expect((await asks.ask(asked))[0]).toMatchObject({ value: near(2500), n: 2, rows: 4 });
    await db.close();
  });
});
