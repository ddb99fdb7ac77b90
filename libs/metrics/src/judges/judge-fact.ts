import type { RawBuilder } from 'kysely';
import type { Fact, RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { word } from '../dialect.ts';
import { dimensionColumns, joinsFor, standsForItself } from '../fact.ts';
import { Field } from '../field.ts';
import { criteria } from '../output/criteria.ts';
import { outputCut } from '../output/fact.ts';
import { gradesInForce } from '../output/told-grades.ts';
import { byMajority, resolution, votes } from '../output/verdict.ts';
import { within } from '../plan/bounds.ts';

/** Over the aliases o, c and the joins of outputs, j (what a judge said) and a (who the judge was when it said so). */
const dimensions = {
  criterion: { expression: sql.ref('j.criterion') },
  judge: { expression: sql.ref('j.grader_id') },
  judge_kind: { expression: sql.ref('j.grader_kind') },
  judge_version: { expression: sql.ref('a.model_version_id'), join: 'judge' },
  ...outputCut.dimensions,
} as const satisfies Fact['dimensions'];

const joins = {
  ...outputCut.joins,
  judge: {
    table: 'dim_annotator',
    sql: (tables) => sql`left join ${tables('dim_annotator')} a on a.annotator_id = j.grader_id and a.voided_at is null
      and a.valid_from <= j.voted_at and (a.valid_to is null or j.voted_at < a.valid_to)`,
  },
} as const satisfies Fact['joins'];

const named = { dimensions, joins };

/** What one automatic grader said of one output by one criterion, where people said something of it, too. */
export const judgeView = {
  /** Resolved verdict of people: whether there is what the grader looks for. */
  truth: new Field<'yes' | 'no' | 'disputed'>('truth'),
  /** The grader's word; null where it abstained. */
  said: new Field<'yes' | 'no'>('said'),
} as const;

const yesOrNo = (column: string): RawBuilder<unknown> =>
  sql`case ${sql.ref(column)} when 1 then 'yes' when 0 then 'no' end`;

/** All that automatic graders wrote, a row each; one without an opinion has neither word nor level. */
function judged({ tables, bounds }: Pick<RelationScope, 'tables' | 'bounds'>): RawBuilder<unknown> {
  return sql`
    select g.output_id, g.criterion, g.grader_id, g.grader_kind, max(g.graded_at) as voted_at,
      max(case when g.is_defect then 1 when not g.is_defect then 0 end) as bad,
      max(case when g.is_defect is not null then case g.refusal_level when 'full' then 2 when 'partial' then 1 when 'none' then 0 end end) as level
    from ${tables('fact_grade')} g
    where g.is_latest and ${gradesInForce} and g.grader_kind <> 'human'
      and g.criterion in (${sql.join(criteria.map(word))}) and ${within('g.produced_at', bounds)}
    group by g.output_id, g.criterion, g.grader_id, g.grader_kind`;
}

/** Whether an answer refuses in full is a question of its own, which needs levels: what is wrong with one is another. */
const sideBySide: RawBuilder<unknown> = sql`
    select j.output_id, j.criterion, j.grader_id, j.grader_kind, j.voted_at,
      coalesce(${yesOrNo('r.defect')}, 'disputed') as truth, ${yesOrNo('j.bad')} as said
    from judged j
    join resolved r on r.output_id = j.output_id and r.criterion = j.criterion
    union all
    select j.output_id, 'full_refusal', j.grader_id, j.grader_kind, j.voted_at,
      case when r.level = 2 then 'yes' when r.level is not null then 'no' else 'disputed' end,
      case when j.level = 2 then 'yes' when j.level is not null then 'no' end
    from judged j
    join resolved r on r.output_id = j.output_id and r.criterion = j.criterion
    where j.criterion = 'refusal' and r.levels > 0 and (j.level is not null or j.bad is null)`;

function relation(scope: RelationScope): readonly NamedQuery[] {
  const { tables, functions: f } = scope;
  return [
    // The labels in force: what a judge is held against is the best that is known by now.
    ...votes(scope, byMajority),
    ...resolution(scope, byMajority),
    ['judged', judged(scope)],
    ['side_by_side', sideBySide],
    [
      'fact_row',
      sql`
    select ${f.concat(sql`j.output_id`, word('/'), sql`j.criterion`, word('/'), sql`j.grader_id`)} as verdict_id,
      j.output_id, o.produced_at, o.model_version_id, o.workflow_id, j.criterion, j.grader_id, j.truth, j.said,
      coalesce(c.cluster_id, c.case_id, o.case_version_id, o.session_key, o.output_id) as cluster_key,
      coalesce(${f.cast(sql`1`, 'flt')} / ${f.cast(sql`o.sampling_prob`, 'flt')}, 1) as weight${dimensionColumns(named, scope.dimensions)}
    from side_by_side j
    join ${tables('fact_output')} o on o.output_id = j.output_id
    ${joinsFor(named, scope, ['case'])}
    where ${within('o.produced_at', scope.bounds)} and coalesce(o.is_test, false) = false and o.voided_at is null`,
    ],
  ];
}

/** Verdicts of automatic graders on outputs that people graded by the same criterion; criteria are never pooled. */
export const judgeFact = {
  table: 'fact_output',
  reads: ['fact_output', 'fact_grade', 'dim_test_case'],
  view: judgeView,
  times: { produced_at: { type: 'ts', dates: ['produced_at'] } },
  ...named,
  ...standsForItself,
  guard: 'criterion',
  key: 'verdict_id',
  shown: [
    { name: 'output_id', title: 'Output', type: 'str' },
    { name: 'criterion', title: 'Criterion', type: 'str' },
    { name: 'grader_id', title: 'Judge', type: 'str' },
    { name: 'truth', title: 'People say', type: 'str' },
    { name: 'said', title: 'The judge says', type: 'str' },
    { name: 'model_version_id', title: 'Model version', type: 'str', dimension: 'model_version' },
    { name: 'workflow_id', title: 'Workflow', type: 'str', dimension: 'workflow' },
    { name: 'weight', title: 'Weight', type: 'flt' },
  ],
  relation,
  bare: (scope) => sql`
    select 1 as one${dimensionColumns(named, scope.dimensions)}
    from (${judged(scope)}
      union all
      select g.output_id, 'full_refusal', g.grader_id, g.grader_kind, max(g.graded_at), null, null
      from ${scope.tables('fact_grade')} g
      where g.is_latest and ${gradesInForce} and g.grader_kind <> 'human' and g.criterion = 'refusal' and g.refusal_level is not null
        and ${within('g.produced_at', scope.bounds)}
      group by g.output_id, g.grader_id, g.grader_kind) j
    join ${scope.tables('fact_output')} o on o.output_id = j.output_id
    ${joinsFor(named, scope)}
    where ${within('o.produced_at', scope.bounds)} and coalesce(o.is_test, false) = false and o.voided_at is null`,
} as const satisfies Fact;
