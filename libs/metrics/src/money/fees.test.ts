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
const card = (unit_price: string, row: Partial<Row<'ref_rate_card'>> = {}): Partial<Row<'ref_rate_card'>> => ({
  rate_id: `r${unit_price}`,
  vendor_id: 'v1',
  unit: 'fixed',
  billing_basis: 'fixed',
  currency: 'EUR',
  unit_price,
  qty_from: '0',
  valid_from: day('2026-03-01'),
  valid_to: day('2026-04-01'),
  ...row,
});
let lines = 0;
type Line = Partial<Row<'fact_invoice_line'>>;
const line = (from: string, to: string, row: Line = {}): Line => ({
  invoice_line_id: `l${(lines += 1)}`,
  vendor_id: 'v1',
  line_kind: 'fixed_fee',
  status: 'paid',
  posting_date: day('2026-03-02'),
  service_from: day(from),
  service_to: day(to),
  cost_category: 'labeling',
  unit: 'fixed',
  amount: '0',
  currency: 'EUR',
  ...row,
});
const known = {
  currency: 'EUR',
  today: day('2026-07-10'),
  span: { first: day('2026-01-01'), last: day('2026-06-30') },
};
const range = (from: string, to: string): Partial<PanelRequest> => ({
  metrics: ['spend_actual'],
  range: { kind: 'days', days: { from: day(from), to: day(to) } },
});
const march = range('2026-03-01', '2026-04-01');
const months: Partial<PanelRequest> = { ...range('2026-01-01', '2026-04-01'), grain: 'month' };
const accrued = ([estimate]: readonly Estimate[]) => estimate?.parts['accrued'];
const eachAccrued = (list: readonly Estimate[]) =>
  list.map(({ parts }) => [parts['accrued']?.money, parts['accrued']?.rows]);
const codes = ([estimate]: readonly Estimate[]) => estimate?.caveats.map(({ code, count }) => `${code}:${count ?? ''}`);

describe('fixed fees that nobody billed yet', () => {
  it('are owed by the days that are over and that the data reaches, of all days of the card', async () => {
    const db = await asking({
      fact_invoice_line: [line('2026-02-01', '2026-03-01', { vendor_id: 'v2', amount: '1' })],
      ref_rate_card: [card('310')],
    });
    // Ten a day.
    expect(accrued(await db.ask(march, known))).toMatchObject({ money: '310.0000', rows: 1 });
    const reached = { ...known, span: { ...known.span, last: day('2026-03-20') } };
    expect(accrued(await db.ask(march, reached))?.money).toBe('200.0000');
    expect(accrued(await db.ask(march, { ...reached, today: day('2026-03-08') }))?.money).toBe('70.0000');
    const week = range('2026-03-16', '2026-03-23');
    expect(accrued(await db.ask(week, reached))?.money).toBe('50.0000');
    expect(accrued(await db.ask(range('2026-03-23', '2026-03-30'), reached))?.rows).toBe(0);
    const { days } = march.range as { days: { from: Day; to: Day } };
    expect(await db.rowsBehind({ metric: 'spend_actual', range: days }, reached)).toBe(1);
    const ledger = { params: { gradeBasis: 'best', moneyBasis: 'ledger' } } as const;
    expect(accrued(await db.ask({ ...march, ...ledger }, known))?.rows).toBe(0);
  });

  it('are not owed for days in a line of the vendor and task, whatever it was for', async () => {
    const db = await asking({
      // Ninety days at ten.
      ref_rate_card: [card('900', { valid_from: day('2026-01-01'), task_id: 't' })],
      fact_invoice_line: [
        line('2026-01-01', '2026-02-01', { cost_category: 'platform', line_kind: 'invoice' }),
        line('2026-02-05', '2026-02-10', { task_id: 't', unit: 'item', line_kind: 'invoice' }),
        // Two lines of the same days, and one that reaches into March.
        line('2026-02-08', '2026-02-12', { line_kind: 'fixed_fee', unit: 'item', batch_id: 'b' }),
        line('2026-02-24', '2026-03-02', { status: 'disputed' }),
        line('2026-03-05', '2026-03-06', { status: 'draft' }),
        line('2026-03-07', '2026-03-08', { task_id: 'u' }),
        line('2026-03-09', '2026-03-10', { vendor_id: 'v2' }),
        line('2026-03-11', '2026-03-12', { batch_id: 'b', line_kind: 'invoice', unit: 'item' }),
        line('2026-03-13', '2026-03-14', { cost_category: 'audit', line_kind: 'invoice', unit: 'item' }),
        line('2026-03-15', '2026-03-15'),
        line('2026-03-17', '2026-03-18', { is_test: true } as Line),
      ],
    });
    const answer = await db.ask(months, known);
    // Of February 1 to 5 and 12 to 24, of March all but the first day.
    expect(eachAccrued(answer)).toEqual([
      ['0.0000', 0],
      ['160.0000', 2],
      ['300.0000', 1],
    ]);
  });

  it('are converted with the rate of each month, and those without an end or a price are told', async () => {
    const rate = (month: string, rate: string) => ({
      rate_date: day(month),
      from_currency: 'USD',
      to_currency: 'EUR',
      rate_type: 'month_end' as const,
      rate,
    });
    const db = await asking({
      fact_invoice_line: [line('2026-01-01', '2026-03-31', { vendor_id: 'v2' })],
      // 59 days of February and March, at two dollars.
      ref_rate_card: [
        card('118', { valid_from: day('2026-02-01'), currency: 'USD' }),
        card('1', { vendor_id: 'v3', valid_to: null }),
        card('2', { vendor_id: 'v4', unit_price: null as never }),
        card('3', { qty_from: '10' }),
        card('4', { vendor_id: 'v5', billing_basis: 'submitted' }),
        card('5', { is_test: true } as never),
        card('6', { valid_to: day('2026-03-01') }),
      ],
      ref_fx_rate: [rate('2026-02-01', '0.5'), rate('2026-03-01', '0.75')],
    });
    const [, february, last] = await db.ask(months, known);
    expect(eachAccrued([february as Estimate, last as Estimate])).toEqual([
      ['28.0000', 1],
      ['46.5000', 1],
    ]);
    expect(codes([last as Estimate])).toEqual(['no_amount:2', 'cost_known_in_part:']);
  });

  it('cost the batches that began on those days, say nothing of how far cost is known, and stand in the variance', async () => {
    const sizes = { a: 10, b: 11, c: 12, d: 13, e: 14 };
    const batch = (id: string, size: number, from = '2026-03-02') => ({
      batch_id: id,
      vendor_id: 'v1',
      task_version_id: 't@1',
      unit: 'item',
      service_from: day(from),
      service_to: day('2026-03-31'),
      qty_submitted: String(size),
    });
    const db = await asking({
      dim_task: [{ task_version_id: 't@1', task_id: 't', complexity_tier: 'simple' }],
      fact_delivery: [...Object.entries(sizes).map(([id, size]) => batch(id, size)), batch('before', 10, '2026-02-28')],
      fact_work_item: Object.keys(sizes).flatMap((id) =>
        Array.from({ length: 8 }, (_, index) => ({
          work_item_id: `${id}${index}`,
          batch_id: id,
          accepted_at: '2026-03-10T12:00:00Z',
        })),
      ),
      fact_invoice_line: [line('2026-03-01', '2026-03-16', { vendor_id: 'v2', amount: '1' })],
      fact_budget: [
        {
          budget_line_id: 'plan',
          budget_version: 'v1',
          is_current: true,
          period_month: day('2026-03-01'),
          vendor_id: 'v1',
          cost_category: 'labeling',
          currency: 'EUR',
          amount: '620',
        },
      ],
      ref_rate_card: [card('310')],
    });
    const members = new Map([['vendor', [{ value: 'v1', label: 'v1', rows: 1 }]]]);
    const own = { ...known, members, span: { ...known.span, last: day('2026-03-20') } };
    const asked = { ...march, where: [{ dimension: 'vendor', values: ['v1'] }] };
    const [cost] = await db.ask({ ...asked, metrics: ['cost_per_accepted_label'] }, own);
    // Twenty days at ten over forty items.
    expect(cost).toMatchObject({ value: 5, denominator: 40, n: 5, partial: true });
    const [spend] = await db.ask(asked, own);
    expect(spend?.money).toMatchObject({ value: '200.0000' });
    expect(cost?.money?.numerator).toBe(spend?.money?.value);
    // Cost is known to 2 March, when the line of v2 was posted, of which two days at ten are owed and 40 were planned.
    expect(spend?.caveats).toEqual([{ code: 'cost_known_in_part', count: null, day: '2026-03-02' }]);
    const [variance] = await db.ask({ ...asked, metrics: ['spend_vs_budget'] }, own);
    expect(variance?.money).toMatchObject({ value: '-20.0000', numerator: '20.0000' });
  });
});
