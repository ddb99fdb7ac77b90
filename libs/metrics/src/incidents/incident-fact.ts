import type { Fact, RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { dimensionColumns, standsForItself } from '../fact.ts';
import { Field } from '../field.ts';
import { within } from '../plan/bounds.ts';
import { releases } from './releases.ts';
import { severityOf } from './severity.ts';

/** What a release brought shows itself so soon (post_release_incident_rate of metrics.md 3.6). */
const soonSeconds = 30 * 86_400;

const severity = severityOf('i');

const dimensions = {
  severity: { expression: severity },
  workflow: { expression: sql.ref('i.workflow_id') },
  model_version: { expression: sql.ref('i.model_version_id') },
  release: { expression: sql.ref('i.release_id') },
  reported_by: { expression: sql.ref('i.reported_by') },
  remediation: { expression: sql.ref('i.remediation') },
} as const satisfies Fact['dimensions'];

const named = { dimensions, joins: {} };
const current = sql`coalesce(i.is_test, false) = false and i.voided_at is null`;

/** One incident, as definitions see it. */
export const incidentView = {
  id: new Field('incident_id'),
  status: new Field<'open' | 'mitigated' | 'resolved' | 'false_alarm'>('status'),
  isLlmRelated: new Field('is_llm_related'),
  remediation: new Field<'none' | 'guardrail' | 'prompt' | 'hotfix' | 'rollback'>('remediation'),
  isSoonAfterRelease: new Field('is_soon_after_release'),
  severity: new Field<'P0' | 'P1' | 'P2' | 'P3' | 'P4'>('severity'),
  resolvedAt: new Field('resolved_at'),
} as const;

function relation(scope: RelationScope): readonly NamedQuery[] {
  const { tables, functions: f, bounds, dimensions: asked } = scope;
  const since = f.secondsBetween(sql`r.first_released_at`, sql`i.detected_at`);
  return [
    [
      'fact_row',
      sql`
    select i.incident_id, i.status, ${severity} as severity, i.reported_by, i.remediation, i.workflow_id, i.is_llm_related, i.users_affected, i.detected_at, i.resolved_at,
      i.detected_at >= r.first_released_at and ${since} < ${sql.lit(soonSeconds)} as is_soon_after_release,
      i.incident_id as cluster_key, ${f.cast(sql`1`, 'flt')} as weight${dimensionColumns(named, asked)}
    from ${tables('fact_incident')} i
    left join ${releases(scope)} r on r.release_id = i.release_id
    where ${within('i.detected_at', bounds)} and ${current}`,
    ],
  ];
}

/** Incidents; each is a cluster of its own. */
export const incidentFact = {
  table: 'fact_incident',
  reads: ['fact_incident', 'dim_model_version', 'fact_counter_daily'],
  view: incidentView,
  times: { detected_at: { type: 'ts', dates: ['detected_at'] } },
  ...named,
  ...standsForItself,
  key: 'incident_id',
  shown: [
    { name: 'incident_id', title: 'Incident', type: 'str' },
    { name: 'severity', title: 'Severity', type: 'str' },
    { name: 'status', title: 'Status', type: 'str' },
    { name: 'workflow_id', title: 'Workflow', type: 'str', dimension: 'workflow' },
    { name: 'reported_by', title: 'Reported by', type: 'str' },
    { name: 'remediation', title: 'Remedy', type: 'str' },
    { name: 'users_affected', title: 'People affected', type: 'int' },
    { name: 'resolved_at', title: 'Resolved', type: 'ts' },
  ],
  relation,
  bare: (scope) => sql`
    select 1 as one${dimensionColumns(named, scope.dimensions)}
    from ${scope.tables('fact_incident')} i
    where ${within('i.detected_at', scope.bounds)} and ${current}`,
} as const satisfies Fact;
