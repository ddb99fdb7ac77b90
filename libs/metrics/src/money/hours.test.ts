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
let entries = 0;
type Entry = Partial<Row<'fact_time_entry'>>;
const entry = (on: string, hours: number, row: Entry = {}): Entry => ({
  entry_id: `e${(entries += 1)}`,
  entry_date: day(on),
  annotator_id: 'a1',
  vendor_id: 'v1',
  task_id: 't',
  activity: 'production',
  paid_seconds: hours * 3600,
  ...row,
});
const card = (unit_price: string, row: Partial<Row<'ref_rate_card'>> = {}): Partial<Row<'ref_rate_card'>> => ({
  rate_id: `r${unit_price}`,
  vendor_id: 'v1',
  unit: 'hour',
  billing_basis: 'hours',
  currency: 'EUR',
  unit_price,
  qty_from: '0',
  valid_from: day('2026-01-01'),
  ...row,
});
const line = (amount: string, row: Partial<Row<'fact_invoice_line'>> = {}): Partial<Row<'fact_invoice_line'>> => ({
  invoice_line_id: `l${amount}`,
  vendor_id: 'v1',
  line_kind: 'invoice',
  status: 'paid',
  posting_date: day('2026-03-03'),
  service_from: day('2026-02-01'),
  service_to: day('2026-03-01'),
  task_id: 't',
  cost_category: 'labeling',
  unit: 'hour',
  amount,
  currency: 'EUR',
  ...row,
});
const known = { currency: 'EUR', span: { first: day('2026-01-01'), last: day('2026-06-30') } };
const range = (from: string, to: string): Partial<PanelRequest> => ({
  metrics: ['spend_actual'],
  range: { kind: 'days', days: { from: day(from), to: day(to) } },
});
const march = range('2026-03-01', '2026-04-01');
const accrued = ([estimate]: readonly Estimate[]) => estimate?.parts['accrued'];
const codes = ([estimate]: readonly Estimate[]) => estimate?.caveats.map(({ code, count }) => `${code}:${count ?? ''}`);

describe('hours that nobody billed yet', () => {
  it('are owed at the price of their day; billed days, and time that is not on items, are not', async () => {
    const db = await asking({
      fact_time_entry: [
        // Within the line of February.
        entry('2026-02-27', 8),
        entry('2026-03-02', 1.5),
        entry('2026-03-02', 2, { annotator_id: 'a2', activity: 'review' }),
        entry('2026-03-03', 1 / 3),
        // Another task is in no line of February.
        entry('2026-02-27', 1, { task_id: 'u' }),
        entry('2026-03-03', 9, { activity: 'training' }),
        entry('2026-03-03', 9, { activity: 'idle' }),
        entry('2026-03-03', 9, { vendor_id: 'own' }),
        entry('2026-03-03', 9, { is_test: true } as Entry),
      ],
      fact_invoice_line: [line('160')],
      ref_rate_card: [card('20'), card('30.10', { task_id: 't' })],
    });
    const answer = await db.ask(march, known);
    // 3.5 hours on one day and 20 minutes on another, at 30.10.
    expect(accrued(answer)).toMatchObject({ money: '115.3833', rows: 2 });
    expect(answer[0]?.money?.value).toBe('115.3833');
    const days = { from: day('2026-03-01'), to: day('2026-04-01') };
    expect(await db.rowsBehind({ metric: 'spend_actual', range: days })).toBe(2);
    const february = await db.ask(range('2026-02-01', '2026-03-01'), known);
    expect(february[0]?.money?.value).toBe('180.0000');
    const ledger = { params: { gradeBasis: 'best', moneyBasis: 'ledger' } } as const;
    expect((await db.ask({ ...march, ...ledger }, known))[0]?.money?.value).toBe('160.0000');
  });

  it('have the band that the month has reached, by the hour or by the minute, and say where none has a price', async () => {
    const db = await asking({
      fact_time_entry: [
        entry('2026-03-02', 6),
        entry('2026-03-03', 6),
        entry('2026-04-01', 6),
        entry('2026-03-02', 1, { vendor_id: 'v2' }),
        entry('2026-03-02', 1, { vendor_id: 'v3' }),
      ],
      fact_invoice_line: [line('1')],
      ref_rate_card: [
        card('10'),
        card('8', { qty_from: '10' }),
        card('0.5', { vendor_id: 'v2', unit: 'minute' }),
        card('99', { vendor_id: 'v3', valid_to: day('2026-03-01') }),
      ],
    });
    const answer = await db.ask(march, known);
    // 6 x 10, then twelve hours are reached: 6 x 8; 60 minutes at 0.5; nothing is known of v3.
    expect(accrued(answer)).toMatchObject({ money: '138.0000', rows: 3 });
    expect(codes(answer)).toEqual(['no_amount:1', 'cost_known_in_part:']);
    expect(accrued(await db.ask(range('2026-04-01', '2026-05-01'), known))?.money).toBe('60.0000');
  });

  it('say nothing of the cost of others on their days', async () => {
    const db = await asking({
      fact_time_entry: [entry('2026-03-02', 1)],
      fact_invoice_line: [line('160')],
      ref_rate_card: [card('20')],
    });
    const [answer] = await db.ask(range('2026-03-02', '2026-03-03'), known);
    expect(answer).toMatchObject({ value: 20, partial: true });
    expect(answer?.caveats).toEqual([{ code: 'cost_known_in_part', count: null, day: '2026-02-28' }]);
  });

  it('cost the batches that were worked on then, by what was submitted of them', async () => {
    const batch = (id: string, size: number, from: string, to: string) => ({
      batch_id: id,
      vendor_id: 'v1',
      task_version_id: 't@1',
      unit: 'item',
      service_from: day(from),
      service_to: day(to),
      qty_submitted: String(size),
    });
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const db = await asking({
      dim_task: [{ task_version_id: 't@1', task_id: 't', complexity_tier: 'simple' }],
      fact_delivery: [
        ...ids.map((id, place) => batch(id, 10 + place, '2026-03-02', '2026-03-09')),
        batch('before', 10, '2026-02-23', '2026-03-02'),
      ],
      fact_work_item: ids.flatMap((id) =>
        Array.from({ length: 8 }, (_, index) => ({
          work_item_id: `${id}${index}`,
          batch_id: id,
          accepted_at: '2026-03-10T12:00:00Z',
        })),
      ),
      fact_time_entry: [entry('2026-03-02', 2), entry('2026-03-08', 1), entry('2026-03-09', 50)],
      fact_invoice_line: [line('1', { vendor_id: 'v9' })],
      ref_rate_card: [card('20')],
    });
    const [cost] = await db.ask({ ...march, metrics: ['cost_per_accepted_label'] }, known);
    // Three hours at 20 over forty items; the ninth of March is nobody's batch.
    expect(cost).toMatchObject({ value: 1.5, denominator: 40, n: 5 });
    expect(cost?.money?.numerator).toBe('60.0000');
  });
});
