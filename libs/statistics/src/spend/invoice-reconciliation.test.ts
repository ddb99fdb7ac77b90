import { describe, expect, it } from 'vitest';
import { invoiceReconciliation } from './invoice-reconciliation.ts';
import type { Delivery, InvoiceLine, ReconciliationInput } from './invoice-reconciliation.ts';

const line: InvoiceLine = {
  vendor: 'v',
  task: 't',
  number: 'N-1',
  line: 1,
  po: 'PO',
  unit: 'item',
  qty: 100,
  price: 2,
  amount: 200,
  currency: 'EUR',
  from: '2026-03-01',
  to: '2026-04-01',
};
const delivery: Delivery = { vendor: 'v', task: 't', day: '2026-03-10', submitted: 120, accepted: 100, rejected: 20, basis: 'accepted' }; // prettier-ignore
const card = { vendor: 'v', task: 't', unit: 'item', price: 2, currency: 'EUR', from: '2026-01-01', to: null };
const flags = (own: Partial<InvoiceLine>, rest: Partial<ReconciliationInput> = {}) =>
  invoiceReconciliation({
    line: { ...line, ...own },
    earlierLines: [],
    deliveries: [delivery],
    rateCard: [card],
    ...rest,
  }).flags;

describe('invoice_reconciliation', () => {
  it('finds nothing odd about a line that is as agreed', () => {
    expect(flags({})).toEqual([]);
    expect(flags({ qty: 101, amount: 202 })).toEqual([]);
  });

  it.each<[string, Partial<InvoiceLine>, Partial<ReconciliationInput>, readonly string[]]>([
    ['no order', { po: null }, {}, ['missing_po']],
    ['its own number again', { qty: 100 }, { earlierLines: [{ ...line, amount: 1 }] }, ['duplicate_exact']],
    [
      'the same under another number',
      {},
      { earlierLines: [{ ...line, number: 'N-0', amount: 200.9 }] },
      ['duplicate_suspect'],
    ],
    ['no card', {}, { rateCard: [] }, ['no_rate_card']],
    [
      'days that no one card holds',
      { to: '2026-04-01' },
      { rateCard: [{ ...card, to: '2026-03-20' }] },
      ['no_rate_card'],
    ],
    ['another currency', { currency: 'USD' }, {}, ['currency_mismatch']],
    ['another unit', { unit: 'hour', price: 50, amount: 5000 }, {}, ['unit_mismatch']],
    ['a higher price', { price: 2.02, amount: 202 }, {}, ['rate_mismatch']],
    ['a sum that is off', { amount: 201.5 }, {}, ['arithmetic']],
    ['nothing delivered', {}, { deliveries: [{ ...delivery, day: '2026-04-01' }] }, ['no_delivery']],
    ['rejected work', { qty: 120, amount: 240 }, {}, ['billed_but_rejected']],
    ['more than came', { qty: 130, amount: 260 }, {}, ['overbilled_quantity']],
    ['more than was submitted', { qty: 130, amount: 260 }, { deliveries: [{ ...delivery, basis: 'submitted' }] }, ['overbilled_quantity']], // prettier-ignore
    ['less than is due', { qty: 90, amount: 180 }, {}, ['underbilled_quantity']],
  ])('flags %s', (_, own, rest, expected) => {
    expect(flags(own, rest)).toEqual(expected);
  });

  it('adds up part invoices about the same days, and leaves those of other days and vendors alone', () => {
    const part = { ...line, number: 'N-0', qty: 60, amount: 120 };
    expect(flags({ qty: 40, amount: 80 }, { earlierLines: [part] })).toEqual([]);
    expect(flags({}, { earlierLines: [part] })).toEqual(['overbilled_quantity']);
    const apart = [
      { ...part, vendor: 'w' },
      { ...part, from: '2026-02-01', to: '2026-03-01' },
    ];
    expect(flags({}, { earlierLines: apart })).toEqual([]);
  });

  it('names all that is odd, in order', () => {
    expect(flags({ po: '', amount: 300, qty: 130 }, { rateCard: [{ ...card, price: 1 }] })).toEqual(['missing_po', 'rate_mismatch', 'arithmetic', 'overbilled_quantity']); // prettier-ignore
  });
});
