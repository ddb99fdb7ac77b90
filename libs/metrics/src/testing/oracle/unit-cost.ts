import type { StoredRow } from '@assay/model';
import type { DayRange } from '@assay/contract';
import type { Ask, Oracle, Placed, Said } from './ask.ts';
import type { HoursOwed } from './hours.ts';
import type { Amount } from './money.ts';
import type { World } from './world.ts';
import { accruals } from './accruals.ts';
import { numbersOf } from './ask.ts';
import { feesOwed } from './fees.ts';
import { isOwnTimeKnown, ownTime } from './own-time.ts';
import { Fraction } from './fraction.ts';
import { hoursOwed } from './hours.ts';
import { converted, rateOf, unconverted } from './money.ts';
import { ratioLimits } from './ratio.ts';
import { costKnownTo, partly, spentIn } from './spend.ts';
import { byKey, inForce } from './world.ts';

type Delivery = StoredRow<'fact_delivery'>;

interface Batch extends Placed {
  readonly costs: readonly Amount[];
  readonly accepted: number;
  /** Whether anything was paid for the work itself. */
  readonly isPaidFor: boolean;
  readonly isOwnTimeKnown: boolean;
}

/** Billed lines for labelling and rework, in full for audits too, each with the part of a batch in it. */
function billed(
  world: World,
  ask: Ask,
  batches: readonly Delivery[],
): readonly (Amount & { readonly batch: string; readonly isAudit: boolean })[] {
  const credited = byKey(world.fact_invoice_line, 'invoice_line_id');
  return world.fact_invoice_line.filter(inForce).flatMap((line) => {
    const isBilled = line.status === 'approved' || line.status === 'disputed' || line.status === 'paid';
    const isAudit = line.cost_category === 'audit';
    const isWork = line.cost_category === 'labeling' || line.cost_category === 'rework';
    if (!isBilled || !(isWork || (isAudit && ask.scope === 'full')) || line.amount === null) return [];
    // E5: a credit is a part of what it credits.
    const of = credited.get(line.credits_line_id);
    const from = of?.service_from ?? line.service_from;
    const to = of?.service_to ?? line.service_to;
    const task = line.task_id ?? of?.task_id ?? null;
    const batch = line.batch_id ?? of?.batch_id ?? null;
    const terms = {
      currency: line.currency,
      into: ask.currency,
      day: from ?? line.posting_date,
      type: 'month_average',
    };
    const rate = from === null && line.currency !== ask.currency ? null : rateOf(world, terms);
    const own = { currency: line.currency, rate, isAudit };
    if (batch !== null) return [{ ...own, batch, amount: Fraction.of(line.amount) }];
    if (from === null || to === null) return [];
    const work = { vendor: line.vendor_id, task, days: { from, to } };
    return dealt(world, batches, work).map(({ batch: each, share }) => ({
      ...own,
      batch: each,
      amount: Fraction.of(line.amount ?? 0).times(share),
    }));
  });
}

/** The vendor's and task's batches that began on some days, each with its part of what was submitted. */
function dealt(
  world: World,
  batches: readonly Delivery[],
  work: { readonly vendor: string | null; readonly task: string | null; readonly days: DayRange },
): readonly { readonly batch: string; readonly share: Fraction }[] {
  const { vendor, task, days } = work;
  const tasks = byKey(world.dim_task, 'task_version_id');
  const own = batches.filter((each) => {
    const isTask = task === null || (tasks.get(each.task_version_id)?.task_id ?? null) === task;
    const isDuring = days.from <= each.service_from && each.service_from < days.to;
    return each.vendor_id === vendor && isTask && isDuring && Number(each.qty_submitted ?? 0) > 0;
  });
  const submitted = Fraction.sum(own.map(({ qty_submitted }) => Fraction.of(qty_submitted ?? 0)));
  return own.map(({ batch_id, qty_submitted }) => ({
    batch: batch_id,
    share: Fraction.of(qty_submitted ?? 0).over(submitted),
  }));
}

/** Fees that are owed, of the batches that began on their days. */
function feesOf(world: World, ask: Ask, batches: readonly Delivery[]) {
  return feesOwed(world, ask).flatMap((fee) => {
    const { amount, currency, days } = fee;
    if (amount === null) return [];
    const rate = rateOf(world, { currency, into: ask.currency, day: days.from, type: 'month_end' });
    return dealt(world, batches, fee).map(({ batch, share }) => ({
      batch,
      currency,
      rate,
      amount: amount.times(share),
    }));
  });
}

function batchesOf(world: World, ask: Ask): readonly Batch[] {
  const tasks = byKey(world.dim_task, 'task_version_id');
  const batches = world.fact_delivery.filter(inForce);
  const owed = accruals(world).flatMap(({ delivery, amount, currency, from }) => {
    const rate = rateOf(world, { currency, into: ask.currency, day: from, type: 'month_end' });
    return amount === null ? [] : [{ batch: delivery.batch_id, amount, currency, rate }];
  });
  const shared = hoursOwed(world).flatMap((hours) => shareOf(world, ask, { hours, batches }));
  const fees = feesOf(world, ask, batches);
  const lines = billed(world, ask, batches);
  const time = ask.scope === 'full' ? ownTime(world, ask, batches) : [];
  const costs = Map.groupBy([...lines, ...owed, ...shared, ...fees, ...time], ({ batch }) => batch);
  const paidFor = new Set(
    [...lines.filter(({ isAudit }) => !isAudit), ...owed, ...shared, ...fees].map(({ batch }) => batch),
  );
  const accepted = world.fact_work_item
    .filter(inForce)
    .filter((item) => item.accepted_at !== null && item.revoked_at === null && item.purpose === 'production');
  return batches.map((batch) => ({
    day: batch.service_from,
    dimensions: {
      vendor: batch.vendor_id,
      task: tasks.get(batch.task_version_id)?.task_id ?? null,
      complexity_tier: tasks.get(batch.task_version_id)?.complexity_tier ?? null,
      unit: batch.unit,
    },
    costs: costs.get(batch.batch_id) ?? [],
    accepted: accepted.filter(({ batch_id }) => batch_id === batch.batch_id).length,
    isPaidFor: paidFor.has(batch.batch_id),
    isOwnTimeKnown: ask.scope === 'vendor' || isOwnTimeKnown(world, batch),
  }));
}

/** Hours of a day, by what was submitted of the vendor's and task's batches that were worked on then. */
function shareOf(
  world: World,
  ask: Ask,
  { hours, batches }: { readonly hours: HoursOwed; readonly batches: readonly Delivery[] },
): readonly (Amount & { readonly batch: string })[] {
  const { vendor, task, day, amount, currency } = hours;
  const tasks = byKey(world.dim_task, 'task_version_id');
  const own = batches.filter((batch) => {
    const isTask = task === null || (tasks.get(batch.task_version_id)?.task_id ?? null) === task;
    const isDuring = batch.service_from <= day && (batch.service_to ?? '') > day;
    return batch.vendor_id === vendor && isTask && isDuring && Number(batch.qty_submitted ?? 0) > 0;
  });
  const submitted = Fraction.sum(own.map(({ qty_submitted }) => Fraction.of(qty_submitted ?? 0)));
  const rate = rateOf(world, { currency, into: ask.currency, day, type: 'month_end' });
  if (amount === null) return [];
  return own.map(({ batch_id, qty_submitted }) => ({
    batch: batch_id,
    currency,
    rate,
    amount: amount.times(Fraction.of(qty_submitted ?? 0)).over(submitted),
  }));
}

function say(rows: readonly Batch[], currency: string): Said {
  const costed = rows.filter(({ isPaidFor }) => isPaidFor);
  const counted = costed.filter(({ costs }) => costs.every(({ rate }) => rate !== null));
  const total = converted(counted.flatMap(({ costs }) => costs));
  const accepted = counted.reduce((sum, batch) => sum + batch.accepted, 0);
  const pairs = counted
    .map((batch) => ({ x: batch.accepted, y: converted(batch.costs).float }))
    // A batch with nothing on either side says nothing of the spread.
    .filter(({ x, y }) => x !== 0 || y !== 0);
  const status = accepted === 0 ? 'no_data' : pairs.length < 5 || accepted < 30 ? 'low_n' : 'ok';
  const value = status === 'ok' ? total.over(Fraction.of(accepted)) : null;
  const n = counted.length;
  const untold = counted.filter(({ isOwnTimeKnown: isKnown }) => !isKnown).length;
  return {
    value: value && value.float,
    status,
    ...{ n, rows: n, numerator: Number(total.money), numeratorRows: n, denominator: accepted },
    parts: {},
    caveats: {
      ...(costed.length < rows.length ? { no_cost: rows.length - costed.length } : {}),
      ...(n < costed.length ? { unconverted: costed.length - n } : {}),
      ...(untold > 0 ? { no_internal_cost: untold } : {}),
    },
    isPartly: untold > 0,
    limits: value === null ? { lower: null, upper: null } : ratioLimits(pairs),
    money: {
      currency,
      value: value && value.money,
      numerator: total.money,
      unconverted: unconverted(rows.flatMap(({ costs }) => costs)),
    },
  };
}

/** What batches of the period cost, over the items accepted of them (metrics.md 3.10). */
export const costPerAcceptedLabel =
  (world: World): Oracle =>
  (ask) => {
    const known = costKnownTo(spentIn(world, { ...ask, moneyBasis: 'service' }));
    return numbersOf(batchesOf(world, ask), ask, { isOwn: () => true, say: (rows) => say(rows, ask.currency) }).map(
      (number) => ({
        ...number,
        ...partly(number, number.period.asked, known),
      }),
    );
  };
