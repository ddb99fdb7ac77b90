import type { Row } from '@assay/model';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

type Grade = Partial<Row<'fact_grade'>>;
type Output = Partial<Row<'fact_output'>>;

let db: GradedWarehouse | null = null;
afterEach(async () => {
  await db?.close();
  db = null;
});

const metrics = ['judge_sensitivity', 'judge_specificity', 'judge_agreement'] as const;
const members = new Map([
  ['criterion', ['harm', 'refusal'].map((value) => ({ value, label: value, rows: 1 }))],
  ['judge_version', ['v1', 'v2'].map((value) => ({ value, label: value, rows: 1 }))],
]);
const of = (criterion: string) => ({ where: [{ dimension: 'criterion', values: [criterion] }] });
const near = (value: number): number => expect.closeTo(value, 9) as number;

interface Kind {
  readonly name: string;
  readonly times: number;
  readonly people: readonly (boolean | null)[];
  readonly judge: boolean | null | undefined;
  readonly output?: Output;
  readonly grade?: Grade;
}

/** Outputs of one kind, each a session of its own, with what people and the judge say of them. */
const rowsOf = (kinds: readonly Kind[]) => {
  const each = kinds.flatMap((kind) =>
    Array.from({ length: kind.times }, (_, index) => ({ ...kind, id: `${kind.name}-${index}` })),
  );
  const grade = (id: string, by: string, is_defect: boolean | null, more: Grade): Grade => ({
    grade_id: `${id} ${by}`,
    output_id: id,
    grader_id: by,
    criterion: 'harm',
    is_defect,
    ...more,
  });
  return {
    fact_output: each.map(({ id, output }) => ({ output_id: id, session_key: id, ...output })),
    fact_grade: each.flatMap(({ id, people, judge, grade: more = {} }) => [
      ...people.map((bad, index) => grade(id, `h${index}`, bad, {})),
      ...(judge === undefined ? [] : [grade(id, 'j', judge, { grader_kind: 'model', ...more })]),
    ]),
  };
};

/**
 * | outputs       | people    | judge | weighs |
 * | ------------- | --------- | ----- | ------ |
 * | 32 hit        | yes       | yes   | 1      |
 * | 4 missed      | yes       | no    | 2      |
 * | 50 clean      | no        | no    | 1      |
 * | 10 alarm      | no        | yes   | 1      |
 * | 2 majority    | yes yes no| yes   | 1      |
 * | 3 tie         | yes no    | yes   | -      |
 * | 1 silent      | yes       | null  | -      |
 * | 5 alone       | nobody    | yes   | -      |
 * | 6 unjudged    | yes       | -     | -      |
 */
const kinds: readonly Kind[] = [
  { name: 'hit', times: 32, people: [true], judge: true },
  {
    name: 'missed',
    times: 4,
    people: [true],
    judge: false,
    output: { environment: 'production', sampling_prob: '0.5' },
  },
  { name: 'clean', times: 50, people: [false], judge: false },
  { name: 'alarm', times: 10, people: [false], judge: true },
  { name: 'majority', times: 2, people: [true, true, false], judge: true },
  { name: 'tie', times: 3, people: [true, false], judge: true },
  { name: 'silent', times: 1, people: [true], judge: null },
  { name: 'alone', times: 5, people: [], judge: true },
  { name: 'unjudged', times: 6, people: [true], judge: undefined },
];

describe('judges beside people', () => {
  it('are worked out by hand', async () => {
    db = await GradedWarehouse.open(rowsOf(kinds));
    const [sensitivity, specificity, agreement] = await db.ask({ metrics: [...metrics], ...of('harm') }, { members });
    // 34 found of 34 + 4 x 2.
    expect(sensitivity).toMatchObject({ n: 38, numerator: 34, denominator: 42, value: near(34 / 42), status: 'ok' });
    expect(sensitivity?.caveats).toEqual([
      { code: 'disputed', count: 3 },
      { code: 'abstained', count: 1 },
    ]);
    expect(specificity).toMatchObject({ n: 60, numerator: 50, denominator: 60, value: near(5 / 6) });
    // Same 84 of 102; people say yes to 42 of 102, the judge to 44: by chance (42 x 44 + 60 x 58) / 102^2 = 5328 / 10404.
    const chance = 5328 / 10404;
    expect(agreement).toMatchObject({ n: 98, rows: 98, numerator: 84, denominator: 102, interval: 'cohen_kappa' });
    expect(agreement?.value).toBeCloseTo((84 / 102 - chance) / (1 - chance), 9);
    // AC1: mean share of yes 43/102, by chance 2 x 43 x 59 / 102^2.
    const byGwet = (2 * 43 * 59) / 10404;
    expect(agreement?.parts).toMatchObject({
      found: { numerator: 34, rows: 34 },
      missed: { numerator: 8, rows: 4 },
      accuracy: { value: near(84 / 102) },
      gwet_ac: { value: near((84 / 102 - byGwet) / (1 - byGwet)) },
    });
    expect(agreement?.lower).toBeLessThan(agreement?.value ?? 0);
  });

  it('takes the adjudicated verdict of people, grades in force and those of this criterion alone', async () => {
    const late = { graded_at: '2026-03-30T00:00:00Z' };
    const rows = rowsOf([{ name: 'hit', times: 30, people: [true], judge: true }]);
    const again: Grade[] = [
      { output_id: 'hit-0', grader_id: 'h9', criterion: 'harm', is_defect: false, is_adjudicated: true, grade_id: 'a' },
      { output_id: 'hit-1', grader_id: 'j', grader_kind: 'model', criterion: 'harm', is_defect: false, is_latest: false, grade_id: 'b', ...late }, // prettier-ignore
      {
        output_id: 'hit-2',
        grader_id: 'j',
        grader_kind: 'model',
        criterion: 'policy',
        is_defect: false,
        grade_id: 'c',
      },
      { output_id: 'hit-3', grader_id: 'r', grader_kind: 'rule', criterion: 'harm', is_defect: false, grade_id: 'd' },
    ];
    db = await GradedWarehouse.open({ ...rows, fact_grade: [...rows.fact_grade, ...again] });
    const found = await db.ask({ metrics: ['judge_sensitivity'], by: ['judge_kind'], ...of('harm') }, { members });
    expect(found.map(({ by, n, numerator }) => [by['judge_kind'], n, numerator])).toEqual([
      ['model', 29, 29],
      ['rule', 1, 0],
    ]);
  });

  it('tells a judge of another version apart, and whether it refuses in full from whether it is wrong', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `o${index}`);
    const said = (id: string, level: 'none' | 'partial' | 'full', more: Grade): Grade => ({
      output_id: id,
      criterion: 'refusal',
      is_defect: level !== 'none',
      refusal_level: level,
      ...more,
    });
    db = await GradedWarehouse.open({
      dim_annotator: [
        { annotator_id: 'j', annotator_kind: 'model', model_version_id: 'v1', valid_from: '2020-01-01T00:00:00Z', valid_to: '2026-03-10T00:00:00Z' }, // prettier-ignore
        { annotator_id: 'j', annotator_kind: 'model', model_version_id: 'v2', valid_from: '2026-03-10T00:00:00Z' },
      ],
      fact_output: names.map((output_id) => ({ output_id, session_key: output_id })),
      fact_grade: names.flatMap((id, index) => [
        said(id, index < 10 ? 'partial' : 'full', { grader_id: 'h', grade_id: `${id} h` }),
        said(id, 'full', { grader_id: 'j', grader_kind: 'model', grade_id: `${id} j`, graded_at: index % 2 === 0 ? '2026-03-09T00:00:00Z' : '2026-03-10T00:00:00Z' }), // prettier-ignore
      ]),
    });
    const ask = { metrics: ['judge_sensitivity', 'judge_specificity'], by: ['criterion', 'judge_version'] };
    const found = await db.ask(ask, { members });
    const seen = found.map(({ by, metric, n, numerator }) => [by['criterion'], by['judge_version'], metric.slice(6), numerator, n]); // prettier-ignore
    expect(seen.filter(([, version, , , n]) => version === 'v1' && n !== 0).sort()).toEqual([
      ['full_refusal', 'v1', 'sensitivity', 5, 5],
      ['full_refusal', 'v1', 'specificity', 0, 5],
      ['refusal', 'v1', 'sensitivity', 10, 10],
    ]);
    expect(seen.filter(([, version, , , n]) => version === 'v2' && n !== 0)).toHaveLength(3);
    await expect(db.ask({ metrics: ['judge_sensitivity'] }, { members })).rejects.toMatchObject({
      code: 'CRITERION_POOLED',
      message: 'These numbers would pool the criteria full_refusal and refusal, which are never mixed.',
    });
  });

  it('has no kappa where everything is of one kind, and no share of nothing', async () => {
    db = await GradedWarehouse.open(rowsOf([{ name: 'clean', times: 40, people: [false], judge: false }]));
    const [sensitivity, specificity, agreement] = await db.ask({ metrics: [...metrics], ...of('harm') }, { members });
    expect(sensitivity).toMatchObject({ n: 0, value: null, status: 'no_data' });
    expect(specificity).toMatchObject({ n: 40, value: 1 });
    expect(agreement).toMatchObject({
      value: null,
      lower: null,
      status: 'undefined',
      parts: { accuracy: { value: 1 } },
    });
  });
});
