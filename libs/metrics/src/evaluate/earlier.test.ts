import type { Day, PanelRequest, Target } from '@assay/contract';
import type { GradedRows } from '../testing/graded-rows.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { alwaysTarget, GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const day = (text: string): Day => text as Day;
const about = (value: number): number => expect.closeTo(value, 9) as number;

/** Six batches of ten accepted items; what each cost is its own, so that there is a spread between them. */
function march(year: number, costs: readonly number[]): GradedRows {
  const id = (index: number): string => `${year}-${index}`;
  return {
    fact_delivery: costs.map((_, index) => ({
      batch_id: id(index),
      vendor_id: 'v1',
      task_version_id: 't@1',
      unit: 'item',
      service_from: day(`${year}-03-02`),
      service_to: day(`${year}-03-09`),
    })),
    fact_invoice_line: costs.map((cost, index) => ({
      invoice_line_id: id(index),
      vendor_id: 'v1',
      line_kind: 'invoice' as const,
      status: 'paid' as const,
      posting_date: day(`${year}-04-03`),
      service_from: day(`${year}-03-01`),
      service_to: day(`${year}-04-01`),
      batch_id: id(index),
      cost_category: 'labeling' as const,
      amount: String(cost),
      currency: 'EUR',
    })),
    fact_work_item: costs.flatMap((_, index) =>
      Array.from({ length: 10 }, (_none, item) => ({
        work_item_id: `${id(index)}-${item}`,
        batch_id: id(index),
        accepted_at: `${year}-03-10T12:00:00Z`,
      })),
    ),
  };
}

const target: Target = {
  lower: null,
  upper: null,
  ofLastYear: { lower: null, upper: 0.9 },
  validFrom: day('2024-01-01'),
  proposed: false,
};
const asked: Partial<PanelRequest> = {
  metrics: ['cost_per_accepted_label'],
  range: { kind: 'days', days: { from: day('2026-03-01'), to: day('2026-04-01') } },
};
const known = { currency: 'EUR', span: { first: day('2025-01-01'), last: day('2026-06-30') } };

/** Of what was 10 a label a year before, by 99 to 101 a batch. */
async function judged(costs: readonly number[], compare: PanelRequest['compare']) {
  const [now, before] = [march(2026, costs), march(2025, [99, 101, 99, 101, 99, 101])];
  const rows = Object.fromEntries(
    Object.keys(now).map((table) => [
      table,
      [...(now[table as 'fact_delivery'] ?? []), ...(before[table as 'fact_delivery'] ?? [])],
    ]),
  );
  open = await GradedWarehouse.open(rows);
  const [cost] = await open.ask({ ...asked, compare }, known, { targets: alwaysTarget(target) });
  return cost;
}

describe('a target of last year', () => {
  it.each([
    ['met where the whole ratio is at most 90 %', [79, 81, 79, 81, 79, 81], 'met'],
    ['missed where all of it is above', [96, 98, 96, 98, 96, 98], 'missed'],
    ['unproven where a limit lies on the other side', [60, 116, 60, 116, 60, 116], 'unproven'],
    // 8.99 of 10: below in the middle, but not by more than chance.
    ['unproven where it is all but on the bound', [89, 90.8, 89, 90.8, 89, 90.8], 'unproven'],
  ])('is %s', async (_, costs, verdict) => {
    const cost = await judged(costs, { kind: 'last_year' });
    expect(cost?.verdict).toBe(verdict);
    expect(cost?.change?.money).toMatchObject({ comparedValue: '10.0000', upper: cost?.change?.upper?.toFixed(4) });
    // Nine tenths of what a label cost then.
    expect(cost?.target).toMatchObject({ lower: null, upper: about(9), ofLastYear: { upper: 0.9 } });
  });

  it('judges nothing beside another period, or none', async () => {
    const costs = [79, 81, 79, 81, 79, 81];
    expect(await judged(costs, null)).toMatchObject({ verdict: 'not_judged', target });
    await open?.close();
    expect(await judged(costs, { kind: 'previous' })).toMatchObject({ verdict: 'not_judged', target });
  });
});
