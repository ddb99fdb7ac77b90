import fc from 'fast-check';
import { factRows, instant, later, orNull, some } from './values.ts';

const questions = ['uses_rubric_template', 'uses_dataset_card', 'uses_eval_gate'] as const;
const functions = ['pm', 'engineering', 'support', null] as const;

/** When the waves were sent out; that of one team comes a little later. */
const waves = [
  ['2025Q4', '2025-11-20T09:00:00Z'],
  ['2026Q1', '2026-01-14T23:30:00Z'],
  ['2026Q1b', '2026-03-01T09:00:00Z'],
] as const;

const attested = fc.record({
  wave: fc.nat(waves.length - 1),
  team_id: orNull(some('research', 'quality', 'care', 'studio', 'growth'), 4),
  question_code: some(...questions, ...questions, ...questions, 'usefulness'),
  score_num: orNull(some(1, 1, 1, 1, 1, 0), 2),
  hours: orNull(fc.integer({ min: 1, max: 700 }), 8),
  asked_at: orNull(instant(), 95),
});

/** What teams say of the standards, wave by wave, and some have never been asked all. */
const attestations = factRows(
  'fact_survey_response',
  { made: attested, most: 160 },
  ({ wave, hours, asked_at, ...each }, index) => {
    const [name, sent] = waves[wave] ?? waves[0];
    const invited_at = asked_at ?? (each.team_id === 'growth' ? later(sent, 30) : sent);
    return {
      ...each,
      invited_at,
      answered_at: hours === null ? null : later(invited_at, hours),
      wave: name,
      survey_id: 'standards',
      scale_max: 1,
      response_id: `said-${index}`,
      respondent_id: `lead of ${each.team_id ?? 'nobody'}`,
    };
  },
);

const asked = fc.record({
  person: orNull(fc.nat(17), 3),
  question_code: some('usefulness', 'clarity', 'responsiveness', 'csat'),
  score_num: orNull(some(1, 2, 3, 4, 4, 5), 5),
  scale_max: orNull(some(5, 5, 5, 10, 0), 4),
  hours: orNull(fc.integer({ min: 1, max: 300 }), 25),
  invited_at: instant(),
});

/** What people were asked, some of no team; what nobody answered has no score. */
const opinions = factRows('fact_survey_response', { made: asked, most: 300 }, ({ person, hours, ...each }, index) => ({
  ...each,
  answered_at: hours === null ? null : later(each.invited_at, hours),
  score_num: hours === null ? null : each.score_num,
  survey_id: 'stakeholders',
  wave: '2026Q1',
  respondent_function: person === null ? null : (functions[person % 4] ?? null),
  team_id: person === null || person % 7 === 6 ? null : `team ${person % 7}`,
  response_id: `opinion-${index}`,
  respondent_id: person === null ? null : `r${person}`,
}));

export const surveyResponses = fc.tuple(attestations, opinions).map((all) => all.flat());
