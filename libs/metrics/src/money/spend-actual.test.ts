import type { Day, Estimate, PanelRequest } from '@assay/contract';
import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import fc from 'fast-check';
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
type Line = Partial<Row<'fact_invoice_line'>>;
let lines = 0;
const line = (amount: string, row: Line = {}): Line => ({
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
type Rate = Partial<Row<'ref_fx_rate'>>;
const rate = (month: string, rate: string, row: Rate = {}): Rate => ({
  rate_date: day(month),
  from_currency: 'USD',
  to_currency: 'EUR',
  rate_type: 'month_average',
  rate,
  ...row,
});

const span = { first: day('2026-01-01'), last: day('2026-06-30') };
const known = { currency: 'EUR', span };
const months: Partial<PanelRequest> = {
  metrics: ['spend_actual'],
  grain: 'month',
  range: days('2026-02-01', '2026-05-01'),
};
const ledger = { params: { gradeBasis: 'best', moneyBasis: 'ledger' } } as const;
const amounts = (list: readonly Estimate[]) => list.map(({ bucket, money }) => [bucket, money?.value]);
const codes = ({ caveats }: Estimate) => caveats.map(({ code, count }) => `${code}:${count ?? ''}`);

const rowsBehind = (db: GradedWarehouse, from: string, to: string, basis: 'service' | 'ledger'): Promise<unknown> =>
  db.rowsBehind({
    metric: 'spend_actual',
    range: { from: day(from), to: day(to) },
    money: { basis, currency: 'EUR' },
  });

describe('spend_actual by service', () => {
  it('deals a line evenly to its days; the ledger has it whole on the day of posting', async () => {
    // 11 days of February and 31 of March, 42 in all, at 10 a day.
    const db = await asking({
      fact_invoice_line: [
        line('420.00', { service_from: day('2026-02-18') }),
        line('0.10', { posting_date: day('2026-02-28') }),
      ],
    });
    expect(amounts(await db.ask(months, known))).toEqual([
      ['2026-02-01', '110.0000'],
      ['2026-03-01', '310.1000'],
      // Nothing is known of it, which is not 0.
      ['2026-04-01', null],
    ]);
    expect(amounts(await db.ask({ ...months, ...ledger }, known))).toEqual([
      ['2026-02-01', '0.1000'],
      ['2026-03-01', '0.0000'],
      ['2026-04-01', '420.0000'],
    ]);
    expect(await rowsBehind(db, '2026-02-01', '2026-03-01', 'service')).toBe(1);
    expect(await rowsBehind(db, '2026-02-01', '2026-03-01', 'ledger')).toBe(1);
    expect(await rowsBehind(db, '2026-03-01', '2026-04-01', 'service')).toBe(2);
  });

  it('differs by what the amounts differ by, not their floats', async () => {
    const february = { service_from: day('2026-02-01'), service_to: day('2026-03-01') };
    const db = await asking({ fact_invoice_line: [line('900000000000.0003'), line('900000000000.0001', february)] });
    const march = { ...months, grain: 'none' as const, range: days('2026-03-01', '2026-04-01') };
    const [all] = await db.ask({ ...march, compare: { kind: 'previous' } }, known);
    const exact = { comparedValue: '900000000000.0001', difference: '0.0002', lower: null, upper: null };
    expect(all?.change).toMatchObject({ verdict: 'counted', money: exact });
  });

  it('keeps cents that floats lose', async () => {
    const db = await asking({ fact_invoice_line: [line('0.10'), line('0.20'), line('90071992547.409931')] });
    const [all] = await db.ask({ ...months, grain: 'none' }, known);
    expect(all?.money).toMatchObject({ value: '90071992547.7099', numerator: '90071992547.7099', currency: 'EUR' });
  });

  it('leaves drafts and voids out, counts what is disputed and shows it apart', async () => {
    const db = await asking({
      fact_invoice_line: [
        line('100'),
        line('30', { status: 'disputed' }),
        line('7', { status: 'draft' }),
        line('8', { status: 'void' }),
        line('9', { service_from: null as never }),
      ],
    });
    const [, march, april] = await db.ask(months, known);
    expect(march).toMatchObject({ value: 130, n: 2, rows: 2, status: 'ok', lower: null });
    expect(march?.parts['invoiced']).toMatchObject({ money: '100.0000', rows: 1 });
    expect(march?.parts['disputed']).toMatchObject({ money: '30.0000', rows: 1 });
    expect(codes(march as Estimate)).toEqual(['draft_or_void:2', 'disputed:1']);
    // Of unknown days: told where it was posted.
    expect(codes(april as Estimate)).toEqual(['undated:1', 'cost_known_through:']);
  });

  it('puts a credit where the line is that it credits, and by ledger where it is posted (E5)', async () => {
    const february = { service_from: day('2026-02-01'), service_to: day('2026-03-01') };
    const credit = { line_kind: 'credit_note', posting_date: day('2026-04-20') } as const;
    const db = await asking({
      fact_invoice_line: [
        line('1000', { ...february, invoice_line_id: 'first', posting_date: day('2026-03-03') }),
        line('-400', { ...credit, credits_line_id: 'first' }),
        line('-5', { ...credit }),
      ],
    });
    const byService = await db.ask(months, known);
    expect(amounts(byService)).toEqual([
      ['2026-02-01', '600.0000'],
      ['2026-03-01', '-5.0000'],
      ['2026-04-01', null],
    ]);
    expect(codes(byService[1] as Estimate)).toEqual(['unlinked_credit:1']);
    expect(amounts(await db.ask({ ...months, ...ledger }, known)).map(([, value]) => value)).toEqual([
      '0.0000',
      '1000.0000',
      '-405.0000',
    ]);
  });
});

describe('currencies', () => {
  const usd = { currency: 'USD' };
  it('convert line by line at the average of the service month; without a rate the amount stands beside (E6)', async () => {
    const db = await asking({
      fact_invoice_line: [
        line('100'),
        line('200', usd),
        line('50', { ...usd, service_from: day('2026-02-01'), service_to: day('2026-03-01') }),
        line('70', { currency: 'GBP' }),
      ],
      ref_fx_rate: [
        rate('2026-03-01', '0.9'),
        rate('2026-03-01', '0.5', { rate_type: 'month_end' }),
        rate('2026-03-01', '1.1', { from_currency: 'EUR', to_currency: 'USD' }),
        rate('2026-04-01', '0.8'),
      ],
    });
    const [february, march] = await db.ask(months, known);
    expect(march?.money).toEqual({
      currency: 'EUR',
      value: '280.0000',
      lower: null,
      upper: null,
      numerator: '280.0000',
      unconverted: [{ currency: 'GBP', amount: '70.0000' }],
    });
    expect(codes(march as Estimate)).toEqual(['unconverted:1']);
    // Nothing of February has a rate: that is not known, and not 0.
    expect(february).toMatchObject({ value: null, status: 'undefined', rows: 1 });
    expect(february?.money).toMatchObject({ value: null, unconverted: [{ currency: 'USD', amount: '50.0000' }] });
  });

  it('are asked for by name, else the commonest of the data is', async () => {
    const db = await asking({ fact_invoice_line: [line('100', usd)], ref_fx_rate: [rate('2026-03-01', '0.9')] });
    const one = { ...months, grain: 'none' as const };
    const members = new Map([['currency', [{ value: 'USD', label: 'USD', rows: 1 }]]]);
    const [own] = await db.ask(one, { span, members });
    expect(own?.money).toMatchObject({ currency: 'USD', value: '100.0000' });
    const [asked] = await db.ask({ ...one, params: { gradeBasis: 'best', currency: 'EUR' } }, { span, members });
    expect(asked?.money).toMatchObject({ currency: 'EUR', value: '90.0000' });
    await expect(db.ask({ ...one, params: { gradeBasis: 'best', currency: 'euro' } }, known)).rejects.toThrow(
      '"euro" is not a currency.',
    );
  });
});

describe('what is owed and in no invoice', () => {
  const delivery = (id: string, row: Partial<Row<'fact_delivery'>> = {}) => ({
    batch_id: id,
    vendor_id: 'v1',
    task_version_id: 't@1',
    unit: 'item',
    delivered_at: '2026-03-09T00:00:00Z',
    service_from: day('2026-03-02'),
    service_to: day('2026-03-09'),
    qty_submitted: '110',
    qty_accepted: '100',
    qty_rejected: '10',
    qty_pending: '0',
    ...row,
  });
  const card = (unit_price: string, row: Partial<Row<'ref_rate_card'>> = {}) => ({
    rate_id: `r${unit_price}`,
    vendor_id: 'v1',
    unit: 'item' as const,
    billing_basis: 'accepted' as const,
    currency: 'EUR',
    unit_price,
    qty_from: '0',
    valid_from: day('2026-01-01'),
    ...row,
  });
  const task = { task_version_id: 't@1', task_id: 't', complexity_tier: 'simple' } as const;

  it('counts delivered units at the price of the service day; most specific card, highest band reached', async () => {
    const db = await asking({
      dim_task: [task],
      fact_invoice_line: [line('55', { batch_id: 'billed' })],
      fact_delivery: [
        delivery('billed'),
        delivery('owed'),
        delivery('not handed over', { delivered_at: null }),
        // With this one the month has reached 400 units, those not handed over yet with them: the band from 350.
        delivery('third', { service_from: day('2026-03-16'), service_to: day('2026-03-23') }),
        delivery('priceless', { unit: 'word' }),
        delivery('our own', { vendor_id: 'own' }),
      ],
      ref_rate_card: [
        card('9'),
        card('2', { task_id: 't' }),
        card('1.5', { task_id: 't', qty_from: '350' }),
        card('5', { task_id: 't', valid_to: day('2026-03-01') }),
        card('7', { task_id: 'another' }),
      ],
    });
    const [, march] = await db.ask(months, known);
    // 100 x 2 for what is owed, 100 x 1.5 for the third.
    expect(march?.parts['accrued']).toMatchObject({ money: '350.0000', rows: 2 });
    expect(march?.money?.value).toBe('405.0000');
    expect(codes(march as Estimate)).toEqual(['no_amount:1']);
    expect(march?.rows).toBe(3);
    expect(await rowsBehind(db, '2026-03-01', '2026-04-01', 'service')).toBe(3);
  });

  it('counts undecided units with the acceptance of the last 90 days, by the rate of the month’s end', async () => {
    const db = await asking({
      dim_task: [task],
      fact_invoice_line: [
        line('0', { posting_date: day('2026-01-10'), service_from: day('2026-01-01'), service_to: day('2026-01-02') }),
      ],
      fact_delivery: [
        delivery('long ago', {
          service_from: day('2025-11-03'),
          service_to: day('2025-11-10'),
          qty_accepted: '1',
          qty_rejected: '99',
        }),
        // 60 of 80 decided ones accepted: 40 undecided count as 30.
        delivery('open', { qty_submitted: '120', qty_accepted: '60', qty_rejected: '20', qty_pending: '40' }),
      ],
      ref_rate_card: [card('2', { currency: 'USD' })],
      ref_fx_rate: [rate('2026-03-01', '0.5'), rate('2026-03-01', '0.9', { rate_type: 'month_end' })],
    });
    const [, march] = await db.ask(months, known);
    // (60 + 30) x 2 x 0.9; a row for what is decided, one for what is not.
    expect(march?.money?.value).toBe('162.0000');
    expect(march?.rows).toBe(2);
  });

  it('is nothing where a line of the vendor covers its days without naming batches', async () => {
    const db = await asking({
      dim_task: [task],
      fact_invoice_line: [line('310')],
      fact_delivery: [delivery('owed')],
      ref_rate_card: [card('2')],
    });
    const [, march] = await db.ask(months, known);
    expect(march?.money?.value).toBe('310.0000');
  });
});

describe('laws', () => {
  it('days add up to the whole, and vendors, and kinds of lines', async () => {
    const anyLine = fc.record({
      cents: fc.integer({ min: -1_000_000, max: 1_000_000 }),
      from: fc.integer({ min: 0, max: 60 }),
      length: fc.integer({ min: 1, max: 40 }),
      vendor: fc.constantFrom('a', 'b', 'c'),
      status: fc.constantFrom('paid' as const, 'disputed' as const, 'void' as const),
    });
    const dayAt = (offset: number): Day => day(new Date(Date.UTC(2026, 1, 1 + offset)).toISOString().slice(0, 10));
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { minLength: 1, maxLength: 12 }), async (drawn) => {
        const db = await GradedWarehouse.open({
          fact_invoice_line: drawn.map(({ cents, from, length, vendor, status }) =>
            line((cents / 100).toFixed(2), {
              vendor_id: vendor,
              status,
              service_from: dayAt(from),
              service_to: dayAt(from + length),
            }),
          ),
        });
        try {
          const range = { range: { kind: 'days', days: { from: dayAt(0), to: dayAt(101) } } } as const;
          const { answers } = await db.askTogether(
            [
              { ...months, ...range, grain: 'none' },
              { ...months, ...range, grain: 'day' },
              { ...months, ...range, grain: 'none', by: ['vendor'] },
            ],
            known,
          );
          // A plain oracle: every cent is of one line, and only void ones do not count.
          const cents = drawn.reduce((sum, each) => sum + (each.status === 'void' ? 0 : each.cents), 0);
          const sum = (list: readonly Estimate[] = []) =>
            list.reduce((total, { money }) => total + Number(money?.value ?? 0), 0);
          const isVoid = drawn.every(({ status }) => status === 'void');
          const text = (cents / 100).toFixed(4).replace(/^-(0\.0+)$/, '$1');
          expect(answers[0]?.[0]?.money?.value).toBe(isVoid ? null : text);
          // Every day is rounded to a ten-thousandth.
          expect(Math.abs(sum(answers[1]) - cents / 100)).toBeLessThan(101 * 0.00005 + 1e-6);
          expect(Math.abs(sum(answers[2]) - cents / 100)).toBeLessThan(1e-6);
          const [whole] = answers[0] ?? [];
          expect(
            sum(Object.values(whole?.parts ?? {}).map((part) => ({ money: { value: part.money } }) as Estimate)),
          ).toBeCloseTo(cents / 100, 6);
        } finally {
          await db.close();
        }
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});
