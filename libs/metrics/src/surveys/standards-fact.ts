import type { Fact, RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { endsQuery } from '../at-ends/ends.ts';
import { word } from '../dialect.ts';
import { dimensionColumns, standsForItself } from '../fact.ts';
import { Field } from '../field.ts';
import { within } from '../plan/bounds.ts';
import { oldest } from '../plan/span.ts';
import { startOfDay } from '../time/zone.ts';

/** What a team attests: all of it, or the standards are not its own. */
const standards = ['uses_rubric_template', 'uses_dataset_card', 'uses_eval_gate'] as const;

const dimensions = { team: { expression: sql.ref('t.team_id') } } as const satisfies Fact['dimensions'];
const named = { dimensions, joins: {} };
const isAsked = sql`s.question_code in (${sql.join(standards.map(word))}) and s.team_id is not null
      and coalesce(s.is_test, false) = false and s.voided_at is null`;

/** One team with its latest attestation, as definitions see it. */
export const standardsView = {
  id: new Field('team_id'),
  said: new Field<'yes' | 'no' | 'unanswered'>('said'),
} as const;

/** One row a team: a no is a no, whoever said it; all three are wanted for a yes. */
function teamRows({ functions: f, dimensions: asked }: RelationScope) {
  return sql`
    select t.looked_at, t.team_id, t.wave, t.invited_at, t.yes_count, t.no_count,
      case when t.no_count > 0 then 'no' when t.yes_count = ${sql.lit(standards.length)} then 'yes' else 'unanswered' end as said,
      t.team_id as cluster_key, ${f.cast(sql`1`, 'flt')} as weight${dimensionColumns(named, asked)}
    from attested t`;
}

function relation(scope: RelationScope): readonly NamedQuery[] {
  const { tables, functions: f, ends } = scope;
  const last = ends.at(-1);
  const bounds = last ? within('s.invited_at', { from: startOfDay(oldest, 'UTC'), to: last.at }) : sql`1 = 0`;
  return [
    ['ends', endsQuery(ends, { functions: f, lately: 0 })],
    [
      'asked',
      sql`
    select e.looked_at, s.team_id, s.wave, ${f.concat(sql`coalesce(s.survey_id, '')`, sql`' '`, sql`coalesce(s.wave, '')`)} as attestation, s.question_code, s.invited_at,
      case when s.answered_at < e.looked_at then s.score_num end as score,
      max(s.invited_at) over (partition by e.looked_at, s.team_id) as last_invited_at
    from ends e
    join ${tables('fact_survey_response')} s on s.invited_at < e.looked_at
    where ${bounds} and ${isAsked}`,
    ],
    [
      'latest',
      sql`
    select a.looked_at, a.team_id, max(a.attestation) as attestation, max(a.last_invited_at) as invited_at
    from asked a
    where a.invited_at = a.last_invited_at
    group by a.looked_at, a.team_id`,
    ],
    [
      'attested',
      sql`
    select a.looked_at, a.team_id, max(a.wave) as wave, l.invited_at,
      count(distinct case when a.score > 0 then a.question_code end) as yes_count, count(case when a.score <= 0 then 1 end) as no_count
    from asked a
    join latest l on l.looked_at = a.looked_at and l.team_id = a.team_id and l.attestation = a.attestation
    group by a.looked_at, a.team_id, l.invited_at`,
    ],
    ['fact_row', teamRows(scope)],
  ];
}

/** Teams that were ever asked whether they keep the standards, with what they said last, at instants. */
export const standardsFact = {
  table: 'fact_survey_response',
  reads: ['fact_survey_response'],
  view: standardsView,
  times: { looked_at: { type: 'ts', dates: [] } },
  ...named,
  ...standsForItself,
  key: 'team_id',
  shown: [
    { name: 'team_id', title: 'Team', type: 'str' },
    { name: 'wave', title: 'Asked in', type: 'str' },
    { name: 'invited_at', title: 'Asked at', type: 'ts' },
    { name: 'said', title: 'Keeps all', type: 'str' },
    { name: 'yes_count', title: 'Yes', type: 'int' },
    { name: 'no_count', title: 'No', type: 'int' },
  ],
  relation,
  bare: (scope) => sql`
    select 1 as one${scope.dimensions.includes('team') ? sql`, s.team_id as dim_team` : sql``}
    from ${scope.tables('fact_survey_response')} s
    where ${within('s.invited_at', scope.bounds)} and ${isAsked}`,
} as const satisfies Fact;
