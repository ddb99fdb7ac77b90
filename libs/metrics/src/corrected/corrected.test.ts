import type { PanelRequest } from '@assay/contract';
import type { Row } from '@assay/model';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';
import { noJudges } from '../output/verdict.ts';

let db: GradedWarehouse | null = null;
afterEach(async () => {
  await db?.close();
  db = null;
});

/** So many outputs, of which the judge flags the first few; what people say of all of them, if anything. */
interface Group {
  readonly outputs: number;
  readonly flagged: number;
  readonly people?: boolean;
  readonly output?: Partial<Row<'fact_output'>>;
  readonly judge?: string;
}

function rowsOf(groups: readonly Group[]) {
  const each = groups.flatMap((group, place) =>
    Array.from({ length: group.outputs }, (_, index) => ({
      ...group,
      id: `${place}-${index}`,
      flags: index < group.flagged,
    })),
  );
  const at = '2026-03-02T12:00:00Z';
  return {
    fact_output: each.map(({ id, output }) => ({ output_id: id, session_key: id, produced_at: at, ...output })),
    fact_grade: each.flatMap(({ id, people, flags, output, judge = 'j' }): Partial<Row<'fact_grade'>>[] => {
      const of = { output_id: id, criterion: 'hallucination' as const, produced_at: output?.produced_at ?? at };
      const told = { ...of, grade_id: `${id} h`, grader_id: 'h', is_defect: people ?? null };
      return [
        { ...of, grade_id: `${id} j`, grader_id: judge, grader_kind: 'model', is_defect: flags },
        ...(people === undefined ? [] : [told]),
      ];
    }),
  };
}

const judges = { ...noJudges, hallucination: ['j'] };
const bounds = { from: '2026-01-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
const corrected: Partial<PanelRequest> = { metrics: ['hallucination_rate'], params: { gradeBasis: 'corrected' } };

async function ask(groups: readonly Group[], change: Partial<PanelRequest> = {}, within = bounds) {
  db = await GradedWarehouse.open(rowsOf(groups));
  const beside = await db.judgedBeside(judges, { zone: 'UTC', asOf: null, bounds: within });
  const [number] = await db.ask({ ...corrected, ...change }, { judges, beside });
  return number;
}

/** People find 40 bad, of which the judge flags 36, and 60 good, of which it flags 6: 0.9 and 0.9. */
const calibration: readonly Group[] = [
  { outputs: 40, flagged: 36, people: true },
  { outputs: 60, flagged: 6, people: false },
];

describe('the corrected basis', () => {
  it('takes off what judges flag wrongly and adds what they miss', async () => {
    const number = await ask([
      ...calibration,
      { outputs: 200, flagged: 50 },
      { outputs: 30, flagged: 30, judge: 'other' },
    ]);
    // 36 + 6 + 50 = 92 of 300 that the judge graded: (92/300 + 0.9 - 1) / 0.8. Who is not calibrated has no say.
    expect(number).toMatchObject({ n: 300, numerator: 92, interval: 'rogan_gladen' });
    expect(number?.value).toBeCloseTo(0.2583333333, 9);
    /**
     * Lang and Reiczigel with n 299 (300 sessions know 299 of their spread), z^2 3.8415: ap' = (91.69 + 1.92) / 302.84 =
     * 0.30912, Se' = 37/42, Sp' = 55/62, J' = 0.76805, p' = 0.25547; dp = 7.683 x (0.25547 x 0.0024970 - 0.74453 x 0.0016154)
     * = -0.00434; variance (0.00070520 + 0.00016297 + 0.00089546) / 0.58990 = 0.0029897: 0.25113 +- 0.10717.
     */
    expect(number?.lower).toBeCloseTo(0.14396, 4);
    expect(number?.upper).toBeCloseTo(0.3583, 4);
    expect(number?.caveats).toContainEqual({ code: 'corrected', count: 100 });
    expect(number?.parts['hallucinated']).toMatchObject({ numerator: 92, value: null });
  });

  it('is held back where the judges are hardly better than a coin', async () => {
    const weak = [{ outputs: 40, flagged: 24, people: true }, { outputs: 60, flagged: 19, people: false }] as const; // prettier-ignore
    // 0.6 + 41/60 - 1 = 0.283; with one flagged less it is 0.3.
    const number = await ask(weak);
    expect(number).toMatchObject({ n: 100, value: null, lower: null, interval: null, status: 'off' });
    expect(number?.caveats).toContainEqual({ code: 'weak_judges', count: 100 });
    await db?.close();
    expect(await ask([weak[0], { ...weak[1], flagged: 18 }])).toMatchObject({ status: 'ok' });
  });

  it('is held back without 30 of each class, and without any that both graded of late', async () => {
    const few = await ask([{ outputs: 29, flagged: 29, people: true }, ...calibration.slice(1)]);
    expect(few).toMatchObject({ value: null, status: 'off' });
    expect(few?.caveats).toContainEqual({ code: 'few_calibrated', count: 29 });
    await db?.close();
    const late = { from: '2026-03-03T00:00:00Z', to: '2026-04-01T00:00:00Z' };
    const old = await ask(calibration, {}, late);
    expect(old).toMatchObject({ n: 100, value: null, status: 'off' });
    expect(old?.caveats).toContainEqual({ code: 'no_calibration', count: null });
  });

  it('is of each environment by what judges are like there, weighs by sampling, and holds within 0 and 1', async () => {
    const inProduction = { environment: 'production', sampling_prob: '0.5' } as const;
    const where = (environment: string) => ({ where: [{ dimension: 'environment', values: [environment] }] });
    const members = new Map([
      ['environment', ['eval', 'production'].map((value) => ({ value, label: value, rows: 1 }))],
    ]);
    db = await GradedWarehouse.open(
      rowsOf([
        ...calibration,
        { outputs: 100, flagged: 5 },
        { outputs: 50, flagged: 50, people: true, output: inProduction },
        { outputs: 50, flagged: 0, people: false, output: inProduction },
      ]),
    );
    const beside = await db.judgedBeside(judges, { zone: 'UTC', asOf: null, bounds });
    const known = { judges, beside, members };
    // (47/200 + 0.9 - 1) / 0.8 there; here the judge never errs.
    expect((await db.ask({ ...corrected, ...where('eval') }, known))[0]?.value).toBeCloseTo(0.16875, 9);
    const [production] = await db.ask({ ...corrected, ...where('production') }, known);
    expect(production).toMatchObject({ value: 0.5, denominator: 200 });
    expect(production?.caveats).toContainEqual({ code: 'corrected', count: 100 });
    const [none] = await db.ask({ ...corrected, ...where('eval'), range: { kind: 'days', days: { from: '2026-03-05', to: '2026-03-06' } } } as never, known); // prettier-ignore
    expect(none).toMatchObject({ n: 0, value: null, status: 'no_data', caveats: [] });
  });

  it('says of what it cannot correct that it cannot', async () => {
    db = await GradedWarehouse.open(rowsOf(calibration));
    const refused = {
      code: 'PARAM_INVALID',
      message: 'Severe harm cannot be corrected by how judges do beside people.',
    };
    await expect(db.ask({ ...corrected, metrics: ['severe_harm_rate'] })).rejects.toMatchObject(refused);
    const members = new Map([['model_version', [{ value: 'm1', label: 'm1', rows: 1 }]]]);
    const paired = { compare: { kind: 'value', dimension: 'model_version', value: 'm1', paired: true } } as const;
    await expect(db.ask({ ...corrected, by: ['model_version'], ...paired }, { members })).rejects.toThrow(
      'case by case',
    );
  });
});
