import { bool, date, money, quantity, str, ts } from '../column.ts';
import { table } from '../table.ts';

export const factBudget = table({
  name: 'fact_budget',
  rows: 'budget lines',
  kind: 'fact',
  family: 'Money facts',
  core: true,
  changes: 'event',
  grain: 'one row per budget version, month, vendor, task and cost category',
  source: 'planning sheet, ERP budget export',
  partition: 'period_month',
  cluster: ['budget_version'],
  columns: [
    str('budget_line_id', 'key of the line', { key: 1 }),
    str('budget_version', 'e.g. FY26-v2'),
    bool('is_current', 'the version in force'),
    date('period_month', 'first day of the month', { required: true }),
    str('vendor_id', 'null = unallocated', { maybe: true }),
    str('task_id', 'null = unallocated', { maybe: true }),
    str('cost_category', 'labeling, rework, audit, platform, training, other'),
    str('currency', 'ISO 4217'),
    money('amount', 'budgeted cost', { pii: 'conf' }),
    quantity('planned_accepted', 'accepted units planned', { maybe: true }),
    quantity('planned_billed', 'billed units planned', { maybe: true }),
    money('planned_unit_price', 'price planned', { maybe: true, pii: 'conf' }),
    ts('approved_at', 'approved', { maybe: true }),
  ],
});
