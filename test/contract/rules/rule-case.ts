import type { Parameter } from '@assay/contract';
import type { GivenRow } from './ask-table.ts';

/** Rows that break a rule, and their nearest neighbours that do not. */
export interface RuleCase {
  /** Code, table and column, as `ruleId` writes them. */
  readonly rule: string;
  readonly says: string;
  /** In both. */
  readonly given?: readonly GivenRow[];
  readonly broken: readonly GivenRow[];
  readonly fine: readonly GivenRow[];
  readonly count: number;
  readonly sample: readonly string[];
  readonly level: 'error' | 'warning';
}

type Cells = Readonly<Record<string, Parameter['value']>>;
const row =
  (table: GivenRow['table'], base: Cells = {}) =>
  (cells: Cells = {}): GivenRow => ({ table, cells: { ...base, ...cells } });

export const item = row('fact_work_item', { work_item_id: 'w1', task_version_id: 't1', status: 'accepted' });
export const answer = row('fact_annotation', {
  annotation_id: 'a1',
  work_item_id: 'w1',
  annotator_id: 'ann',
  question_code: 'label',
  status: 'submitted',
  stage: 'initial',
  is_latest: true,
});
export const review = row('fact_review', { review_id: 'r1', work_item_id: 'w1', review_kind: 'audit' });
export const output = row('fact_output', {
  output_id: 'o1',
  environment: 'eval',
  status: 'ok',
  model_version_id: 'm1',
});
export const grade = row('fact_grade', {
  grade_id: 'g1',
  output_id: 'o1',
  criterion: 'refusal',
  grader_id: 'judge',
  grader_kind: 'model',
  is_defect: false,
  is_latest: true,
  graded_at: '2026-02-02T10:00:00Z',
});
export const node = row('dim_taxonomy_node', {
  node_version_id: 'n1',
  taxonomy_id: 'failure',
  taxonomy_version: '1',
  polarity: 'failure',
  is_catch_all: false,
  valid_from: '2026-01-01T00:00:00Z',
});
export const testCase = row('dim_test_case', { case_version_id: 'c1', is_blocking: true, contamination: 'clean' });
export const model = row('dim_model_version', { model_version_id: 'm1' });
export const task = row('dim_task', { task_version_id: 't1', task_id: 'task' });
export const person = row('dim_annotator', { annotator_id: 'ann', valid_from: '2026-01-01T00:00:00Z' });
export const workflow = row('dim_workflow', { workflow_id: 'chat', valid_from: '2026-01-01T00:00:00Z' });
export const incident = row('fact_incident', { incident_id: 'i1', status: 'open', severity_rank: 1 });
export const line = row('fact_invoice_line', {
  invoice_line_id: 'l1',
  vendor_id: 'v',
  invoice_number: 'inv',
  line_kind: 'invoice',
  status: 'paid',
  amount: '100',
  currency: 'EUR',
  service_from: '2026-02-10',
});
export const fx = row('ref_fx_rate', {
  rate_date: '2026-02-01',
  from_currency: 'EUR',
  to_currency: 'USD',
  rate_type: 'month_average',
  rate: '1.1',
});
export const price = row('ref_rate_card', {
  rate_id: 'p1',
  vendor_id: 'v',
  unit: 'item',
  qty_from: '0',
  valid_from: '2026-01-01',
});
export const budget = row('fact_budget', {
  budget_line_id: 'b1',
  budget_version: 'v1',
  is_current: true,
  period_month: '2026-01-01',
});
export const delivery = row('fact_delivery', { batch_id: 'b1', unit: 'item', qty_submitted: '2', qty_accepted: '1' });

export const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
export const day = (count: number, time: string): string =>
  `${new Date(Date.UTC(2026, 0, 1 + count)).toISOString().slice(0, 10)}T${time}Z`;
/** So many outputs on a day, from the 1st of January on. */
export const outputsOn = (at: number, count: number): readonly GivenRow[] =>
  range(count).map((n) =>
    output({ output_id: `o${at}-${n}`, produced_at: day(at, `10:00:${String(n).padStart(2, '0')}`) }),
  );
