import type { StoredRow } from '@assay/model';
import type { Ask } from './ask.ts';
import type { Amount } from './money.ts';
import type { World } from './world.ts';
import { Fraction } from './fraction.ts';
import { rateOf } from './money.ts';
import { plusDays } from './time.ts';
import { byKey, inForce } from './world.ts';

type Delivery = StoredRow<'fact_delivery'>;
type Entry = StoredRow<'fact_time_entry'>;

const onQuality = ['review', 'adjudication', 'gold', 'rework'];

/** Time of the own team on the quality of anybody's work. */
function entriesOf(world: World): readonly Entry[] {
  const vendors = byKey(world.dim_vendor, 'vendor_id');
  return world.fact_time_entry
    .filter(inForce)
    .filter(
      ({ vendor_id, activity }) =>
        vendors.get(vendor_id)?.vendor_kind === 'internal' && onQuality.includes(activity ?? ''),
    );
}

const isDuring = (day: string, { service_from, service_to }: Delivery): boolean =>
  service_from <= day && day < (service_to ?? '');

function isOfTask(world: World, { task_id }: Entry, { task_version_id }: Delivery): boolean {
  return task_id === null || byKey(world.dim_task, 'task_version_id').get(task_version_id)?.task_id === task_id;
}

const itemsOf = (world: World, { batch_id }: Delivery): number =>
  world.fact_work_item.filter(inForce).filter((item) => item.batch_id === batch_id).length;

/** What an entry cost, by the items of the task's batches that were worked on that day, of whatever vendor. */
export function ownTime(
  world: World,
  ask: Ask,
  batches: readonly Delivery[],
): readonly (Amount & { readonly batch: string })[] {
  return entriesOf(world).flatMap((entry) => {
    const { cost_amount: cost, currency, entry_date: day } = entry;
    if (cost === null) return [];
    const own = batches.filter((batch) => isDuring(day, batch) && isOfTask(world, entry, batch));
    const items = own.reduce((sum, batch) => sum + itemsOf(world, batch), 0);
    const rate = rateOf(world, { currency, into: ask.currency, day, type: 'month_average' });
    return own
      .filter((batch) => itemsOf(world, batch) > 0)
      .map((batch) => ({
        batch: batch.batch_id,
        currency,
        rate,
        amount: Fraction.of(cost)
          .times(Fraction.of(itemsOf(world, batch)))
          .over(Fraction.of(items)),
      }));
  });
}

/** Whether a batch lies between days that have a cost, and no time on it lacks one. */
export function isOwnTimeKnown(world: World, batch: Delivery): boolean {
  const entries = entriesOf(world);
  const days = entries.filter(({ cost_amount }) => cost_amount !== null).map(({ entry_date }) => entry_date);
  const [first, last] = [days.toSorted()[0], days.toSorted().at(-1)];
  const isWithin =
    first !== undefined &&
    last !== undefined &&
    first <= batch.service_from &&
    (batch.service_to ?? '9') <= plusDays(last, 1);
  const lacks = entries.some(
    (entry) =>
      entry.cost_amount === null &&
      isDuring(entry.entry_date, batch) &&
      isOfTask(world, entry, batch) &&
      itemsOf(world, batch) > 0,
  );
  return isWithin && !lacks;
}
