import type { Row } from '@assay/model';
import type { Calendar } from '../calendar.ts';
import { openStart } from '@assay/model';
import { instant, msOf, weekStart } from '../calendar.ts';
import { prioritiesStory } from '../stories.ts';

interface WorkflowFacts {
  readonly title: string;
  readonly product: string;
  readonly team: string;
  readonly rank: number;
  readonly risk: 'high' | 'medium' | 'low';
  readonly schema: boolean;
  readonly grounding: boolean;
  /** Share of production sessions. */
  readonly traffic: number;
  /** Baseline chance of refusing, in full and in part, a request that should be answered. */
  readonly refuses: { readonly full: number; readonly partial: number };
}

type Shape = 'schema' | 'grounding' | 'plain';

const workflow = (facts: Omit<WorkflowFacts, 'schema' | 'grounding'>, shape: Shape): WorkflowFacts => ({
  ...facts,
  schema: shape === 'schema',
  grounding: shape === 'grounding',
});

const assistant = { product: 'Assistant', team: 'assistant' };
const studio = { product: 'Studio', team: 'studio' };
const care = { product: 'Care desk', team: 'care' };

/** What the made-up products are used for. */
export const workflows = {
  support: workflow(
    {
      ...assistant,
      title: 'Customer support',
      rank: 1,
      risk: 'medium',
      traffic: 25,
      refuses: { full: 0.023, partial: 0.016 },
    },
    'plain',
  ),
  search: workflow(
    {
      ...assistant,
      title: 'Answer search',
      rank: 2,
      risk: 'low',
      traffic: 20,
      refuses: { full: 0.015, partial: 0.012 },
    },
    'grounding',
  ),
  code: workflow(
    { ...studio, title: 'Code help', rank: 3, risk: 'medium', traffic: 17, refuses: { full: 0.024, partial: 0.014 } },
    'plain',
  ),
  medical_intake: workflow(
    { ...care, title: 'Medical intake', rank: 4, risk: 'high', traffic: 14, refuses: { full: 0.036, partial: 0.03 } },
    'plain',
  ),
  extraction: workflow(
    { ...studio, title: 'Form extraction', rank: 5, risk: 'low', traffic: 9, refuses: { full: 0.01, partial: 0.009 } },
    'schema',
  ),
  tutoring: workflow(
    { ...assistant, title: 'Tutoring', rank: 6, risk: 'medium', traffic: 8, refuses: { full: 0.032, partial: 0.021 } },
    'plain',
  ),
  contracts: workflow(
    { ...studio, title: 'Contract review', rank: 7, risk: 'high', traffic: 7, refuses: { full: 0.03, partial: 0.022 } },
    'grounding',
  ),
  travel: workflow(
    { ...assistant, title: 'Trip booking', rank: 8, risk: 'low', traffic: 6, refuses: { full: 0.012, partial: 0.012 } },
    'plain',
  ),
  billing: workflow(
    { ...care, title: 'Billing questions', rank: 9, risk: 'low', traffic: 5, refuses: { full: 0.014, partial: 0.01 } },
    'schema',
  ),
  moderation: workflow(
    { ...studio, title: 'Comment review', rank: 10, risk: 'high', traffic: 4, refuses: { full: 0.04, partial: 0.02 } },
    'plain',
  ),
} as const satisfies Record<string, WorkflowFacts>;

type WorkflowRow = Row<'dim_workflow'>;

export type WorkflowKey = keyof typeof workflows;

export const workflowKeys = Object.keys(workflows) as readonly WorkflowKey[];

export function workflowId(key: WorkflowKey): string {
  return key;
}

/** A workflow as it was from some instant to another, which changed when it came onto the list of priorities. */
function workflowRow(
  key: WorkflowKey,
  more: Pick<WorkflowRow, 'valid_from' | 'valid_to' | 'is_priority'>,
): WorkflowRow {
  const { title, product, team, rank, risk, schema, grounding } = workflows[key];
  return {
    workflow_id: workflowId(key),
    title,
    product,
    owner_team_id: team,
    priority_rank: rank,
    risk_tier: risk,
    requires_schema: schema,
    requires_grounding: grounding,
    ...more,
  };
}

export function workflowRows(calendar: Calendar): WorkflowRow[] {
  const ever = `${openStart}T00:00:00.000Z`;
  return workflowKeys.flatMap((key) => {
    const week = prioritiesStory.joins[key];
    if (week === undefined)
      return [workflowRow(key, { valid_from: ever, valid_to: null, is_priority: workflows[key].rank <= 4 })];
    const joined = instant(msOf(weekStart(calendar, week)));
    return [
      workflowRow(key, { valid_from: ever, valid_to: joined, is_priority: false }),
      workflowRow(key, { valid_from: joined, valid_to: null, is_priority: true }),
    ];
  });
}
