import type { Day } from '@assay/contract';
import type { RowCursor } from './rows.ts';
import { dialectOf } from '@assay/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricOf } from '../registry.ts';
import { GradedWarehouse, noLimits, plainKnown, rowScope } from '../testing/graded-rows.ts';
import { rowCountStatement, rowsStatement } from './rows.ts';

const dialect = dialectOf('duckdb');
const scope = rowScope(plainKnown);
const rows = {
  metric: metricOf('over_refusal_rate'),
  range: { from: '2026-03-02' as Day, to: '2026-03-04' as Day },
  where: [{ dimension: 'workflow', values: ['code'] }],
};

let db: GradedWarehouse;
beforeAll(async () => {
  const output = (index: number): { output_id: string; produced_at: string; workflow_id: string } => ({
    output_id: `o${index}`,
    // Three outputs a microsecond apart at most: the order must still be total.
    produced_at: `2026-03-02T10:00:00.00000${Math.floor(index / 3)}Z`,
    workflow_id: index === 9 ? 'search' : 'code',
  });
  const outputs = Array.from({ length: 10 }, (_, index) => output(index));
  db = await GradedWarehouse.open({
    fact_output: [...outputs, { ...output(10), output_id: 'late', produced_at: '2026-03-04T00:00:00Z' }],
    fact_grade: outputs
      .slice(1)
      .map(({ output_id }) => ({ output_id, grader_id: 'h', refusal_level: 'none', is_defect: false })),
  });
});
afterAll(() => db.close());

async function page(after: RowCursor | null): Promise<readonly (readonly [at: string, id: string])[]> {
  const result = await db.warehouse.query(dialect.compile(rowsStatement(rows, { after, first: 3 }, scope)), noLimits());
  const values = (name: string): readonly unknown[] =>
    result.columns.find((column) => column.name === name)?.values ?? [];
  return values('output_id').map((id, index) => [String(values('produced_at')[index]), String(id)] as const);
}

describe('the rows behind a number', () => {
  it('are counted as the number counts: graded, in range, in the slice', async () => {
    const result = await db.warehouse.query(dialect.compile(rowCountStatement(rows, scope)), noLimits());
    // Ten outputs less the ungraded first and the one of another workflow; the late one is out of range.
    expect(result.columns[0]?.values).toEqual([8]);
  });

  it('come in pages that hold every row once, newest first', async () => {
    const seen: string[] = [];
    for (let after: RowCursor | null = null; ;) {
      const found = await page(after);
      seen.push(...found.map(([, id]) => id));
      const last = found.at(-1);
      if (!last) break;
      after = { at: last[0], id: last[1] };
    }
    expect(seen).toEqual(['o6', 'o7', 'o8', 'o3', 'o4', 'o5', 'o1', 'o2']);
  });
});
