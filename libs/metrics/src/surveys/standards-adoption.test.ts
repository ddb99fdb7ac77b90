import type { Day } from '@assay/contract';
import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

type Response = Partial<Row<'fact_survey_response'>> & { readonly is_test?: boolean };
const standards = ['uses_rubric_template', 'uses_dataset_card', 'uses_eval_gate'] as const;

/** What a team said in a wave, question by question: 1, 0, or nothing. */
const said = (
  team_id: string,
  wave: '1' | '2',
  scores: readonly (1 | 0 | null)[],
  row: Response = {},
): readonly Response[] =>
  scores.map((score_num, index) => {
    const invited = wave === '1' ? '2026-01-10' : '2026-03-10';
    return {
      response_id: `${team_id} ${wave} ${index} ${JSON.stringify(row)}`,
      survey_id: 'standards',
      wave,
      question_code: standards[index] ?? 'usefulness',
      respondent_id: `lead of ${team_id}`,
      team_id,
      invited_at: `${invited}T09:00:00Z`,
      answered_at: score_num === null ? null : `${invited}T12:00:00Z`,
      score_num,
      scale_max: 1,
      ...row,
    };
  });

const days = (from: string, to: string) => ({ kind: 'days', days: { from: from as Day, to: to as Day } }) as const;
const known = { span: { first: '2026-01-01' as Day, last: '2026-04-10' as Day }, today: '2026-04-12' as Day };
const march = { metrics: ['standards_adoption'], range: days('2026-03-01', '2026-04-01') };

describe('standards_adoption', () => {
  it('is the teams whose latest attestation says yes to all three, of all that were ever asked', async () => {
    const db = await asking({
      fact_survey_response: [
        ...said('always', '1', [1, 1, 1]),
        ...said('always', '2', [1, 1, 1]),
        ...said('once', '1', [1, 1, 1]),
        ...said('gave up', '1', [1, 1, 1]),
        ...said('gave up', '2', [1, 0, 1]),
        ...said('learnt', '1', [0, 0, 0]),
        ...said('learnt', '2', [1, 1, 1]),
        // Yes before, silent when last asked: no answer is no yes, nor is half an answer.
        ...said('silent', '1', [1, 1, 1]),
        ...said('silent', '2', [null, null, null]),
        ...said('half', '2', [1, 1, null]),
        ...said('no and silent', '2', [0, null, 1]),
        ...said('never all', '2', [1, 1]),
        ...said('too late', '2', [1, 1, 1], { answered_at: '2026-04-01T00:00:00Z' }),
        // Two leads of one team: one of them says no.
        ...said('two leads', '2', [1, 1, 1]),
        ...said('two leads', '2', [1, 1, 0], { respondent_id: 'other' }),
        // Another survey, a try, and a team that nobody asked before April.
        ...said('other survey', '2', [1], { question_code: 'usefulness', score_num: 5, scale_max: 5 }),
        ...said('sandbox', '2', [1, 1, 1], { is_test: true }),
        ...said('April', '2', [1, 1, 1], { invited_at: '2026-04-02T00:00:00Z', answered_at: '2026-04-03T00:00:00Z' }),
      ],
    });
    const [number] = await db.ask(march, known);
    // Ten teams. Yes: always, once, learnt. No: gave up, no and silent, two leads. Not answered: silent, half, never all,
    // too late.
    expect(number).toMatchObject({
      value: 0.3,
      lower: null,
      interval: null,
      status: 'ok',
      n: 10,
      numerator: 3,
      parts: { adopted: { rows: 3 }, declined: { rows: 3 }, unanswered: { rows: 4 } },
      caveats: [{ code: 'unanswered', count: 4 }],
    });
    expect(await db.rowsBehind({ metric: 'standards_adoption', range: march.range.days }, known)).toBe(10);
  });

  it('is of what was said by the end of each period; before anybody was asked there is none', async () => {
    const db = await asking({
      fact_survey_response: [
        ...said('a', '1', [1, 1, 1], { answered_at: '2026-02-03T00:00:00Z' }),
        ...said('a', '2', [0, 0, 0]),
        ...said('b', '2', [1, 1, 1]),
      ],
    });
    const months = { ...march, grain: 'month', range: days('2025-12-01', '2026-05-01') } as const;
    const numbers = await db.ask(months, { ...known, span: { first: '2025-12-01' as Day, last: '2026-04-10' as Day } });
    expect(numbers.map(({ numerator, n, value, status }) => [numerator, n, value, status])).toEqual([
      [0, 0, null, 'no_data'],
      [0, 1, 0, 'ok'],
      [1, 1, 1, 'ok'],
      [1, 2, 0.5, 'ok'],
      [1, 2, 0.5, 'ok'],
    ]);
    const teams = await db.ask({ ...march, by: ['team'] }, known);
    expect(teams.map(({ by, value }) => [by['team'], value])).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
  });
});
