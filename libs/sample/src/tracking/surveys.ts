import type { Calendar } from '../calendar.ts';
import { bell, draw } from '../draw.ts';
import { nth, valuesOf } from '../sql.ts';

const firstRecord = 32_000_000_000;
const msPerDay = 86_400_000;

/** Who is asked about the data, how many in a hundred of them answer, and how content they are beside the rest. */
const functions = [
  ['pm', 74, 0.1],
  ['engineering', 52, -0.2],
  ['trust_safety', 88, 0.25],
  ['support', 63, 0],
] as const;
const teams = ['assistant', 'studio', 'care', 'search', 'safety', 'platform', 'growth'];
const questions = valuesOf(
  ['question', 'place', 'starts_at'],
  [
    ['usefulness', 0, 3.9],
    ['clarity', 1, 3.75],
    ['responsiveness', 2, 3.65],
  ],
);
const standards = valuesOf(
  ['question', 'place'],
  [
    ['uses_rubric_template', 0],
    ['uses_dataset_card', 1],
    ['uses_eval_gate', 2],
  ],
);

/** On a scale of five, whole. */
const ofFive = (score: string) => `greatest(1, least(5, round(${score})))`;
const opens = `(select ms from day where d = 91 * wave + 70) + 32400000`;
const ofFunction = (column: 1 | 2) =>
  nth(
    functions.map((each) => each[column]),
    'role',
  );

/**
 * `fact_survey_response`: stakeholders once a quarter, teams' attestations of standards, and what end users say. Who answers
 * does so at one go, mostly soon or when reminded after a week; `sits` numbers that, `takes` is the chance of it.
 */
export function surveySelect(calendar: Calendar): string {
  return `with stakeholder as (
      select 'stakeholders' as survey, wave, question, 'r' || person as respondent, ${nth(
        functions.map(([name]) => name),
        'role',
      )} as f,
        ${nth(teams, `person % ${teams.length}`)} as team, ${opens} as opened, 0 as later, (wave * 64 + person) * 8 + place as k,
        ${ofFive(`starts_at + 0.14 * wave + ${ofFunction(2)} + 0.5 * ${bell('person', 'contentment')} + 0.55 * ${bell('(wave * 64 + person) * 8 + place', 'score')}`)} as score,
        5.0 as scale, ${ofFunction(1)} / 100.0 as takes, wave * 64 + person as sits, place
      from range(4) waves(wave), (select person, [0, 1, 1, 2, 3, 1, 0, 3][1 + person % 8] as role from range(34) persons(person)), ${questions}
    ), attestation as (
      select 'standards', wave, question, 'lead-' || team, 'team_lead', ${nth(teams, 'team')}, ${opens}, 0, 100000 + (wave * 64 + team) * 8 + place,
        case when team <= wave + 1 - place // 2 + case when place = 0 then 1 else 0 end then 1.0 else 0.0 end, 1.0, 0.86, 10000 + wave * 64 + team, place
      from range(4) waves(wave), range(${teams.length}) t(team), ${standards}
    ), user_said as (
      select 'csat', wave, 'csat', 'u' || (wave * 1024 + person), 'end_user', null, ${opens}, ${18 * msPerDay} * ${draw('wave * 1024 + person', 'asked')},
        200000 + wave * 1024 + person, ${ofFive(`4.1 + 0.05 * wave + 0.9 * ${bell('wave * 1024 + person', 'csat score')} - case when ${draw('wave * 1024 + person', 'angry')} < 0.09 then 2 else 0 end`)}, 5.0, 0.29, 20000 + wave * 1024 + person, 0
      from range(4) waves(wave), range(360) persons(person)
    ), asked as (
      select *, cast(opened + later as bigint) as invited, case when ${draw('sits', 'answers')} < takes and ${draw('k', 'leaves out')} > 0.03 * place
          then cast(opened + later + ${msPerDay} * (case when ${draw('sits', 'reminded')} < 0.3 then 7 else 0 end + 0.02 + 2.6 * pow(${draw('sits', 'answers when')}, 3))
            + place * (9000 + 40000 * ${draw('k', 'ponders')}) as bigint) end as said
      from (select * from stakeholder union all select * from attestation union all select * from user_said)
    )
    select ${firstRecord} + k as _record, 'q' || k as response_id, survey as survey_id,
      strftime(make_timestamptz(opened * 1000), '%Y') || 'Q' || quarter(make_timestamptz(opened * 1000)) as wave, question as question_code,
      'sample:respondent:' || respondent as respondent_id, f as respondent_function, team as team_id,
      make_timestamptz(invited * 1000) as invited_at, make_timestamptz(said * 1000) as answered_at, case when said is not null then score end as score_num,
      scale as scale_max
    from (select * replace (case when said < ${calendar.end} then said end as said) from asked)`;
}
