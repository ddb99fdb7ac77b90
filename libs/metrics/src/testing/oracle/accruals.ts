import type { Day } from '@assay/contract';
import type { StoredRow } from '@assay/model';
import type { World } from './world.ts';
import { Fraction } from './fraction.ts';
import { daysFromTo } from './time.ts';
import { byKey, inForce } from './world.ts';

type Delivery = StoredRow<'fact_delivery'>;
type Card = StoredRow<'ref_rate_card'>;

/** What is owed for a delivery that is in no invoice yet. */
export interface Accrual {
  readonly delivery: Delivery;
  readonly task: string | null;
  /** Null where no rate card of the vendor has a price for it. */
  readonly amount: Fraction | null;
  readonly currency: string | null;
  readonly from: Day;
  readonly to: Day;
}

const known = (text: string | null): Fraction => (text === null ? Fraction.of(0) : Fraction.of(text));

/** Billed by its batch, or with others in a line of the vendor (and task) for a time that holds its own. */
function isInvoiced(world: World, delivery: Delivery, task: string | null): boolean {
  return world.fact_invoice_line.filter(inForce).some((line) => {
    if (line.status !== 'approved' && line.status !== 'disputed' && line.status !== 'paid') return false;
    if (line.batch_id !== null) return line.batch_id === delivery.batch_id;
    const isWork = line.cost_category === 'labeling' || line.cost_category === 'rework';
    const isTask = line.task_id === null || line.task_id === task;
    const holds =
      (line.service_from ?? '9') <= delivery.service_from && (line.service_to ?? '') >= (delivery.service_to ?? '9');
    return isWork && line.vendor_id === delivery.vendor_id && isTask && holds;
  });
}

/** Units of a vendor, task and unit in a month up to and with a delivery's own. */
function reached(
  world: World,
  { delivery, task }: { readonly delivery: Delivery; readonly task: string | null },
  quantity: (delivery: Delivery) => Fraction,
): Fraction {
  const tasks = byKey(world.dim_task, 'task_version_id');
  const before = world.fact_delivery.filter(inForce).filter((other) => {
    const isLike =
      other.vendor_id === delivery.vendor_id &&
      other.unit === delivery.unit &&
      (tasks.get(other.task_version_id)?.task_id ?? null) === task &&
      other.service_from.slice(0, 7) === delivery.service_from.slice(0, 7);
    const isBefore =
      other.service_from < delivery.service_from ||
      (other.service_from === delivery.service_from && other.batch_id <= delivery.batch_id);
    return isLike && isBefore && other.service_to !== null && other.service_from < other.service_to;
  });
  return Fraction.sum(before.map(quantity));
}

/** The most specific card that holds on the first day of service, then the highest band that the month has reached. */
function cardOf(world: World, delivery: Delivery, { task, tier }: { task: string | null; tier: string | null }) {
  const submitted = reached(world, { delivery, task }, ({ qty_submitted }) => known(qty_submitted)).float;
  const accepted = reached(world, { delivery, task }, ({ qty_accepted, qty_pending }) =>
    known(qty_accepted).plus(known(qty_pending)),
  ).float;
  const fits = (card: Card): boolean => {
    const isPriced = card.billing_basis === 'accepted' || card.billing_basis === 'submitted';
    const isLike = card.vendor_id === delivery.vendor_id && card.unit === delivery.unit && card.locale === null;
    const isMeant =
      (card.task_id === null || card.task_id === task) &&
      (card.complexity_tier === null || card.complexity_tier === tier);
    const isValid =
      card.valid_from !== null &&
      card.valid_from <= delivery.service_from &&
      (card.valid_to === null || card.valid_to > delivery.service_from);
    const band = card.billing_basis === 'accepted' ? accepted : submitted;
    return isPriced && isLike && isMeant && isValid && Number(card.qty_from ?? 0) <= band;
  };
  const rank = (card: Card): readonly (number | string)[] => [
    card.task_id === null ? 1 : 0,
    card.complexity_tier === null ? 1 : 0,
    -Number(card.qty_from ?? 0),
    card.rate_id,
  ];
  return world.ref_rate_card
    .filter(inForce)
    .filter(fits)
    .sort((a, b) => {
      const [one, other] = [rank(a), rank(b)];
      const place = one.findIndex((each, index) => each !== other[index]);
      return place === -1 ? 0 : (one[place] ?? 0) < (other[place] ?? 0) ? -1 : 1;
    })[0];
}

/** Accepted of what a vendor had decided in the 90 days up to a delivery's first; null where nothing was. */
function acceptance(world: World, delivery: Delivery): Fraction | null {
  const recent = world.fact_delivery.filter(inForce).filter(({ vendor_id, service_from }) => {
    const age = daysFromTo(service_from, delivery.service_from);
    return vendor_id === delivery.vendor_id && age >= 0 && age < 90;
  });
  const decided = recent.filter(({ qty_accepted, qty_rejected }) => qty_accepted !== null && qty_rejected !== null);
  const up = Fraction.sum(decided.map(({ qty_accepted }) => known(qty_accepted)));
  const down = up.plus(Fraction.sum(decided.map(({ qty_rejected }) => known(qty_rejected))));
  return down.isZero ? null : up.over(down);
}

/** metrics.md 5.2: what was delivered and is billable, and is in no invoice; undecided units by the vendor's acceptance. */
export function accruals(world: World): readonly Accrual[] {
  const tasks = byKey(world.dim_task, 'task_version_id');
  const hasCard = (vendor: string | null): boolean =>
    world.ref_rate_card
      .filter(inForce)
      .some(
        (card) =>
          card.vendor_id === vendor && (card.billing_basis === 'accepted' || card.billing_basis === 'submitted'),
      );
  return world.fact_delivery.filter(inForce).flatMap((delivery): readonly Accrual[] => {
    const { service_from: from, service_to: to } = delivery;
    if (to === null || from >= to || delivery.delivered_at === null || !hasCard(delivery.vendor_id)) return [];
    const of = tasks.get(delivery.task_version_id);
    const task = of?.task_id ?? null;
    if (isInvoiced(world, delivery, task)) return [];
    const card = cardOf(world, delivery, { task, tier: of?.complexity_tier ?? null });
    const text = card?.unit_price ?? null;
    const price = text === null ? null : Fraction.of(text);
    const own = { delivery, task, currency: card?.currency ?? null, from, to };
    const units = card?.billing_basis === 'submitted' ? delivery.qty_submitted : delivery.qty_accepted;
    const decided = { ...own, amount: price === null || units === null ? null : price.times(Fraction.of(units)) };
    const share = acceptance(world, delivery);
    const isPending = card?.billing_basis === 'accepted' && Number(delivery.qty_pending ?? 0) > 0 && share !== null;
    if (!isPending) return [decided];
    const pending = price && price.times(known(delivery.qty_pending)).times(share);
    return [decided, { ...own, amount: pending }];
  });
}
