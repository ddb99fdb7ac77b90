import type { Fact, RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { dimensionColumns, standsForItself } from '../fact.ts';
import { Field } from '../field.ts';
import { within } from '../plan/bounds.ts';

const dimensions = {
  question: { expression: sql.ref('s.question_code') },
  team: { expression: sql.ref('s.team_id') },
  respondent_function: { expression: sql.ref('s.respondent_function') },
} as const satisfies Fact['dimensions'];

const named = { dimensions, joins: {} };
const current = sql`coalesce(s.is_test, false) = false and s.voided_at is null`;

/** One question to one person, as definitions see it. */
export const surveyView = {
  question: new Field<'usefulness' | 'clarity' | 'responsiveness' | 'csat'>('question_code'),
  answeredAt: new Field('answered_at'),
  scoreOfFive: new Field('score_of_five'),
} as const;

function relation({ tables, bounds, dimensions: asked, functions: f }: RelationScope): readonly NamedQuery[] {
  return [
    [
      'fact_row',
      sql`
    select s.response_id, s.wave, s.question_code, s.respondent_function, s.invited_at, s.answered_at,
      5 * ${f.cast(sql`s.score_num`, 'flt')} / nullif(${f.cast(sql`s.scale_max`, 'flt')}, 0) as score_of_five,
      coalesce(s.respondent_id, s.response_id) as person_key, coalesce(s.team_id, s.respondent_id, s.response_id) as team_key,
      case when s.team_id is null then 0 else 1 end as is_team,
      s.response_id as cluster_key, ${f.cast(sql`1`, 'flt')} as weight${dimensionColumns(named, asked)}
    from ${tables('fact_survey_response')} s
    where ${within('s.invited_at', bounds)} and ${current}`,
    ],
  ];
}

/** Questions of surveys to people; what a single one answered is not shown. */
export const surveyFact = {
  table: 'fact_survey_response',
  reads: ['fact_survey_response'],
  view: surveyView,
  times: { invited_at: { type: 'ts', dates: ['invited_at'] } },
  ...named,
  ...standsForItself,
  key: 'response_id',
  shown: [
    { name: 'response_id', title: 'Response', type: 'str' },
    { name: 'wave', title: 'Asked in', type: 'str' },
    { name: 'question_code', title: 'Question', type: 'str' },
    { name: 'respondent_function', title: 'Function', type: 'str' },
    { name: 'answered_at', title: 'Answered', type: 'ts' },
  ],
  relation,
  bare: (scope) => sql`
    select 1 as one${dimensionColumns(named, scope.dimensions)}
    from ${scope.tables('fact_survey_response')} s
    where ${within('s.invited_at', scope.bounds)} and ${current}`,
} as const satisfies Fact;
