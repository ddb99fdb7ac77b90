import type { Day } from '@assay/contract';
import type { Row } from '@assay/model';
import { afterEach, describe, expect, it } from 'vitest';
import type { GradedRows } from '../testing/graded-rows.ts';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

type Output = Partial<Row<'fact_output'>>;
const many = (count: number, name: string, row: Output): Output[] =>
  Array.from({ length: count }, (_, index) => ({
    output_id: `${name}-${index}`,
    session_key: `${name}-${index}`,
    produced_at: '2026-03-03T12:00:00Z',
    environment: 'production',
    status: 'ok',
    sampling_prob: '1.000000000',
    schema_required: true,
    schema_valid: true,
    ...row,
  }));
const march = { from: '2026-03-01' as Day, to: '2026-04-01' as Day };
const asked = {
  metrics: ['schema_validity_rate'],
  range: { kind: 'days', days: march },
} as const;

describe('schema_validity_rate', () => {
  it('is what matches at the first attempt, of what must; cut off is invalid, an error is neither', async () => {
    const db = await asking({
      dim_test_case: [{ case_version_id: 'leaked', case_id: 'leaked', contamination: 'contaminated' }],
      fact_output: [
        ...many(27, 'valid', {}),
        ...many(2, 'invalid', { schema_valid: false }),
        // Somebody said that it matches: it cannot.
        ...many(1, 'cut', { status: 'truncated' }),
        ...many(1, 'cut-unchecked', { status: 'truncated', schema_valid: null }),
        ...many(1, 'unchecked', { schema_valid: null }),
        ...many(1, 'error', { status: 'error', schema_valid: null }),
        ...many(1, 'blocked', { status: 'blocked', schema_valid: false }),
        ...many(1, 'leaked', { case_version_id: 'leaked' }),
        ...many(1, 'free', { schema_required: false }),
      ],
    });
    const [all] = await db.ask(asked);
    // 27 of 27 + 2 + 1 + 1.
    expect(all).toMatchObject({ value: expect.closeTo(27 / 31, 12) as number, n: 31, numerator: 27, status: 'ok' });
    expect(all?.caveats).toEqual([
      { code: 'errors', count: 2 },
      { code: 'contaminated', count: 1 },
      { code: 'unchecked', count: 1 },
    ]);
    expect(await db.rowsBehind({ metric: 'schema_validity_rate', range: march })).toBe(31);
  });

  it('of nothing that must match is nothing', async () => {
    const db = await asking({ fact_output: many(3, 'free', { schema_required: false }) });
    const [none] = await db.ask(asked);
    expect(none).toMatchObject({ value: null, n: 0, status: 'no_data' });
  });
});
