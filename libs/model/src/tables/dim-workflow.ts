import { bool, int, str, ts } from '../column.ts';
import { table } from '../table.ts';
import { riskTiers } from '../vocabulary.ts';

export const dimWorkflow = table({
  name: 'dim_workflow',
  rows: 'workflows',
  kind: 'dim',
  family: 'Dimensions',
  core: true,
  changes: 'none',
  grain: 'one row per product workflow (intent, user journey) per validity interval',
  source: 'product catalogue sheet, Jira component, Notion table',
  cluster: ['workflow_id'],
  columns: [
    str('workflow_id', 'key of the workflow', { key: 1 }),
    ts('valid_from', 'in force from this instant', { key: 2 }),
    ts('valid_to', 'until this instant; null while in force', { maybe: true }),
    str('title', 'name shown'),
    str('product', 'product it belongs to'),
    str('owner_team_id', 'team that owns it'),
    int('priority_rank', '1 = most important', { maybe: true }),
    bool('is_priority', 'in the list of top intents / critical journeys'),
    str('risk_tier', 'harm a wrong answer can do', { oneOf: riskTiers }),
    bool('requires_schema', 'outputs must match a schema'),
    bool('requires_grounding', 'outputs must cite sources'),
  ],
});
