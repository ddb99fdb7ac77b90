import type { Row } from '@assay/model';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let db: GradedWarehouse | null = null;
afterEach(async () => {
  await db?.close();
  db = null;
});

type Grade = Partial<Row<'fact_grade'>>;
const judged = (output: string, grader: string, isDefect: boolean, row: Grade = {}): Grade => ({
  grade_id: `${output} ${grader} ${row.criterion ?? ''}`,
  output_id: output,
  grader_id: grader,
  criterion: 'hallucination',
  is_defect: isDefect,
  ...row,
});
const refused = (output: string, level: 'none' | 'partial' | 'full'): Grade =>
  judged(output, 'h1', level !== 'none', { criterion: 'refusal', refusal_level: level });

describe('hallucination_rate', () => {
  it('is of answers: what was refused in full is none, what nobody graded for refusal is one (E7)', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `o${index}`);
    db = await GradedWarehouse.open({
      fact_output: [...names, 'refused', 'tie', 'nobody'].map((output_id) => ({ output_id })),
      fact_grade: [
        ...names.map((output, index) => judged(output, 'h1', index < 8)),
        ...names.slice(0, 20).map((output, index) => refused(output, index === 0 ? 'partial' : 'none')),
        judged('refused', 'h1', true),
        refused('refused', 'full'),
        judged('tie', 'h1', true),
        judged('tie', 'h2', false),
      ],
    });
    const [all] = await db.ask({ metrics: ['hallucination_rate'] });
    expect(all).toMatchObject({ n: 40, numerator: 8, value: 0.2, status: 'ok' });
    expect(all?.caveats).toEqual([
      { code: 'disputed', count: 1 },
      { code: 'ungraded', count: 1 },
    ]);
  });

  it('lets only judges decide that are calibrated for hallucination', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `o${index}`);
    db = await GradedWarehouse.open({
      fact_output: names.map((output_id) => ({ output_id })),
      fact_grade: names.map((output, index) => judged(output, 'judge', index < 3, { grader_kind: 'model' })),
    });
    const asked = { metrics: ['hallucination_rate'] };
    expect((await db.ask(asked))[0]).toMatchObject({ status: 'no_data', value: null });
    const judges = { refusal: ['judge'], policy: [], harm: [], hallucination: [], failure_mode: [] };
    expect((await db.ask(asked, { judges }))[0]).toMatchObject({ status: 'no_data' });
    const [known] = await db.ask(asked, { judges: { ...judges, hallucination: ['judge'] } });
    expect(known).toMatchObject({ value: 0.1, caveats: [{ code: 'judge_graded', count: 30 }] });
    // Asked for by name, a judge decides all the same, which is said.
    const alone = { ...asked, params: { gradeBasis: 'judge' as const } };
    const said = [
      { code: 'judge_graded', count: 30 },
      { code: 'judge_uncalibrated', count: 30 },
    ];
    expect((await db.ask(alone, { judges }))[0]).toMatchObject({ value: 0.1, caveats: said });
  });
});
