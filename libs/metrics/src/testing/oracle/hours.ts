import type { Day } from '@assay/contract';
import type { StoredRow } from '@assay/model';
import type { World } from './world.ts';
import { Fraction } from './fraction.ts';
import { inForce } from './world.ts';

type Entry = StoredRow<'fact_time_entry'>;
type Card = StoredRow<'ref_rate_card'>;

/** What a vendor is owed for a day of work on a task that nobody billed. */
export interface HoursOwed {
  readonly vendor: string | null;
  readonly task: string | null;
  readonly day: Day;
  readonly unit: string;
  /** Null where no card of the vendor has a price for it. */
  readonly amount: Fraction | null;
  readonly currency: string | null;
}

const onItems = ['production', 'rework', 'review', 'adjudication', 'gold'];
const secondsOf = (unit: string | null): number => (unit === 'minute' ? 60 : 3600);
const byTime = (card: Card): boolean =>
  card.billing_basis === 'hours' && (card.unit === 'hour' || card.unit === 'minute');

function isBilled(world: World, { vendor_id, task_id, entry_date: day }: Entry): boolean {
  return world.fact_invoice_line.filter(inForce).some((line) => {
    const counts = line.status === 'approved' || line.status === 'disputed' || line.status === 'paid';
    const isOfTime = line.batch_id === null || line.unit === 'hour' || line.unit === 'minute';
    const isWork = line.cost_category === 'labeling' || line.cost_category === 'rework';
    const isTask = line.task_id === null || line.task_id === task_id;
    const holds = line.service_from !== null && line.service_from <= day && (line.service_to ?? '') > day;
    return counts && isOfTime && isWork && line.vendor_id === vendor_id && isTask && holds;
  });
}

function cardOf(world: World, { vendor_id, task_id, entry_date: day }: Entry, reached: number): Card | undefined {
  return world.ref_rate_card
    .filter(inForce)
    .filter((card) => {
      const isMeant = card.task_id === null || card.task_id === task_id;
      const isPlain = card.complexity_tier === null && card.locale === null;
      const isValid =
        card.valid_from !== null && card.valid_from <= day && (card.valid_to === null || card.valid_to > day);
      const isReached = Number(card.qty_from ?? 0) * secondsOf(card.unit) <= reached;
      return byTime(card) && card.vendor_id === vendor_id && isMeant && isPlain && isValid && isReached;
    })
    .sort((a, b) => {
      if ((a.task_id === null) !== (b.task_id === null)) return a.task_id === null ? 1 : -1;
      const band = Number(b.qty_from ?? 0) - Number(a.qty_from ?? 0);
      return band === 0 ? (a.rate_id < b.rate_id ? -1 : 1) : band;
    })[0];
}

/** metrics.md 5.2: time on items at the vendor's price by the hour, day by day, where no line is about it. */
export function hoursOwed(world: World): readonly HoursOwed[] {
  const paid = new Set(
    world.ref_rate_card
      .filter(inForce)
      .filter(byTime)
      .map(({ vendor_id }) => vendor_id),
  );
  const entries = world.fact_time_entry
    .filter(inForce)
    .filter(
      ({ activity, paid_seconds, vendor_id }) =>
        onItems.includes(activity ?? '') && (paid_seconds ?? 0) > 0 && paid.has(vendor_id),
    );
  const days = Map.groupBy(entries, ({ vendor_id, task_id, entry_date }) =>
    JSON.stringify([vendor_id, task_id, entry_date]),
  );
  return [...days.values()].flatMap((own): readonly HoursOwed[] => {
    const [first] = own;
    if (!first || isBilled(world, first)) return [];
    const isUpTo = (entry: Entry): boolean =>
      entry.vendor_id === first.vendor_id &&
      entry.task_id === first.task_id &&
      entry.entry_date.slice(0, 7) === first.entry_date.slice(0, 7) &&
      entry.entry_date <= first.entry_date;
    const sum = (list: readonly Entry[]): number =>
      list.reduce((total, { paid_seconds }) => total + (paid_seconds ?? 0), 0);
    const card = cardOf(world, first, sum(entries.filter(isUpTo)));
    const price = card?.unit_price ?? null;
    const amount =
      price === null
        ? null
        : Fraction.of(price)
            .times(Fraction.of(sum(own)))
            .over(Fraction.of(secondsOf(card?.unit ?? null)));
    const { vendor_id: vendor, task_id: task, entry_date: day } = first;
    return [{ vendor, task, day, unit: card?.unit ?? 'hour', amount, currency: card?.currency ?? null }];
  });
}
