import type { Day, Estimate, PanelRequest } from '@assay/contract';
import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

const day = (text: string): Day => text as Day;
const batch = (id: string, row: Partial<Row<'fact_delivery'>> = {}): Partial<Row<'fact_delivery'>> => ({
  batch_id: id,
  vendor_id: 'v1',
  task_version_id: 't@1',
  unit: 'item',
  service_from: day('2026-03-02'),
  service_to: day('2026-03-09'),
  qty_submitted: '10',
  ...row,
});
const line = (amount: string, row: Partial<Row<'fact_invoice_line'>> = {}): Partial<Row<'fact_invoice_line'>> => ({
  invoice_line_id: `l${amount}${row.batch_id ?? ''}`,
  vendor_id: 'v1',
  line_kind: 'invoice',
  status: 'paid',
  posting_date: day('2026-04-03'),
  service_from: day('2026-03-01'),
  service_to: day('2026-04-01'),
  cost_category: 'labeling',
  amount,
  currency: 'EUR',
  ...row,
});
let entries = 0;
type Entry = Partial<Row<'fact_time_entry'>>;
const entry = (on: string, cost: string | null, row: Entry = {}): Entry => ({
  entry_id: `e${(entries += 1)}`,
  entry_date: day(on),
  annotator_id: 'a',
  vendor_id: 'own',
  task_id: 't',
  activity: 'review',
  paid_seconds: 3600,
  ...(cost === null ? {} : { cost_amount: cost, currency: 'EUR' }),
  ...row,
});
const vendor = (vendor_id: string, vendor_kind: Row<'dim_vendor'>['vendor_kind']) => ({ vendor_id, vendor_kind });
const ids = ['b0', 'b1', 'b2', 'b3', 'b4'];
const items = (id: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    work_item_id: `${id}-${index}`,
    batch_id: id,
    // One of each batch is not accepted, and still was looked at.
    accepted_at: index === 0 ? null : '2026-03-10T12:00:00Z',
  }));
/** Five batches of eight accepted items at 80 each, and one of the own team's. */
const world: GradedRows = {
  dim_vendor: [vendor('v1', 'bpo'), vendor('own', 'internal')],
  dim_task: [
    { task_version_id: 't@1', task_id: 't', complexity_tier: 'simple' },
    { task_version_id: 'u@1', task_id: 'u', complexity_tier: 'simple' },
  ],
  fact_delivery: [...ids.map((id) => batch(id)), batch('ours', { vendor_id: 'own' })],
  fact_invoice_line: ids.map((id) => line('80', { batch_id: id })),
  fact_work_item: [...ids, 'ours'].flatMap((id) => items(id, 9)),
};
const known = { currency: 'EUR', span: { first: day('2026-01-01'), last: day('2026-06-30') } };
const full: Partial<PanelRequest> = {
  metrics: ['cost_per_accepted_label'],
  range: { kind: 'days', days: { from: day('2026-03-01'), to: day('2026-04-01') } },
  params: { gradeBasis: 'best', scope: 'full' },
};
const seen = ([cost]: readonly Estimate[]) => [cost?.money?.numerator, cost?.value, cost?.n, cost?.partial];
const codes = ([cost]: readonly Estimate[]) => cost?.caveats.map(({ code, count }) => `${code}:${count ?? ''}`);

describe('the cost of a label in full', () => {
  const first = entry('2026-03-02', '30');
  const last = entry('2026-03-08', '30');

  it('adds audits and the own team’s time on quality, by items of the task’s batches of that day', async () => {
    const db = await asking({
      ...world,
      fact_invoice_line: [
        ...(world.fact_invoice_line ?? []),
        line('40', { batch_id: 'b0', cost_category: 'audit' }),
        line('50', { cost_category: 'audit', invoice_line_id: 'shared' }),
        // An audit alone does not make a batch one that was paid for.
        line('9', { batch_id: 'ours', cost_category: 'audit' }),
        line('7', { batch_id: 'b0', cost_category: 'training' }),
      ],
      fact_time_entry: [
        first,
        entry('2026-03-03', '6', { activity: 'rework' }),
        entry('2026-03-03', '6', { activity: 'gold', task_id: null }),
        entry('2026-03-04', '6', { activity: 'adjudication' }),
        last,
        // Not of this task, not on quality, of no batch's days, in the bills already, a test.
        entry('2026-03-03', '99', { task_id: 'u' }),
        entry('2026-03-03', '99', { activity: 'production' }),
        entry('2026-03-03', '99', { activity: 'calibration' }),
        entry('2026-03-09', '99'),
        entry('2026-03-03', '99', { vendor_id: 'v1' }),
        entry('2026-03-03', '99', { is_test: true } as Entry),
      ],
    });
    // 400, 40 and 50 for audits, and five sixths of 78: the sixth batch is the own team's.
    const answer = await db.ask(full, known);
    expect(seen(answer)).toEqual(['555.0000', 13.875, 5, false]);
    expect(codes(answer)).toEqual(['no_cost:1']);
    const usual = await db.ask({ ...full, params: { gradeBasis: 'best' } }, known);
    expect(seen(usual)).toEqual(['400.0000', 10, 5, false]);
    const named = await db.ask({ ...full, params: { gradeBasis: 'best', scope: 'vendor' } }, known);
    expect(seen(named)).toEqual(seen(usual));
  });

  it('is known in part where time has no cost, or none is known of the days', async () => {
    const db = await asking({
      ...world,
      fact_delivery: [
        ...(world.fact_delivery ?? []),
        batch('later', { service_from: day('2026-03-16'), service_to: day('2026-03-23') }),
        batch('earlier', { service_from: day('2026-03-01') }),
        batch('other', { task_version_id: 'u@1' }),
      ],
      fact_invoice_line: [
        ...(world.fact_invoice_line ?? []),
        ...['later', 'earlier', 'other'].map((id) => line('80', { batch_id: id })),
      ],
      fact_work_item: [...(world.fact_work_item ?? []), ...items('other', 9)],
      fact_time_entry: [first, last, entry('2026-03-04', null, { task_id: 'u' })],
    });
    const answer = await db.ask(full, known);
    // The batches outside of the days from the first to the last cost, and the one with an hour of unknown cost.
    expect(codes(answer)).toEqual(['no_cost:1', 'no_internal_cost:3']);
    expect(answer[0]).toMatchObject({ partial: true, verdict: 'not_judged' });
    await db.close();
    const without = await asking(world);
    const [alone] = await without.ask({ ...full, compare: { kind: 'previous' } }, known);
    expect(alone).toMatchObject({ value: 10, partial: true, change: null });
    expect(codes(await without.ask(full, known))).toEqual(['no_cost:1', 'no_internal_cost:5']);
    expect((await without.ask({ ...full, params: { gradeBasis: 'best' } }, known))[0]).toMatchObject({
      partial: false,
    });
  });

  it('converts time by the month of its day, and leaves a batch out whose time has no rate', async () => {
    const usd = (on: string): Entry => entry(on, '60', { currency: 'USD' });
    const rate = {
      rate_date: day('2026-03-01'),
      from_currency: 'USD',
      to_currency: 'EUR',
      rate_type: 'month_average' as const,
      rate: '0.5',
    };
    const time = [usd('2026-03-02'), usd('2026-03-08')];
    const db = await asking({ ...world, fact_time_entry: time, ref_fx_rate: [rate] });
    // Five sixths of 120 dollars at a half.
    expect(seen(await db.ask(full, known))).toEqual(['450.0000', 11.25, 5, false]);
    await db.close();
    const without = await asking({ ...world, fact_time_entry: time });
    const answer = await without.ask(full, known);
    expect(codes(answer)).toEqual(['no_cost:1', 'unconverted:5']);
    // The own team's batch has its part of it, too.
    expect(answer[0]?.money?.unconverted).toEqual([{ currency: 'USD', amount: '120.0000' }]);
  });
});
