import type { Day } from '@assay/contract';
import type { GradedRows } from '../testing/graded-rows.ts';
import { dialectOf } from '@assay/warehouse';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse, noLimits } from '../testing/graded-rows.ts';
import { tablesAsOf } from '../tables.ts';
import { membersStatement } from './members.ts';

let open: GradedWarehouse | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const day = (text: string): Day => text as Day;
const dialect = dialectOf('duckdb');

async function membersOf(dimension: string, rows: GradedRows): Promise<readonly unknown[]> {
  open = await GradedWarehouse.open(rows);
  const scope = { tables: tablesAsOf(null), functions: dialect.functions, today: day('2026-04-01') };
  const result = await open.warehouse.query(dialect.compile(membersStatement(dimension, scope)), noLimits());
  return result.columns.find(({ name }) => name === 'member')?.values ?? [];
}

const plan = (id: string, vendor_id: string | null) => ({
  budget_line_id: id,
  budget_version: 'v1',
  is_current: true,
  period_month: day('2026-03-01'),
  ...(vendor_id === null ? {} : { vendor_id }),
  cost_category: 'training' as const,
  currency: 'EUR',
  amount: '10',
});
const line = (id: string, row: object = {}) => ({
  invoice_line_id: id,
  vendor_id: 'v1',
  status: 'paid' as const,
  posting_date: day('2026-03-02'),
  ...row,
});

describe('the members of a dimension', () => {
  it('are not unknown because a budget is for all of them', async () => {
    const rows = { fact_budget: [plan('a', null), plan('b', 'v2')], fact_invoice_line: [line('l1'), line('l2')] };
    expect(await membersOf('vendor', rows)).toEqual(['v1', 'v2']);
    await open?.close();
    expect(await membersOf('cost_category', rows)).toEqual(['training', null]);
  });

  it('are read once of rows that several facts look at', () => {
    const scope = { tables: tablesAsOf(null), functions: dialect.functions, today: day('2026-04-01') };
    const { sql } = dialect.compile(membersStatement('task', scope));
    const reads = sql.match(/select "[^]*?group by "dim_task"/g) ?? [];
    expect(reads.length).toBeGreaterThan(3);
    expect(new Set(reads).size).toBe(reads.length);
    // Who answered first is no matter of the task.
    expect(sql).not.toContain('row_number');
    expect(dialect.compile(membersStatement('annotator', scope)).sql).toContain('row_number');
  });

  it('are unknown where rows of a fact do not say theirs', async () => {
    const rows = { fact_budget: [plan('a', 'v1')], fact_invoice_line: [line('l1'), line('l2', { vendor_id: null })] };
    expect(await membersOf('vendor', rows)).toEqual(['v1', null]);
  });
});
