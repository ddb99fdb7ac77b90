import { bool, date, money, quantity, str } from '../column.ts';
import { table } from '../table.ts';
import { billingBases } from '../vocabulary.ts';

export const refRateCard = table({
  name: 'ref_rate_card',
  rows: 'rates of vendors',
  kind: 'ref',
  family: 'Reference rates',
  core: true,
  changes: 'none',
  grain: 'one row per vendor, task, tier, locale, unit and quantity band while a price holds',
  source: 'contract sheet, ERP price list',
  note: "Choice when several rows match: most specific wins (task, then tier, then locale), then highest `qty_from` reached by the month's cumulative quantity.",
  cluster: ['vendor_id', 'task_id'],
  columns: [
    str('rate_id', 'key of the rate', { key: 1 }),
    str('vendor_id', 'supplier; the own team is one'),
    str('task_id', 'null = every task', { maybe: true }),
    str('complexity_tier', 'null = every tier', { maybe: true }),
    str('locale', 'null = every locale', { maybe: true }),
    str('unit', 'unit priced', { oneOf: ['item', 'judgement', 'hour', 'minute', 'word', 'fixed'] }),
    str('billing_basis', 'what is billed', { oneOf: billingBases }),
    str('currency', 'ISO 4217'),
    money('unit_price', 'price of one unit', { pii: 'conf' }),
    quantity('qty_from', 'volume band, 0 if none'),
    quantity('qty_to', 'end of the volume band, exclusive; null = open', { maybe: true }),
    bool('rework_free', 'vendor redoes rejected items at no charge'),
    str('po_number', 'purchase order', { maybe: true, pii: 'conf' }),
    date('valid_from', 'first service day at this price'),
    date('valid_to', 'day after the last; null while in force', { maybe: true }),
  ],
});
