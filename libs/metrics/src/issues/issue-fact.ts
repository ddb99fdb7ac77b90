import type { Fact, RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { addDays } from '@assay/contract';
import { sql } from 'kysely';
import { value } from '../dialect.ts';
import { dimensionColumns, standsForItself } from '../fact.ts';
import { Field } from '../field.ts';
import { releases } from '../incidents/releases.ts';
import { severityOf } from '../incidents/severity.ts';
import { within } from '../plan/bounds.ts';
import { startOfDay } from '../time/zone.ts';

/** Days after a release until what it brought has shown itself (regression_catch_rate of metrics.md 3.5). */
const releaseDays = 30;

const severity = severityOf('i');

const dimensions = {
  severity: { expression: severity },
  workflow: { expression: sql.ref('i.workflow_id') },
  model_version: { expression: sql.ref('i.model_version_id') },
  release: { expression: sql.ref('i.release_id') },
  team: { expression: sql.ref('i.owner_team_id') },
  found_by: { expression: sql.ref('i.found_by') },
} as const satisfies Fact['dimensions'];

const named = { dimensions, joins: {} };
const current = sql`coalesce(i.is_test, false) = false and i.voided_at is null`;

/** One tracked issue, as definitions see it. */
export const issueView = {
  id: new Field('issue_id'),
  kind: new Field<'failure_mode' | 'regression' | 'guideline_gap' | 'red_team' | 'process_improvement' | 'enablement'>(
    'issue_kind',
  ),
  foundIn: new Field<'pre_release' | 'post_release'>('found_in'),
  coveredByEval: new Field('covered_by_eval'),
  isPriority: new Field('is_priority'),
  occurrences: new Field('occurrence_count'),
  candidateAt: new Field('candidate_at'),
  doneAt: new Field('shipped_and_tested_at'),
  dataAt: new Field('data_shipped_at'),
  evalAt: new Field('eval_updated_at'),
  settledAt: new Field('settled_at'),
  triagedAt: new Field('triaged_at'),
  publishedAt: new Field('guideline_published_at'),
  release: new Field('release_id'),
  isReleaseYoung: new Field('is_release_young'),
  cancelledAt: new Field('cancelled_at'),
  duplicateOf: new Field('duplicate_of_issue_id'),
} as const;

function relation(scope: RelationScope): readonly NamedQuery[] {
  const { tables, functions: f, reaching, dimensions: asked, times, elapsedTo, zone } = scope;
  const shownSince = value('ts', startOfDay(addDays(elapsedTo, -releaseDays), zone));
  const dates = times.flatMap((time) => issueTimes[time as keyof typeof issueTimes].dates);
  return [
    [
      'fact_row',
      sql`
    select i.issue_id, i.issue_kind, i.title_code, ${severity} as severity, i.workflow_id, i.model_version_id, i.release_id, i.owner_team_id, i.found_in, i.found_by,
      i.covered_by_eval, i.is_priority, i.occurrence_count, i.triaged_at, i.data_shipped_at, i.eval_updated_at, i.guideline_published_at, i.cancelled_at, i.duplicate_of_issue_id, i.detected_at, i.resolved_at,
      case when i.eval_updated_at > i.data_shipped_at then i.eval_updated_at when i.eval_updated_at is not null then i.data_shipped_at end as shipped_and_tested_at,
      case when i.data_shipped_at is null then i.resolved_at end as settled_at,
      m.rc_at as candidate_at,
      r.first_released_at is null or r.first_released_at > ${shownSince} as is_release_young,
      i.issue_id as cluster_key, ${f.cast(sql`1`, 'flt')} as weight${dimensionColumns(named, asked)}
    from ${tables('fact_issue')} i
    left join ${tables('dim_model_version')} m on m.model_version_id = i.model_version_id and m.voided_at is null
    left join ${releases(scope)} r on r.release_id = i.release_id
    where ${within('i.detected_at', reaching('fact_issue', dates))} and ${current}`,
    ],
  ];
}

const issueTimes = {
  detected_at: { type: 'ts', dates: ['detected_at'] },
  resolved_at: { type: 'ts', dates: ['resolved_at'] },
} as const;

/** Issues that a team tracks; each is a cluster of its own. */
export const issueFact = {
  table: 'fact_issue',
  reads: ['fact_issue', 'dim_model_version', 'fact_counter_daily'],
  view: issueView,
  times: issueTimes,
  ...named,
  ...standsForItself,
  key: 'issue_id',
  shown: [
    { name: 'issue_id', title: 'Issue', type: 'str' },
    { name: 'title_code', title: 'Title', type: 'str' },
    { name: 'issue_kind', title: 'Kind', type: 'str' },
    { name: 'severity', title: 'Severity', type: 'str' },
    { name: 'workflow_id', title: 'Workflow', type: 'str', dimension: 'workflow' },
    { name: 'release_id', title: 'Release', type: 'str' },
    { name: 'owner_team_id', title: 'Team', type: 'str' },
    { name: 'found_in', title: 'Found', type: 'str' },
    { name: 'found_by', title: 'Found by', type: 'str' },
    { name: 'detected_at', title: 'Detected', type: 'ts' },
    { name: 'resolved_at', title: 'Resolved', type: 'ts' },
  ],
  relation,
  bare: (scope) => sql`
    select 1 as one${dimensionColumns(named, scope.dimensions)}
    from ${scope.tables('fact_issue')} i
    where ${within('i.detected_at', scope.bounds)} and ${current}`,
} as const satisfies Fact;
