import type { Day, DayRange } from '@assay/contract';
import type { StoredRow } from '@assay/model';
import type { Ask } from './ask.ts';
import type { World } from './world.ts';
import { Fraction } from './fraction.ts';
import { dayIn, daysFromTo, plusDays } from './time.ts';
import { inForce } from './world.ts';

type Card = StoredRow<'ref_rate_card'>;

/** What is owed of a fixed fee for some days of a month that nobody billed. */
export interface FeeOwed {
  readonly vendor: string | null;
  readonly task: string | null;
  readonly unit: string | null;
  readonly days: DayRange;
  /** Null where the card has no price, or no end. */
  readonly amount: Fraction | null;
  readonly currency: string | null;
}

function isBilled(world: World, card: Card, day: Day): boolean {
  return world.fact_invoice_line.filter(inForce).some((line) => {
    const counts = line.status === 'approved' || line.status === 'disputed' || line.status === 'paid';
    const isFee = line.line_kind === 'fixed_fee' || line.unit === 'fixed';
    const isWork = line.batch_id === null && (line.cost_category === 'labeling' || line.cost_category === 'rework');
    const isTask = card.task_id === null || line.task_id === null || line.task_id === card.task_id;
    const holds = line.service_from !== null && line.service_from <= day && day < (line.service_to ?? '');
    return counts && (isFee || isWork) && line.vendor_id === card.vendor_id && isTask && holds;
  });
}

/** Days that follow each other within one month, as stretches. */
function stretches(days: readonly Day[]): readonly DayRange[] {
  return days.reduce<readonly DayRange[]>((all, day) => {
    const last = all.at(-1);
    const isNext = last?.to === day && last.from.slice(0, 7) === day.slice(0, 7);
    const own = { from: isNext ? last.from : day, to: plusDays(day, 1) };
    return isNext ? [...all.slice(0, -1), own] : [...all, own];
  }, []);
}

/** metrics.md 5.2: fixed fees by days elapsed over the days of the card, day by day, where no line is about them. */
export function feesOwed(world: World, { lastDay, now, zone }: Pick<Ask, 'lastDay' | 'now' | 'zone'>) {
  const today = dayIn(zone, now);
  const fees = world.ref_rate_card
    .filter(inForce)
    .filter(({ billing_basis, qty_from }) => billing_basis === 'fixed' && Number(qty_from ?? 0) === 0);
  return fees.flatMap((card): readonly FeeOwed[] => {
    const { valid_from: from, valid_to: to, unit_price: price } = card;
    if (from === null) return [];
    const days: Day[] = [];
    for (let day = from; day <= lastDay && day < today && (to === null || day < to); day = plusDays(day, 1))
      if (!isBilled(world, card, day)) days.push(day);
    return stretches(days).map((own) => ({
      vendor: card.vendor_id,
      task: card.task_id,
      unit: card.unit,
      days: own,
      amount:
        price === null || to === null
          ? null
          : Fraction.of(price)
              .times(Fraction.of(daysFromTo(own.from, own.to)))
              .over(Fraction.of(daysFromTo(from, to))),
      currency: card.currency,
    }));
  });
}
