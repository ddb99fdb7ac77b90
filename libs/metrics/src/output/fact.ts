import type { RawBuilder } from 'kysely';
import type { Fact, RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { dimensionColumns, joinsFor } from '../fact.ts';
import { localDay } from '../time/local-day.ts';
import { within } from '../plan/bounds.ts';
import { judgesOfOutputs } from './judges.ts';
import { modeLabels } from './mode-labels.ts';
import { resolution, verdict, votes } from './verdict.ts';
import { outputView } from './view.ts';

/** Over the aliases o (fact_output), c (dim_test_case) and the joins named. */
const ofOutputs = {
  environment: { expression: sql.ref('o.environment') },
  model_version: { expression: sql.ref('o.model_version_id') },
  release: { expression: sql.ref('mv.release_id'), join: 'model' },
  workflow: { expression: sql.ref('o.workflow_id') },
  criticality: {
    expression: sql`case when wf.is_critical = 1 then 'critical' else 'other' end`,
    join: 'workflow',
  },
  risk_tier: { expression: sql.ref('c.risk_tier'), join: 'case' },
  locale: { expression: sql.ref('o.locale') },
  suite: { expression: sql.ref('c.suite_id'), join: 'case' },
  case_kind: { expression: sql.ref('c.case_kind'), join: 'case' },
} as const satisfies Fact['dimensions'];

const dimensions = {
  ...ofOutputs,
  failure_mode: { expression: sql.ref('ml.mode'), join: 'mode', isMultiple: true },
} as const satisfies Fact['dimensions'];

const joins = {
  case: {
    table: 'dim_test_case',
    sql: (tables) =>
      sql`left join ${tables('dim_test_case')} c on c.case_version_id = o.case_version_id and c.voided_at is null`,
  },
  mode: { table: 'dim_taxonomy_node', sql: () => sql`left join mode_label ml on ml.output_id = o.output_id` },
  model: {
    table: 'dim_model_version',
    sql: (tables) => sql`left join (
      select model_version_id, max(release_id) as release_id from ${tables('dim_model_version')} m where voided_at is null group by model_version_id
    ) mv on mv.model_version_id = o.model_version_id`,
  },
  // By the list in force now, also for outputs of before: two periods are compared over the same workflows.
  workflow: {
    table: 'dim_workflow',
    sql: (tables) => sql`left join (
      select workflow_id, max(case when risk_tier = 'high' or is_priority = true then 1 else 0 end) as is_critical
      from ${tables('dim_workflow')} w where voided_at is null and valid_to is null group by workflow_id
    ) wf on wf.workflow_id = o.workflow_id`,
  },
  grounding: {
    table: 'dim_workflow',
    sql: (tables) => sql`left join (
      select workflow_id, max(case when requires_grounding = true then 1 else 0 end) as requires_grounding
      from ${tables('dim_workflow')} w where voided_at is null and valid_to is null group by workflow_id
    ) gw on gw.workflow_id = o.workflow_id`,
  },
} as const satisfies Fact['joins'];

const named = { dimensions, joins };

/** How a fact that is about outputs is split by what they are. */
export const outputCut = { dimensions: ofOutputs, joins };

/** Everything of an output that does not depend on who graded it. */
function columns(scope: RelationScope): RawBuilder<unknown> {
  const { functions: f, dimensions: asked } = scope;
  return sql`
      o.output_id, o.produced_at, o.environment, o.model_version_id, o.run_id, o.case_version_id, o.workflow_id, o.locale,
      o.status, o.request_class, o.schema_required, o.schema_valid, c.expected_behavior, c.contamination,
      coalesce(c.cluster_id, c.case_id, o.case_version_id, o.session_key, o.output_id) as cluster_key,
      case when o.case_version_id is not null and o.run_id is null then ${localDay(sql`o.produced_at`, scope)} end as runless_day,
      o.sampling_prob is not null as sampled,
      coalesce(${f.cast(sql`1`, 'flt')} / ${f.cast(sql`o.sampling_prob`, 'flt')}, 1) as weight${dimensionColumns(named, asked)}`;
}

const onPolicy = sql`,
      case v.policy_rank when 2 then 'broken' when 1 then 'disputed' when 0 then 'kept' end as policy,
      coalesce(v.policy_tier, 0) in (3, 5) as policy_judged,
      coalesce(v.policy_tier, 0) = 5 as policy_stranger`;

/** A judge of either policy or harm makes it a judge's. */
const onDanger = sql`,
      coalesce(o.case_version_id, o.output_id) as asked_case,
      case when v.danger_rank = 2 then 'P0' when v.danger_rank = 1 then 'untriaged' when v.harm_rank = 1 then 'disputed'
        when v.danger_rank = 0 then 'less' end as danger,
      coalesce(v.danger_judged, 0) = 1 as danger_judged,
      coalesce(v.danger_stranger, 0) = 1 as danger_stranger`;

/** What is not triaged is known by what weighs more beside it: P0 to P2. */
const onSeverity = sql`,
      case when v.defect_rank = 2 and v.is_untriaged = 1 and coalesce(v.worst, 9) > 2 then 'untriaged'
        when v.defect_rank = 2 then case v.worst when 0 then 'P0' when 1 then 'P1' when 2 then 'P2' when 3 then 'P3' else 'P4' end
        when v.defect_rank = 1 then 'disputed' when v.defect_rank = 0 then 'none' end as severity,
      coalesce(v.any_judged, 0) = 1 as any_judged,
      coalesce(v.any_stranger, 0) = 1 as any_stranger`;

/** Whether its workflow must cite its sources, by the list in force now. */
const onCitations = sql`,
      coalesce(gw.requires_grounding, 0) = 1 as grounded, o.claims, o.cited_claims, o.cited_claims_ok`;

const columnsOn = { citations: onCitations, policy: onPolicy, danger: onDanger, severity: onSeverity } as const;

const current = sql`coalesce(o.is_test, false) = false and o.voided_at is null`;

/**
 * The relation that `outputView` describes, one row an output. Where graders voted their verdict holds, a tie
 * included; only outputs nobody graded fall back on the level the source gave, and only for the basis "best".
 */
function relation(scope: RelationScope): readonly NamedQuery[] {
  const { tables, graders, functions } = scope;
  const isOfModes = scope.dimensions.includes('failure_mode');
  const criteria = new Set([...scope.graded, ...(isOfModes ? (['failure_mode'] as const) : [])]);
  const fallback = graders.basis === 'best' ? sql`o.refusal_level` : functions.cast(sql`null`, 'str');
  return [
    ...votes({ ...scope, criteria }, graders),
    ...resolution(scope, graders),
    ['verdict', verdict(scope.details)],
    ...(isOfModes ? modeLabels(scope) : []),
    [
      'fact_row',
      sql`
    select ${columns(scope)},
      case when v.refusal_levels > 0
        then case v.refusal_level when 2 then 'full' when 1 then 'partial' when 0 then 'none' end
        else ${fallback} end as refusal,
      coalesce(v.refusal_levels, 0) > 0 and v.refusal_level is null as refusal_disputed,
      case coalesce(v.harm_rank, v.refusal_rank) when 2 then 'harmful' when 1 then 'disputed' when 0 then 'harmless' end as harm,
      coalesce(v.refusal_tier, 0) in (3, 5) as judged,
      coalesce(v.refusal_tier, 0) = 5 as stranger,
      case v.hallucination_rank when 2 then 'hallucinated' when 1 then 'disputed' when 0 then 'grounded' end as hallucination,
      coalesce(v.hallucination_tier, 0) in (3, 5) as hallucination_judged,
      coalesce(v.hallucination_tier, 0) = 5 as hallucination_stranger,
      case v.failure_rank when 2 then 'failing' when 1 then 'disputed' when 0 then 'sound' end as failure,
      coalesce(v.failure_tier, 0) in (3, 5) as failure_judged,
      coalesce(v.failure_tier, 0) = 5 as failure_stranger${sql.join(
        [...scope.details].map((detail) => columnsOn[detail]),
        sql``,
      )}
    from ${tables('fact_output')} o
    ${joinsFor(named, scope, scope.details.has('citations') ? ['case', 'grounding'] : ['case'])}
    left join verdict v on v.output_id = o.output_id
    where ${within('o.produced_at', scope.bounds)} and ${current}`,
    ],
  ];
}

/**
 * Model outputs with their case and resolved verdicts. What makes rows samples of one unit (E15): the same case, asked in
 * the same run of the same thing, also where the run goes on past midnight; without a run it is the day that tells one
 * asking from the next.
 */
export const outputFact = {
  table: 'fact_output',
  reads: ['fact_output', 'fact_grade', 'dim_test_case'],
  view: outputView,
  times: { produced_at: { type: 'ts', dates: ['produced_at'] } },
  ...named,
  guard: 'environment',
  samples: {
    of: 'case_version_id',
    told: [
      { column: 'run_id' },
      { column: 'runless_day' },
      { column: 'model_version_id', dimension: 'model_version' },
      { column: 'environment', dimension: 'environment' },
      { column: 'workflow_id', dimension: 'workflow' },
      { column: 'locale', dimension: 'locale' },
    ],
  },
  pairs: { of: 'case_version_id', judges: judgesOfOutputs },
  isGraded: true,
  key: 'output_id',
  shown: [
    { name: 'output_id', title: 'Output', type: 'str' },
    { name: 'refusal', title: 'Refusal', type: 'str' },
    { name: 'environment', title: 'Environment', type: 'str' },
    { name: 'model_version_id', title: 'Model version', type: 'str', dimension: 'model_version' },
    { name: 'workflow_id', title: 'Workflow', type: 'str', dimension: 'workflow' },
    { name: 'request_class', title: 'Request', type: 'str' },
    { name: 'case_version_id', title: 'Case', type: 'str' },
    { name: 'weight', title: 'Weight', type: 'flt' },
  ],
  relation,
  bare: (scope) => sql`
    select 1 as one${dimensionColumns(named, scope.dimensions)}
    from ${scope.tables('fact_output')} o
    ${joinsFor(named, scope)}
    where ${within('o.produced_at', scope.bounds)} and ${current}`,
} as const satisfies Fact;
