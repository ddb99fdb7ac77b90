import type { StoredRow } from '@assay/model';
import fc from 'fast-check';
import { plusDays } from '../oracle/time.ts';
import { taskVersions, vendors } from './dimensions.ts';
import { chance, dayAt, factRows, firstDay, orNull, rowOf, some } from './values.ts';

const cents = fc.integer({ min: 0, max: 900_000 }).map((all) => (all / 100).toFixed(6));
const quantity = fc.integer({ min: 0, max: 200 }).map((all) => all.toFixed(4));
const currencies = ['EUR', 'EUR', 'EUR', 'EUR', 'USD', 'GBP'] as const;

/** Days of service; sometimes none. */
const stretch = fc
  .tuple(fc.integer({ min: 0, max: 140 }), some(0, 1, 3, 7, 7, 14, 31))
  .map(([from, days]) => ({ service_from: dayAt(from), service_to: dayAt(from + days) }));

const delivery = fc.record({
  vendor_id: some(...vendors),
  task_version_id: some(...taskVersions),
  unit: some('item', 'item', 'judgement'),
  delivered_at: orNull(some('2026-03-01T00:00:00Z'), 10),
  qty_submitted: orNull(quantity, 5),
  qty_accepted: orNull(quantity, 5),
  qty_rejected: orNull(quantity, 10),
  qty_pending: orNull(some('0.0000', '0.0000', '12.0000')),
  days: stretch,
});

export const deliveries = factRows('fact_delivery', { made: delivery, most: 30 }, ({ days, ...each }, index) => ({
  ...each,
  ...days,
  batch_id: `b${index}`,
}));

/** Of a vendor who hands over no items; by number, so that what is drawn stays what it was. */
export const wholeDeliveries: readonly StoredRow<'fact_delivery'>[] = Array.from({ length: 12 }, (_, index) =>
  rowOf('fact_delivery', {
    batch_id: `whole ${index}`,
    vendor_id: 'v4',
    task_version_id: taskVersions[index % taskVersions.length] ?? null,
    unit: 'item',
    service_from: dayAt(index * 11),
    service_to: dayAt(index * 11 + 7),
    qty_submitted: '60.0000',
    qty_accepted: index % 5 === 4 ? null : `${(index * 17) % 50}.0000`,
    qty_rejected: `${(index * 3) % 8}.0000`,
    decided_at: index % 6 === 5 ? null : `${dayAt(index * 11 + 9)}T22:30:00Z`,
    is_test: index === 7,
  }),
);

const line = fc.record({
  vendor_id: some(...vendors),
  line_kind: some('invoice', 'invoice', 'invoice', 'credit_note', 'refund', 'fixed_fee'),
  credits: orNull(fc.nat(30), 40),
  status: some('approved', 'paid', 'paid', 'disputed', 'draft', 'void'),
  posted: fc.integer({ min: 0, max: 160 }),
  task_id: orNull(some('t1', 't2'), 50),
  batch: orNull(fc.nat(20), 50),
  cost_category: orNull(
    some('labeling', 'labeling', 'labeling', 'labeling', 'rework', 'rework', 'audit', 'platform'),
    3,
  ),
  unit: some('item', 'hour', 'item', 'hour', 'fixed'),
  amount: orNull(cents, 5),
  currency: orNull(some(...currencies), 4),
  days: orNull(stretch, 6),
});

export const lines = factRows(
  'fact_invoice_line',
  { made: line, most: 120 },
  ({ credits, posted, batch, days, amount, ...each }, index): Partial<StoredRow<'fact_invoice_line'>> => {
    const isCredit = each.line_kind === 'credit_note' || each.line_kind === 'refund';
    return {
      ...each,
      ...days,
      invoice_line_id: `l${index}`,
      credits_line_id: isCredit && credits !== null ? `l${credits}` : null,
      batch_id: batch === null || isCredit ? null : `b${batch}`,
      amount: isCredit && amount !== null ? `-${(Number(amount) / 10).toFixed(6)}` : amount,
      posting_date: dayAt(posted),
    };
  },
);

const card = fc.record({
  vendor_id: some(...vendors),
  task_id: orNull(some('t1', 't2'), 50),
  complexity_tier: orNull(some('simple', 'complex'), 60),
  locale: orNull(some('de'), 90),
  unit: some('item', 'item', 'judgement'),
  billing_basis: some('accepted', 'accepted', 'submitted', 'hours'),
  currency: some(...currencies),
  unit_price: some('1.250000', '0.333333', '4.700000'),
  qty_from: some('0.0000', '0.0000', '150.0000'),
  valid_from: some(firstDay, firstDay, dayAt(60)),
  valid_to: orNull(some(dayAt(90)), 60),
});

export const cards = factRows('ref_rate_card', { made: card, most: 16 }, (each, index) => ({
  ...each,
  rate_id: `rate${index}`,
}));

const months = ['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'] as const;

type RateType = 'month_average' | 'month_end' | 'budget';

/** Rates of these types into both reporting currencies, one a month, some missing. */
function ratesOf(types: readonly RateType[]): fc.Arbitrary<readonly StoredRow<'ref_fx_rate'>[]> {
  const all = months.flatMap((month) =>
    types.flatMap((rate_type) =>
      ['EUR', 'USD', 'GBP'].flatMap((from_currency) =>
        ['EUR', 'USD'].map((to_currency) => ({ rate_date: month as never, rate_type, from_currency, to_currency })),
      ),
    ),
  );
  const made = fc.record({ rate: some('1.0812000000', '0.8643500000', '1.1249000000'), isThere: chance(96) });
  return fc.array(made, { minLength: all.length, maxLength: all.length }).map((drawn) =>
    all
      .map((own, index) => ({ ...own, ...drawn[index] }))
      .filter(({ isThere, from_currency, to_currency }) => isThere === true && from_currency !== to_currency)
      .map(({ rate_date, rate_type, from_currency, to_currency, rate }) =>
        rowOf('ref_fx_rate', { rate_date, rate_type, from_currency, to_currency, rate: rate ?? null }),
      ),
  );
}

export const rates = ratesOf(['month_average', 'month_end']);
export const budgetRates = ratesOf(['budget']);

const budget = fc.record({
  is_current: orNull(some(true, true, true, false), 4),
  period_month: some(...months, ...months, '2026-02-11'),
  vendor_id: orNull(some(...vendors)),
  task_id: orNull(some('t1', 't2')),
  cost_category: orNull(some('labeling', 'labeling', 'rework', 'platform'), 3),
  currency: orNull(some(...currencies), 4),
  amount: orNull(fc.oneof(cents, fc.constant('0.000000')), 5),
});

export const budgets = factRows('fact_budget', { made: budget, most: 60 }, ({ period_month, ...each }, index) => ({
  ...each,
  period_month: period_month as never,
  budget_version: each.is_current === true ? 'v2' : 'v1',
  budget_line_id: `budget${index}`,
}));

const entry = fc.record({
  // The last is the own team, whose time on the work of all has a cost of its own.
  vendor_id: some(...vendors, 'v3', 'v3'),
  task_id: orNull(some('t1', 't2')),
  activity: some('production', 'production', 'rework', 'review', 'adjudication', 'gold', 'training', 'idle'),
  paid_seconds: orNull(
    fc.integer({ min: 0, max: 480 }).map((minutes) => minutes * 60),
    5,
  ),
  // Of most days; a cost that is not known makes that of its batches not known.
  cost: orNull(cents, 1),
  currency: some(...currencies, 'EUR', 'EUR'),
  day: fc.integer({ min: 0, max: 149 }),
});

export const timeEntries = factRows('fact_time_entry', { made: entry, most: 160 }, ({ day, cost, ...each }, index) => ({
  ...each,
  cost_amount: cost,
  entry_id: `entry${index}`,
  entry_date: dayAt(day),
}));

const hourCard = fc.record({
  vendor_id: some(...vendors),
  task_id: orNull(some('t1', 't2'), 60),
  complexity_tier: orNull(some('simple'), 90),
  unit: some('hour', 'hour', 'minute'),
  currency: some(...currencies),
  unit_price: orNull(some('17.000000', '0.411111'), 5),
  qty_from: some('0.0000', '0.0000', '6.0000'),
  valid_from: some(firstDay, firstDay, dayAt(60)),
  valid_to: orNull(some(dayAt(90)), 60),
});

export const hourCards = factRows('ref_rate_card', { made: hourCard, most: 10 }, (each, index) => ({
  ...each,
  rate_id: `hour${index}`,
  billing_basis: 'hours' as const,
}));

const feeCard = fc.record({
  vendor_id: some(...vendors),
  task_id: orNull(some('t1', 't2'), 40),
  currency: some(...currencies),
  unit_price: orNull(some('310.000000', '47.111111'), 5),
  qty_from: orNull(some('0.0000', '0.0000', '0.0000', '6.0000'), 10),
  valid_from: fc.integer({ min: -5, max: 140 }).map(dayAt),
  length: some(1, 10, 45, 45, 120),
  isOpen: chance(15),
});

export const feeCards = factRows(
  'ref_rate_card',
  { made: feeCard, most: 12 },
  ({ length, isOpen, valid_from, ...each }, index) => ({
    ...each,
    valid_from,
    valid_to: isOpen ? null : plusDays(valid_from, length),
    rate_id: `fee${index}`,
    unit: 'fixed' as const,
    billing_basis: 'fixed' as const,
  }),
);
