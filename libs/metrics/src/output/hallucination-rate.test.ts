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

  it('counts what most graders find, or any of them, or all, as it is asked', async () => {
    // Of three people 0, 1, 2 and 3 find something, in ten answers each; of two one does, and of one who has the last word none.
    const found = Array.from({ length: 40 }, (_, index) => ({ output: `o${index}`, bad: Math.floor(index / 10) }));
    const three = found.flatMap(({ output, bad }) =>
      ['h1', 'h2', 'h3'].map((grader, place) => judged(output, grader, place < bad)),
    );
    db = await GradedWarehouse.open({
      fact_output: [...found.map(({ output }) => output), 'tie', 'settled'].map((output_id) => ({ output_id })),
      fact_grade: [
        ...three,
        ...['h1', 'h2'].flatMap((grader, place) => [
          judged('tie', grader, place === 0),
          judged('settled', grader, true),
        ]),
        judged('settled', 'h3', false, { is_adjudicated: true }),
        // Two of three saw a refusal in full: for any it is none of the answers, for all it is one.
        ...(['none', 'full', 'full'] as const).map((level, place) => ({
          ...judged('o39', `h${place + 1}`, level === 'full', { criterion: 'refusal' }),
          refusal_level: level,
        })),
      ],
    });
    const ask = async (vote: 'majority' | 'any' | 'all') => {
      const [all] = await db!.ask({ metrics: ['hallucination_rate'], params: { gradeBasis: 'best', vote } });
      return [all?.numerator, all?.n, ...(all?.caveats ?? []).map(({ code, count }) => `${code} ${count ?? ''}`)];
    };
    expect(await ask('majority')).toEqual([19, 40, 'disputed 1']);
    expect(await ask('any')).toEqual([30, 41]);
    expect(await ask('all')).toEqual([10, 42]);
    const corrected = { metrics: ['hallucination_rate'], params: { gradeBasis: 'corrected', vote: 'any' } } as const;
    await expect(db.ask(corrected)).rejects.toMatchObject({ code: 'PARAM_INVALID' });
  });

  it('is of critical workflows by the list in force: much harm or a priority, each once', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `o${index}`);
    const ids = ['priority', 'risky', 'once', 'void', 'plain', 'unlisted', null, 'void'];
    const since = (workflow_id: string, row: Partial<Row<'dim_workflow'>> & { readonly voided_at?: string }) => ({
      workflow_id,
      valid_from: '2020-01-01T00:00:00Z',
      ...row,
    });
    db = await GradedWarehouse.open({
      dim_workflow: [
        since('priority', { is_priority: true, risk_tier: 'low' }),
        since('risky', { risk_tier: 'high', valid_to: '2026-01-01T00:00:00Z' }),
        since('risky', { risk_tier: 'high', valid_from: '2026-01-01T00:00:00Z' }),
        since('once', { risk_tier: 'high', is_priority: true, valid_to: '2026-03-31T00:00:00Z' }),
        since('void', { risk_tier: 'high', voided_at: '2026-01-02T00:00:00Z' }),
        since('plain', { risk_tier: 'medium', is_priority: false }),
      ],
      fact_output: names.map((output_id, index) => ({ output_id, workflow_id: ids[index % 8] ?? null })),
      fact_grade: names.map((output, index) => judged(output, 'h1', index % 8 === 0)),
    });
    const numbers = await db.ask({ metrics: ['hallucination_rate'], by: ['criticality'] });
    expect(numbers.map(({ by, n, numerator }) => [by['criticality'], n, numerator])).toEqual([
      ['critical', 10, 5],
      ['other', 30, 0],
    ]);
    const where = [{ dimension: 'criticality', values: ['critical'] }];
    const members = new Map([['criticality', [{ value: 'critical', label: 'critical', rows: 10 }]]]);
    expect((await db.ask({ metrics: ['hallucination_rate'], where }, { members }))[0]).toMatchObject({ n: 10 });
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

describe('answered_share and hallucination_per_request', () => {
  it('are of all requests, answered or refused: a model that refuses more is seen to', async () => {
    const names = (kind: string, count: number) => Array.from({ length: count }, (_, index) => `${kind}${index}`);
    const [answered, refusals, unseen] = [names('a', 30), names('r', 10), names('u', 4)];
    db = await GradedWarehouse.open({
      dim_test_case: [{ case_version_id: 'leaked', contamination: 'contaminated' }],
      fact_output: [
        ...[...answered, ...refusals, ...unseen, 'tie', 'tied'].map((output_id) => ({ output_id })),
        { output_id: 'late', status: 'timeout' },
        { output_id: 'leak', case_version_id: 'leaked' },
      ],
      fact_grade: [
        ...answered.flatMap((output, index) => [
          judged(output, 'h1', index < 6),
          refused(output, index < 5 ? 'partial' : 'none'),
        ]),
        // What a refusal says besides is no answer; nor does it matter that nobody looked at it.
        judged('r0', 'h1', true),
        judged('r1', 'h1', true),
        judged('r1', 'h2', false),
        ...refusals.map((output) => refused(output, 'full')),
        // Nobody graded these for refusal: they count as answers, of which one hallucinates; one has no verdict at all.
        ...unseen.slice(1).map((output, index) => judged(output, 'h1', index === 0)),
        judged('tie', 'h1', true),
        judged('tie', 'h2', false),
        refused('tie', 'none'),
        // Graders tie on whether it is a refusal.
        refused('tied', 'full'),
        { ...refused('tied', 'none'), grade_id: 'tied h2', grader_id: 'h2' },
      ],
    });
    const numbers = await db.ask({ metrics: ['hallucination_rate', 'answered_share', 'hallucination_per_request'] });
    const [rate, share, perRequest] = numbers;
    // 30 + 3 answers with a verdict, of which 6 + 1 hallucinate.
    expect(rate).toMatchObject({ n: 33, numerator: 7 });
    // 30 answered of 30 + 10 refused and the tie on hallucination, which is graded for refusal: 31 of 41; 4 are not.
    expect(share).toMatchObject({ n: 41, numerator: 31, value: expect.closeTo(31 / 41, 9) as number });
    expect(share?.parts).toMatchObject({ whole: { numerator: 26 }, partial: { numerator: 5 } });
    expect(share?.caveats).toEqual([
      { code: 'errors', count: 1 },
      { code: 'contaminated', count: 1 },
      { code: 'disputed', count: 1 },
      { code: 'ungraded', count: 4 },
    ]);
    // The same 7 of 33 answers and 10 refusals.
    expect(perRequest).toMatchObject({ n: 43, numerator: 7, value: expect.closeTo(7 / 43, 9) as number, status: 'ok' });
    expect(perRequest?.caveats).toEqual([
      { code: 'errors', count: 1 },
      { code: 'contaminated', count: 1 },
      { code: 'disputed', count: 1 },
      { code: 'ungraded', count: 2 },
    ]);
  });

  it('have no value where there is nothing', async () => {
    db = await GradedWarehouse.open({ fact_output: [{ output_id: 'late', status: 'timeout' }] });
    const numbers = await db.ask({ metrics: ['answered_share', 'hallucination_per_request'] });
    expect(numbers).toMatchObject([
      { value: null, n: 0, status: 'no_data' },
      { value: null, n: 0, status: 'no_data' },
    ]);
  });
});
