import type { RawBuilder } from 'kysely';
import type { Fact, RelationScope } from '../fact.ts';
import type { Criterion } from '../output/criteria.ts';
import type { InstantBounds } from '../plan/bounds.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { and, or, word } from '../dialect.ts';
import { dimensionColumns, standsForItself } from '../fact.ts';
import { Field } from '../field.ts';
import { criteria } from '../output/criteria.ts';
import { judgesColumn, judgesOfOutputs } from '../output/judges.ts';
import { resolution, votes } from '../output/verdict.ts';
import { within } from '../plan/bounds.ts';
import { list } from '../plan/select-list.ts';

/** Days before and after a release candidate in which answers are of its evaluation. */
const apartDays = 30;

/** Over the aliases k (candidates) and c (dim_test_case). */
const dimensions = {
  model_version: { expression: sql.ref('k.model_version_id') },
  release: { expression: sql.ref('k.release_id') },
  workflow: { expression: sql.ref('c.workflow_id') },
  locale: { expression: sql.ref('c.locale') },
  suite: { expression: sql.ref('c.suite_id') },
  case_kind: { expression: sql.ref('c.case_kind') },
  risk_tier: { expression: sql.ref('c.risk_tier') },
} as const satisfies Fact['dimensions'];

const named = { dimensions, joins: {} };
const inForce = (alias: string): RawBuilder<boolean> =>
  sql`coalesce(${sql.ref(`${alias}.is_test`)}, false) = false and ${sql.ref(`${alias}.voided_at`)} is null`;

/** One case of the evaluation of a release candidate, as definitions see it. */
export const iterationView = {
  contamination: new Field<'clean' | 'suspect' | 'contaminated'>('contamination'),
  isRetired: new Field('is_retired'),
  /** True where the candidate and what it is compared with both answered the case. */
  isAnswered: new Field('is_answered'),
  /** True where both were judged, but by different judges. */
  isJudgedOtherwise: new Field('is_judged_otherwise'),
  /** Share of the candidate's answers that nothing is wrong with, and of the baseline's; null where not both were judged. */
  current: new Field('current_pass'),
  compared: new Field('compared_pass'),
} as const;

const apart = (instant: string, days: number): string =>
  new Date(Date.parse(instant) + days * 86_400_000).toISOString();

/** What answers of candidates of some days may have been produced between. */
const around = ({ from, to }: InstantBounds): InstantBounds => ({
  from: apart(from, -apartDays),
  to: apart(to, apartDays),
});

const rank = (criterion: Criterion): string => `rank_${criterion}`;
const ref = (name: string, criterion: Criterion): RawBuilder<unknown> => sql.ref(`${name}_${criterion}`);
const each = (column: (criterion: Criterion) => RawBuilder<unknown>): RawBuilder<unknown> => list(criteria.map(column));

/** Candidates of the days asked for, each until it ships, and both sides of its evaluation. */
function candidates({ tables, functions: f, bounds }: RelationScope): readonly NamedQuery[] {
  const end = sql`${f.addDays(sql`m.rc_at`, apartDays)}`;
  return [
    [
      'candidate',
      sql`
    select m.model_version_id, m.baseline_model_version_id, m.release_id, m.rc_at,
      case when m.released_at < ${end} then m.released_at else ${end} end as until
    from ${tables('dim_model_version')} m
    where ${within('m.rc_at', bounds)} and m.baseline_model_version_id is not null and ${inForce('m')}`,
    ],
    [
      'side',
      sql`
    select model_version_id as candidate, model_version_id as model, 1 as is_candidate, rc_at, until from candidate
    union all
    select model_version_id, baseline_model_version_id, 0, rc_at, until from candidate`,
    ],
  ];
}

/** What each side answered, with its newest run over each case. */
function answers({ tables, functions: f, bounds }: RelationScope): NamedQuery {
  return [
    'answer',
    sql`
    select s.candidate, s.is_candidate, o.output_id, o.case_version_id, o.status, coalesce(o.run_id, '') as run,
      first_value(coalesce(o.run_id, '')) over (partition by s.candidate, s.is_candidate, o.case_version_id order by o.produced_at desc, o.output_id) as newest_run
    from ${tables('fact_output')} o
    join side s on s.model = o.model_version_id and o.produced_at >= ${f.addDays(sql`s.rc_at`, -apartDays)} and o.produced_at < s.until
    where ${within('o.produced_at', around(bounds))} and o.environment = 'eval' and o.case_version_id is not null and ${inForce('o')}`,
  ];
}

/** The newest answers, with what was found wrong with them and by which judges. */
function judgedAnswers({ tables, functions: f }: RelationScope): readonly NamedQuery[] {
  const found = criteria.map(
    (criterion) =>
      sql`max(case when criterion = ${word(criterion)} then case when defect = 1 then 2 when defect = 0 then 0 else 1 end end) as ${sql.ref(rank(criterion))}`,
  );
  return [
    ['judge', judgesOfOutputs({ tables, functions: f })],
    ['found', sql`\n    select output_id, ${list(found)}\n    from resolved group by output_id`],
    [
      'newest',
      sql`
    select a.*, ${each((criterion) => sql`case when a.status = 'ok' then f.${sql.ref(rank(criterion))} end as ${sql.ref(rank(criterion))}`)},
      ${each((criterion) => sql`j.${sql.ref(judgesColumn(criterion))}`)}
    from answer a
    left join found f on f.output_id = a.output_id
    left join judge j on j.output_id = a.output_id
    where a.run = a.newest_run`,
    ],
  ];
}

/** Of each case what both sides were judged for, by judges that do not differ: only that is compared. */
function pairs(): readonly NamedQuery[] {
  const has = (criterion: Criterion) =>
    sql`max(case when ${ref('rank', criterion)} <> 1 then 1 else 0 end) as ${ref('has', criterion)}`;
  const judges = (criterion: Criterion) => {
    const of = sql.ref(judgesColumn(criterion));
    return sql`min(${of}) as ${ref('first', criterion)}, max(${of}) as ${ref('last', criterion)}`;
  };
  const of = (alias: string, name: string, criterion: Criterion) => sql.ref(`${alias}.${name}_${criterion}`);
  const both = (criterion: Criterion) => sql`${of('c', 'has', criterion)} = 1 and ${of('b', 'has', criterion)} = 1`;
  const differ = (criterion: Criterion) =>
    and(
      sql`${of('c', 'first', criterion)} is not null and ${of('b', 'first', criterion)} is not null`,
      sql`(${of('c', 'first', criterion)} <> ${of('b', 'first', criterion)} or ${of('c', 'last', criterion)} <> ${of('b', 'last', criterion)})`,
    );
  return [
    [
      'side_case',
      sql`
    select candidate, is_candidate, case_version_id, ${each(has)},
      ${each(judges)}
    from newest group by candidate, is_candidate, case_version_id`,
    ],
    [
      'pair',
      sql`
    select coalesce(c.candidate, b.candidate) as candidate, coalesce(c.case_version_id, b.case_version_id) as case_version_id,
      c.candidate is not null and b.candidate is not null as is_answered,
      ${each((criterion) => sql`case when ${both(criterion)} and not ${differ(criterion)} then 1 else 0 end as ${ref('told', criterion)}`)},
      ${or(...criteria.map((criterion) => and(sql`${both(criterion)}`, differ(criterion))))} as differs
    from (select * from side_case where is_candidate = 1) c
    full outer join (select * from side_case where is_candidate = 0) b
      on b.candidate = c.candidate and b.case_version_id = c.case_version_id`,
    ],
  ];
}

/** Share of each side's answers to a case that nothing is wrong with. */
function passes({ functions: f }: RelationScope): NamedQuery {
  const told = (rankIs: RawBuilder<unknown>) =>
    or(
      ...criteria.map((criterion) =>
        and(sql`p.${ref('told', criterion)} = 1`, sql`n.${ref('rank', criterion)} ${rankIs}`),
      ),
    );
  const pass = sql`case when ${told(sql`= 2`)} then 0 when ${told(sql`= 0`)} then 1 end`;
  const mean = (side: number) =>
    sql`avg(${f.cast(sql`case when is_candidate = ${sql.lit(side)} then pass end`, 'flt')})`;
  const count = (side: number) => f.countIf(sql`is_candidate = ${sql.lit(side)} and pass is not null`);
  return [
    'passed',
    sql`
    select candidate, case_version_id, ${mean(1)} as current_pass, ${mean(0)} as compared_pass,
      ${count(1)} > 1 or ${count(0)} > 1 as is_repeated
    from (
      select n.candidate, n.case_version_id, n.is_candidate, ${pass} as pass
      from newest n join pair p on p.candidate = n.candidate and p.case_version_id = n.case_version_id
    ) scored
    group by candidate, case_version_id`,
  ];
}

function relation(scope: RelationScope): readonly NamedQuery[] {
  const { tables, functions: f, graders, dimensions: asked } = scope;
  const outputs = sql`select output_id from answer where run = newest_run`;
  return [
    ...candidates(scope),
    answers(scope),
    ...votes({ tables, functions: f, bounds: around(scope.bounds), outputs }, graders),
    ...resolution(scope, graders),
    ...judgedAnswers(scope),
    ...pairs(),
    passes(scope),
    [
      'fact_row',
      sql`
    select ${f.concat(sql`k.model_version_id`, word('/'), sql`p.case_version_id`)} as pair_id, k.model_version_id, k.rc_at,
      p.case_version_id, c.workflow_id, c.contamination, p.is_answered, s.current_pass, s.compared_pass, s.is_repeated,
      coalesce(c.retired_at <= k.rc_at, false) as is_retired,
      p.differs and s.current_pass is null as is_judged_otherwise,
      coalesce(c.cluster_id, c.case_id, p.case_version_id) as cluster_key, ${f.cast(sql`1`, 'flt')} as weight${dimensionColumns(named, asked)}
    from pair p
    join candidate k on k.model_version_id = p.candidate
    left join ${tables('dim_test_case')} c on c.case_version_id = p.case_version_id and c.voided_at is null
    left join passed s on s.candidate = p.candidate and s.case_version_id = p.case_version_id`,
    ],
  ];
}

/** Cases of the evaluation of each release candidate, beside the answers of what it is compared with. */
export const iterationFact = {
  table: 'fact_output',
  reads: ['fact_output', 'fact_grade', 'dim_test_case', 'dim_model_version', 'dim_annotator'],
  view: iterationView,
  times: { rc_at: { type: 'ts', dates: ['produced_at'] } },
  ...named,
  ...standsForItself,
  isGraded: true,
  key: 'pair_id',
  shown: [
    { name: 'case_version_id', title: 'Case', type: 'str' },
    { name: 'model_version_id', title: 'Candidate', type: 'str', dimension: 'model_version' },
    { name: 'workflow_id', title: 'Workflow', type: 'str', dimension: 'workflow' },
    { name: 'current_pass', title: 'Right', type: 'flt' },
    { name: 'compared_pass', title: 'Right before', type: 'flt' },
  ],
  relation,
  bare: (scope) => sql`
    select 1 as one${dimensionColumns(named, scope.dimensions)}
    from ${scope.tables('fact_output')} o
    join ${scope.tables('dim_model_version')} k on k.model_version_id = o.model_version_id and k.baseline_model_version_id is not null and k.voided_at is null
    join ${scope.tables('dim_test_case')} c on c.case_version_id = o.case_version_id and c.voided_at is null
    where ${within('o.produced_at', scope.bounds)} and o.environment = 'eval' and ${inForce('o')}`,
} as const satisfies Fact;
