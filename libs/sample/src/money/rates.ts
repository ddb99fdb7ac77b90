import type { Row } from '@assay/model';
import type { Calendar } from '../calendar.ts';
import type { Task } from '../labelling/tasks.ts';
import type { VendorKey } from '../dimensions/vendors.ts';
import { addDays, bucketStart } from '@assay/contract';
import { weekStart } from '../calendar.ts';
import { taskId, tasks } from '../labelling/tasks.ts';
import { vendorId, vendorKeys, vendors } from '../dimensions/vendors.ts';
import { priceStory } from '../stories.ts';

type RateRow = Row<'ref_rate_card'>;

/** What an hour of work is sold for, in the vendor's currency; the own team has no price. */
const hourly: Record<VendorKey, number | null> = {
  own: null,
  brightmoor: 17,
  calderfinch: 64,
  larkspur: 24,
  tidewater: 15,
};

/** What a vendor's work on a task is counted in. */
export function unitOf(vendor: VendorKey): 'item' | 'judgement' | 'hour' {
  return { accepted: 'item', submitted: 'judgement', hours: 'hour' }[vendors[vendor].basis] as
    'item' | 'judgement' | 'hour';
}

/** Price of a unit before any rise, to four decimals. */
export function priceOf(vendor: VendorKey, { judgements, seconds }: Task): number {
  const hour = hourly[vendor] ?? 0;
  const unit = unitOf(vendor);
  const hoursOfUnit = unit === 'hour' ? 1 : (seconds * (unit === 'item' ? judgements : 1)) / 3600;
  return Math.round(hour * hoursOfUnit * 10_000) / 10_000;
}

/** Vendor and task of every pair that has a price, with their places. */
export const pricedPairs = tasks.flatMap((task, at) =>
  task.vendors
    .filter(([vendor]) => hourly[vendor] !== null)
    .map(([vendor, share]) => ({ vendor, task, share: share / 100, at, vendorAt: vendorKeys.indexOf(vendor) })),
);

/** First day of the month in which a week begins. */
export const monthOf = (calendar: Calendar, week: number) => bucketStart(weekStart(calendar, week), 'month');

/** One price a vendor and task; one vendor's rose in the middle of the year. */
export function rateCardRows(calendar: Calendar): readonly RateRow[] {
  const rise = monthOf(calendar, priceStory.week);
  return pricedPairs.flatMap(({ vendor, task }) => {
    const price = priceOf(vendor, task);
    const card: RateRow = {
      rate_id: `${vendor}:${task.key}:1`,
      vendor_id: vendorId(vendor),
      task_id: taskId(task),
      complexity_tier: null,
      locale: null,
      unit: unitOf(vendor),
      billing_basis: vendors[vendor].basis,
      currency: vendors[vendor].currency,
      unit_price: price.toFixed(6),
      qty_from: '0.0000',
      qty_to: null,
      rework_free: vendor === 'brightmoor' || vendor === 'larkspur',
      po_number: `PO-${vendors[vendor].short.toUpperCase()}-${String(7100 + tasks.indexOf(task))}`,
      valid_from: addDays(weekStart(calendar, 0), -280),
      valid_to: null,
    };
    if (vendor !== priceStory.vendor) return [card];
    const dearer = (price * priceStory.factor).toFixed(4);
    return [
      { ...card, valid_to: rise },
      { ...card, rate_id: card.rate_id.replace(/1$/, '2'), unit_price: `${dearer}00`, valid_from: rise },
    ];
  });
}
