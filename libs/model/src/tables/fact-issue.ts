import { bool, int, str, ts } from '../column.ts';
import { table } from '../table.ts';

export const factIssue = table({
  name: 'fact_issue',
  rows: 'issues',
  kind: 'fact',
  family: 'Tracking facts',
  core: true,
  changes: 'snapshot',
  grain: 'one row per tracked issue',
  source:
    'Jira (key, priority, created, resolutiondate, changelog), Linear (createdAt, completedAt, canceledAt, priority, labels), Azure Boards',
  partition: 'detected_at',
  cluster: ['issue_kind', 'workflow_id'],
  columns: [
    str('issue_id', 'key of the issue', { key: 1 }),
    str('issue_kind', 'what is tracked', {
      oneOf: [
        'failure_mode',
        'regression',
        'guideline_gap',
        'red_team',
        'process_improvement',
        'enablement',
        'data_request',
      ],
    }),
    str('title_code', 'short code; free text stays in the tracker', { maybe: true }),
    int('severity_rank', '0 worst; null = not triaged', { maybe: true }),
    bool('is_priority', 'on the list of priorities'),
    str('workflow_id', 'product workflow concerned', { maybe: true }),
    str('node_version_id', 'failure mode', { maybe: true }),
    str('owner_team_id', 'team that owns it', { maybe: true }),
    str('found_in', 'before or after the release', { maybe: true, oneOf: ['pre_release', 'post_release'] }),
    str('found_by', 'what showed it', {
      maybe: true,
      oneOf: ['eval', 'human_review', 'customer', 'monitoring', 'red_team'],
    }),
    str('model_version_id', 'version in which it was present', { maybe: true }),
    str('release_id', 'release that introduced it', { maybe: true }),
    bool('covered_by_eval', 'a live case would have shown it', { maybe: true }),
    ts('detected_at', 'first seen', { required: true }),
    ts('triaged_at', 'severity and owner given', { maybe: true }),
    ts('data_shipped_at', 'approved dataset for it', { maybe: true }),
    ts('eval_updated_at', 'case added or changed', { maybe: true }),
    ts('guideline_published_at', 'guideline changed for it', { maybe: true }),
    ts('resolved_at', 'fixed', { maybe: true }),
    ts('cancelled_at', 'duplicate or not a defect', { maybe: true }),
    str('duplicate_of_issue_id', 'issue it repeats', { maybe: true }),
    int('occurrence_count', 'items or reports behind it'),
    int('reopened_count', 'times reopened'),
  ],
});
