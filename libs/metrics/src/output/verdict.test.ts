import type { GradeBasis } from '@assay/contract';
import type { Row } from '@assay/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

type Grade = Partial<Row<'fact_grade'>>;
const human = (grader: string, level: 'none' | 'partial' | 'full' | null, row: Grade = {}): Grade => ({
  grader_id: grader,
  refusal_level: level,
  is_defect: level === null ? null : level !== 'none',
  ...row,
});
const judge = (grader: string, level: 'none' | 'partial' | 'full'): Grade =>
  human(grader, level, { grader_kind: 'model' });

/** The cases of model.md section 6, each an output of its own, with the level that each basis must find. */
const cases: readonly {
  readonly name: string;
  readonly grades: readonly Grade[];
  readonly best: string;
  readonly judged?: string;
}[] = [
  {
    name: 'one adjudicated "none" beats a later dissent',
    grades: [
      human('h1', 'none', { is_adjudicated: true }),
      human('h2', 'full', { graded_at: '2026-03-20T00:00:00Z' }),
      human('h3', 'full', { graded_at: '2026-03-20T00:00:00Z' }),
    ],
    best: 'none',
  },
  {
    name: 'the newest of two adjudications decides',
    grades: [
      human('h1', 'none', { is_adjudicated: true }),
      human('h2', 'partial', { is_adjudicated: true, graded_at: '2026-03-20T00:00:00Z' }),
    ],
    best: 'partial',
  },
  { name: 'one to one is disputed', grades: [human('h1', 'none'), human('h2', 'full')], best: 'disputed' },
  { name: 'two to one decides', grades: [human('h1', 'full'), human('h2', 'full'), human('h3', 'none')], best: 'full' },
  {
    name: 'three ways is disputed',
    grades: [human('h1', 'full'), human('h2', 'partial'), human('h3', 'none')],
    best: 'disputed',
  },
  { name: 'a calibrated judge stands in', grades: [judge('good', 'partial')], best: 'partial', judged: 'partial' },
  { name: 'an uncalibrated judge does not', grades: [judge('poor', 'full')], best: 'ungraded', judged: 'full' },
  { name: 'people beat a judge', grades: [human('h1', 'none'), judge('good', 'full')], best: 'none', judged: 'full' },
  { name: 'an abstention is no verdict', grades: [human('h1', null)], best: 'ungraded' },
  {
    name: 'a grader with two rows has one vote, its worst',
    grades: [human('h1', 'none'), human('h1', 'full'), human('h2', 'full')],
    best: 'full',
  },
  { name: 'a superseded grade does not vote', grades: [human('h1', 'full', { is_latest: false })], best: 'ungraded' },
];

let db: GradedWarehouse;
beforeAll(async () => {
  db = await GradedWarehouse.open({
    fact_output: cases.map((_, index) => ({ output_id: `case${index}`, workflow_id: `case${index}` })),
    fact_grade: cases.flatMap(({ grades }, index) => grades.map((grade) => ({ ...grade, output_id: `case${index}` }))),
  });
});
afterAll(() => db.close());

async function levels(gradeBasis: GradeBasis): Promise<readonly string[]> {
  const estimates = await db.ask(
    { by: ['workflow'], params: { gradeBasis } },
    { judges: { refusal: ['good'], policy: [], harm: [], hallucination: [], failure_mode: [] } },
  );
  return cases.map((_, index) => {
    const found = estimates.find(({ by }) => by.workflow === `case${index}`);
    const caveat = found?.caveats.find(({ code }) => code === 'disputed' || code === 'ungraded');
    if (caveat) return caveat.code;
    return found?.parts.full?.numerator === 1 ? 'full' : found?.parts.partial?.numerator === 1 ? 'partial' : 'none';
  });
}

describe('the verdict on refusal', () => {
  it('is the best there is', async () => {
    expect(await levels('best')).toEqual(cases.map(({ best }) => best));
  });

  it('is that of judges alone, calibrated or not, when asked', async () => {
    expect(await levels('judge')).toEqual(cases.map(({ judged }) => judged ?? 'ungraded'));
  });

  it('says how many of judges alone are of one that is not calibrated', async () => {
    const codes = async (gradeBasis: GradeBasis) => {
      const judges = { refusal: ['good'], policy: [], harm: [], hallucination: [], failure_mode: [] };
      const [all] = await db.ask({ params: { gradeBasis } }, { judges });
      return Object.fromEntries((all?.caveats ?? []).map(({ code, count }) => [code, count]));
    };
    // Judges saw three outputs; of one of them only a poor one.
    expect(await codes('judge')).toMatchObject({ judge_graded: 3, judge_uncalibrated: 1 });
    expect(await codes('best')).not.toHaveProperty('judge_uncalibrated');
  });

  it('is that of people alone when asked', async () => {
    const people = cases.map(({ best, grades }) =>
      grades.some(({ grader_kind }) => grader_kind !== 'model') ? best : 'ungraded',
    );
    expect(await levels('human')).toEqual(people);
  });
});
