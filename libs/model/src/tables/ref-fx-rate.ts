import { date, dec, str } from '../column.ts';
import { table } from '../table.ts';

export const refFxRate = table({
  name: 'ref_fx_rate',
  rows: 'exchange rates',
  kind: 'ref',
  family: 'Reference rates',
  core: true,
  changes: 'none',
  grain:
    'one row per day, currency pair and rate type; month_average and month_end and budget rows carry the first day of the month',
  source: 'treasury or central-bank file',
  note: 'May be empty when all amounts share the reporting currency.',
  cluster: ['rate_date'],
  columns: [
    date('rate_date', 'day, or first day of the month', { key: 1 }),
    str('from_currency', 'ISO 4217', { key: 2 }),
    str('to_currency', 'ISO 4217', { key: 3 }),
    str('rate_type', 'how the rate was fixed', {
      key: 4,
      oneOf: ['spot_daily', 'month_average', 'month_end', 'budget'],
    }),
    dec(20, 10)('rate', 'to = from x rate'),
  ],
});
