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
let next = 0;
/** One question to one person of one team; null is no answer. */
const asked = (person: string, team: string | null, score: number | null, row: Response = {}): Response => ({
  response_id: `q${(next += 1)}`,
  survey_id: 'stakeholders',
  wave: '2026Q1',
  question_code: 'usefulness',
  respondent_id: person,
  respondent_function: 'pm',
  team_id: team,
  invited_at: '2026-03-10T09:00:00Z',
  answered_at: score === null ? null : '2026-03-12T09:00:00Z',
  score_num: score,
  scale_max: 5,
  ...row,
});
const days = (from: string, to: string) => ({ kind: 'days', days: { from: from as Day, to: to as Day } }) as const;
const march = { metrics: ['stakeholder_satisfaction'], range: days('2026-03-01', '2026-04-01') };
const about = (value: number): number => expect.closeTo(value, 6) as number;
/** So many people of one team, each with one answer. */
const people = (team: string, scores: readonly number[]): readonly Response[] =>
  scores.map((score, index) => asked(`${team} ${index}`, team, score));

describe('stakeholder_satisfaction', () => {
  it('is the mean on a scale to five with the t interval of one sample, where teams are few', async () => {
    const db = await asking({
      fact_survey_response: [
        // 10 people of two teams: 3, 4, 4, 5, 4 and 5, 4, 3, 5, 4, one on a scale to ten.
        ...people('studio', [3, 4, 4, 5]),
        asked('ten', 'studio', 8, { scale_max: 10 }),
        ...people('care', [5, 4, 3, 5, 4]),
        asked('silent', 'care', null),
        asked('no score', 'care', null, { answered_at: '2026-03-12T09:00:00Z' }),
        asked('no scale', 'care', 4, { scale_max: 0 }),
        // Of other surveys, of a try, of another month.
        asked('user', null, 1, { question_code: 'csat' }),
        asked('lead', 'care', 1, { question_code: 'uses_eval_gate', scale_max: 1 }),
        asked('sandbox', 'care', 1, { is_test: true }),
        asked('earlier', 'care', 1, { invited_at: '2026-02-27T09:00:00Z' }),
      ],
    });
    const [number] = await db.ask(march);
    // 41 of 10: 4.1. Squares of what is off: 1.21 + .01 + .01 + .81 + .01 + .81 + .01 + 1.21 + .81 + .01 = 4.9, so
    // sd = sqrt(4.9 / 9) = 0.737865, se = 0.233333; t with 9 degrees of freedom 2.262157: half 0.527837.
    expect(number).toMatchObject({
      value: about(4.1),
      lower: about(4.1 - 0.5278367),
      upper: about(4.1 + 0.5278367),
      interval: 'paired_means',
      status: 'ok',
      n: 10,
      denominator: 10,
      // 12 of 13 answered.
      parts: { response_rate: { rows: 12, value: about(12 / 13) } },
      caveats: [
        { code: 'not_answered', count: 1 },
        { code: 'unknown_score', count: 2 },
      ],
    });
    expect(await db.rowsBehind({ metric: 'stakeholder_satisfaction', range: march.range.days })).toBe(10);
  });

  it('has the spread between teams from five on: what their people agree in is one thing', async () => {
    const db = await asking({
      fact_survey_response: ['a', 'b', 'c', 'd', 'e'].flatMap((team, index) =>
        people(
          team,
          [
            [5, 5],
            [4, 4],
            [3, 3],
            [5, 5],
            [3, 3],
          ][index] ?? [],
        ),
      ),
    });
    // Ten answers, mean 4. Of teams: sums 10, 8, 6, 10, 6 of 2 each; off by 2, 0, -2, 2, -2; sum of squares 16,
    // se = sqrt(16 / (5 x 4)) / 2 = 0.447214; t with 4 degrees of freedom 2.776445: half 1.241664. Ten people as ten
    // samples would say 0.674.
    expect(await db.ask(march)).toMatchObject([
      { value: 4, lower: about(4 - 1.2416638), upper: about(4 + 1.2416638), n: 10 },
    ]);
  });

  it('takes several answers of one person for those of one', async () => {
    const questions = ['usefulness', 'clarity', 'responsiveness'] as const;
    const db = await asking({
      fact_survey_response: [5, 4, 3, 5, 3].flatMap((score, index) =>
        questions.map((question_code) => asked(`p${index}`, 'studio', score, { question_code })),
      ),
    });
    // As five people: off by 1, 0, -1, 1, -1: se = sqrt(4 / 4 / 5) = 0.447214, half 1.241664.
    expect(await db.ask(march)).toMatchObject([
      { value: 4, lower: about(4 - 1.2416638), upper: about(4 + 1.2416638), n: 15 },
    ]);
    const questionsOnly = await db.ask({ ...march, by: ['question'] });
    expect(questionsOnly.map(({ by, n, status }) => [by['question'], n, status]).sort()).toEqual([
      ['clarity', 5, 'low_n'],
      ['responsiveness', 5, 'low_n'],
      ['usefulness', 5, 'low_n'],
    ]);
  });

  it('tells nothing of fewer than five people, nor of fewer than eight answers', async () => {
    const four = [1, 2, 3, 4].flatMap((person) => [1, 2, 3].map(() => asked(`p${person}`, 'studio', 5)));
    const db = await asking({ fact_survey_response: [...four, ...people('care', [5, 5, 5, 5, 5, 5, 5])] });
    const teams = await db.ask({ ...march, by: ['team'] });
    const hidden = { value: null, lower: null, upper: null, numerator: 0, status: 'low_n' };
    expect(teams.find(({ by }) => by['team'] === 'studio')).toMatchObject({
      ...hidden,
      n: 12,
      caveats: [{ code: 'few_answering', count: null }],
    });
    expect(teams.find(({ by }) => by['team'] === 'care')).toMatchObject({ ...hidden, n: 7, caveats: [] });
    expect(await db.ask(march)).toMatchObject([{ value: 5, n: 19, status: 'ok', lower: 5, upper: 5 }]);
  });

  it('counts people once, for however many teams they answer', async () => {
    const db = await asking({
      fact_survey_response: [1, 2, 3, 4].flatMap((person) =>
        ['growth', 'search'].map((team) => asked(`p${person}`, team, 4)),
      ),
    });
    expect(await db.ask(march)).toMatchObject([{ value: null, n: 8, caveats: [{ code: 'few_answering' }] }]);
  });

  it('says when fewer than 40 % of what was asked was answered, and of nothing answered that there is none', async () => {
    const silent = (count: number) =>
      Array.from({ length: count }, (_, index) => asked(`silent ${index}`, 'care', null));
    const db = await asking({ fact_survey_response: [...people('studio', [5, 4, 5, 4, 5, 4, 5, 4]), ...silent(13)] });
    const [number] = await db.ask(march);
    // 8 of 21.
    expect(number).toMatchObject({ value: 4.5, parts: { response_rate: { value: about(8 / 21) } } });
    expect(number?.caveats).toContainEqual({ code: 'low_response', count: null });
    const enough = await db.ask({ ...march, by: ['team'] });
    expect(enough.find(({ by }) => by['team'] === 'studio')?.caveats).toEqual([]);
    expect(enough.find(({ by }) => by['team'] === 'care')).toMatchObject({
      value: null,
      status: 'no_data',
      n: 0,
      caveats: [{ code: 'not_answered', count: 13 }],
    });
  });
});
