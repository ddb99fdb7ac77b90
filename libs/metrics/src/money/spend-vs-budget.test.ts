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
const days = (from: string, to: string) => ({ kind: 'days', days: { from: day(from), to: day(to) } }) as const;
let lines = 0;
const line = (amount: string, row: Partial<Row<'fact_invoice_line'>> = {}): Partial<Row<'fact_invoice_line'>> => ({
  invoice_line_id: `l${(lines += 1)}`,
  vendor_id: 'v1',
  line_kind: 'invoice',
  status: 'paid',
  posting_date: day('2026-04-03'),
  service_from: day('2026-03-01'),
  service_to: day('2026-04-01'),
  task_id: 't',
  cost_category: 'labeling',
  unit: 'item',
  amount,
  currency: 'EUR',
  ...row,
});
const budget = (amount: string, row: Partial<Row<'fact_budget'>> = {}): Partial<Row<'fact_budget'>> => ({
  budget_line_id: `b${(lines += 1)}`,
  budget_version: 'FY26-v2',
  is_current: true,
  period_month: day('2026-03-01'),
  vendor_id: 'v1',
  task_id: 't',
  cost_category: 'labeling',
  currency: 'EUR',
  amount,
  ...row,
});
const february = { service_from: day('2026-02-01'), service_to: day('2026-03-01'), posting_date: day('2026-03-03') };

const known = { currency: 'EUR', span: { first: day('2026-01-01'), last: day('2026-06-30') } };
const march: Partial<PanelRequest> = { metrics: ['spend_vs_budget'], range: days('2026-03-01', '2026-04-01') };
const months: Partial<PanelRequest> = { ...march, grain: 'month', range: days('2026-02-01', '2026-05-01') };
const codes = ({ caveats }: Estimate) => caveats.map(({ code, count }) => `${code}:${count ?? ''}`);
/** Difference, spend and budget as money, and the share. */
const said = ({ money, parts }: Estimate) => [
  money?.value,
  parts['actual']?.money,
  parts['budget']?.money,
  parts['percent']?.value,
];

describe('spend_vs_budget', () => {
  it('is what was spent less what was planned, exactly, with its share of the plan', async () => {
    const db = await asking({
      fact_invoice_line: [line('1050.10'), line('7', { status: 'draft' }), line('30.20', { status: 'disputed' })],
      fact_budget: [budget('1000'), budget('5000', { budget_version: 'FY26-v1', is_current: false }), budget('0.10')],
    });
    const [all] = await db.ask(march, known);
    // 1080.30 − 1000.10, and 80.20 / 1000.10.
    expect(said(all as Estimate)).toEqual(['80.2000', '1080.3000', '1000.1000', expect.closeTo(0.0801919808, 9)]);
    expect(all).toMatchObject({ value: 80.2, status: 'ok', n: 4, rows: 4, numeratorRows: 2, denominator: 1000.1 });
    expect(all).toMatchObject({ lower: null, upper: null, interval: null });
    expect(codes(all as Estimate)).toEqual(['draft_or_void:1', 'disputed:1']);
    // Behind it lie two lines and two lines of the budget.
    const range = { from: day('2026-03-01'), to: day('2026-04-01') };
    expect(await db.rowsBehind({ metric: 'spend_vs_budget', range })).toBe(4);
  });

  it('has the budget of the days that cost is known of: a quarter to date stands against the same days', async () => {
    const db = await asking({
      fact_invoice_line: [
        line('280', february),
        // Billed on 10 March up to the day before: nothing is known of the days after.
        line('90', { posting_date: day('2026-03-11'), service_to: day('2026-03-11') }),
        // A fee for the year, billed ahead, says nothing of days to come; its part of the days that are known counts.
        line('365', {
          service_from: day('2026-01-01'),
          service_to: day('2027-01-01'),
          posting_date: day('2026-01-02'),
          cost_category: 'platform',
        }),
      ],
      fact_budget: [
        budget('140', { period_month: day('2026-02-01') }),
        budget('310'),
        budget('3000', { period_month: day('2026-04-01') }),
      ],
    });
    const byMonth = await db.ask(months, known);
    // 280 + 28 of 140; of March ten days: 90 + 10 of 100; of April nothing is known.
    expect(byMonth.map(said)).toEqual([
      ['168.0000', '308.0000', '140.0000', 1.2],
      ['0.0000', '100.0000', '100.0000', 0],
      [null, null, null, null],
    ]);
    expect(byMonth.map(({ status, rows, partial }) => [status, rows, partial])).toEqual([
      ['ok', 3, false],
      ['ok', 3, true],
      ['no_data', 0, true],
    ]);
    expect(byMonth.map(({ caveats }) => caveats.map((each) => each.day))).toEqual([[], ['2026-03-10'], ['2026-03-10']]);
    const quarter = { from: day('2026-01-01'), to: day('2026-04-01') };
    const [whole] = await db.ask({ ...march, range: { kind: 'days', days: quarter } }, known);
    expect(said(whole as Estimate).slice(0, 3)).toEqual(['199.0000', '439.0000', '240.0000']);
    expect(await db.rowsBehind({ metric: 'spend_vs_budget', range: quarter })).toBe(whole?.rows);
    const later = { from: day('2026-03-11'), to: day('2026-05-01') };
    expect(await db.rowsBehind({ metric: 'spend_vs_budget', range: later })).toBe(0);
  });

  it('deals the budget of a month evenly to its days', async () => {
    const db = await asking({
      fact_invoice_line: [line('310'), line('28', february)],
      fact_budget: [budget('31'), budget('56', { period_month: day('2026-02-01') })],
    });
    // Two days of February at 2 planned and 1 spent, three of March at 1 and 10.
    const [cut] = await db.ask({ ...march, range: days('2026-02-27', '2026-03-04') }, known);
    expect(said(cut as Estimate).slice(0, 3)).toEqual(['25.0000', '32.0000', '7.0000']);
  });

  it('tells a budget of 0 from none at all, and a slice that spent nothing from one that planned nothing', async () => {
    const db = await asking({
      fact_invoice_line: [line('10'), line('20', { vendor_id: 'v2' })],
      fact_budget: [budget('0'), budget('40', { vendor_id: 'v3' }), budget('5', { vendor_id: null, task_id: null })],
    });
    const members = new Map([
      ['vendor', ['v1', 'v2', 'v3', null].map((value) => ({ value, label: value ?? 'not known', rows: 1 }))],
    ]);
    const slices = await db.ask({ ...march, by: ['vendor'] }, { ...known, members });
    expect(slices.map((each) => [each.by['vendor'], each.status, ...said(each), ...codes(each)])).toEqual([
      ['v1', 'ok', '10.0000', '10.0000', '0.0000', null],
      ['v2', 'undefined', null, '20.0000', null, null, 'no_budget:'],
      ['v3', 'ok', '-40.0000', '0.0000', '40.0000', -1],
      [null, 'ok', '-5.0000', '0.0000', '5.0000', -1],
    ]);
    const [all] = await db.ask(march, known);
    expect(said(all as Estimate).slice(0, 3)).toEqual(['-15.0000', '30.0000', '45.0000']);
  });

  it('converts budgets with the rate of the budget, and lines with that of their month (E6)', async () => {
    const rate = (rate_type: 'budget' | 'month_average', rate: string) => ({
      rate_date: day('2026-03-01'),
      from_currency: 'USD',
      to_currency: 'EUR',
      rate_type,
      rate,
    });
    const usd = { currency: 'USD' };
    const gbp = { currency: 'GBP' };
    const db = await asking({
      fact_invoice_line: [line('100', usd), line('8'), line('3', gbp)],
      fact_budget: [budget('100', usd), budget('70', gbp)],
      ref_fx_rate: [rate('budget', '0.8'), rate('month_average', '0.9')],
    });
    const [all] = await db.ask(march, known);
    expect(said(all as Estimate)).toEqual(['18.0000', '98.0000', '80.0000', 0.225]);
    expect(all?.money?.unconverted).toEqual([{ currency: 'GBP', amount: '-67.0000' }]);
    expect(codes(all as Estimate)).toEqual(['unconverted:1', 'unconverted_budget:1']);
    // A budget of which nothing has a rate is not a budget of 0.
    const pounds = await db.ask({ ...march, params: { gradeBasis: 'best', currency: 'GBP' } }, known);
    expect(said(pounds[0] as Estimate)).toEqual(['-67.0000', '3.0000', '70.0000', expect.closeTo(-67 / 70, 12)]);
    await db.close();
    const none = await asking({ fact_invoice_line: [line('8')], fact_budget: [budget('70', gbp)] });
    const [unknown] = await none.ask(march, known);
    expect(unknown).toMatchObject({ value: null, status: 'undefined' });
    expect(said(unknown as Estimate)).toEqual([null, '8.0000', null, null]);
  });

  it('takes another version of the budget by name, and refuses one that is not there', async () => {
    const old = { budget_version: 'FY26-v1', is_current: false };
    const db = await asking({ fact_invoice_line: [line('8')], fact_budget: [budget('10'), budget('5', old)] });
    const versions = { ...known, budgetVersions: ['FY26-v1', 'FY26-v2'] };
    const ask = (budgetVersion: string) =>
      db.ask({ ...march, params: { gradeBasis: 'best', budgetVersion } }, versions);
    expect(said((await ask('FY26-v1'))[0] as Estimate)).toEqual(['3.0000', '8.0000', '5.0000', 0.6]);
    expect(said((await ask('FY26-v2'))[0] as Estimate)).toEqual(['-2.0000', '8.0000', '10.0000', -0.2]);
    await expect(ask('v3')).rejects.toMatchObject({
      code: 'PARAM_INVALID',
      message: 'There is no version "v3" of the budget.',
      hint: 'Versions: FY26-v1, FY26-v2.',
    });
  });

  it('by ledger stands against the budget up to the last day of posting', async () => {
    const db = await asking({
      fact_invoice_line: [
        line('280', { ...february, posting_date: day('2026-03-10') }),
        line('5', { posting_date: day('2026-03-01'), service_from: day('2026-05-01'), service_to: day('2026-06-01') }),
      ],
      fact_budget: [budget('310'), budget('300', { period_month: day('2026-04-01') })],
    });
    const ledger = { params: { gradeBasis: 'best', moneyBasis: 'ledger' } } as const;
    const byMonth = await db.ask({ ...months, ...ledger }, known);
    expect(byMonth.map((each) => said(each).slice(0, 3))).toEqual([
      [null, null, null],
      ['185.0000', '285.0000', '100.0000'],
      [null, null, null],
    ]);
    // Days before the last posting are whole, whether or not it is one of those asked for.
    const [early] = await db.ask({ ...march, ...ledger, range: days('2026-03-01', '2026-03-06') }, known);
    expect(said(early as Estimate).slice(0, 3)).toEqual(['-45.0000', '5.0000', '50.0000']);
  });
});
