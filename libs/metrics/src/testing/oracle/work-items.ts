import type { StoredRow } from '@assay/model';
import type { Ask, Dimensions, Oracle, Said } from './ask.ts';
import type { ShareRow } from './share.ts';
import type { World } from './world.ts';
import { numbersOf } from './ask.ts';
import { countCodes, sayShare } from './share.ts';
import { dayIn } from './time.ts';
import { byKey, inForce } from './world.ts';

type Item = StoredRow<'fact_work_item'>;
type Task = StoredRow<'dim_task'>;

export function workDimensions(item: Item | undefined, task: Task | undefined): Dimensions {
  return {
    vendor: item?.vendor_id ?? null,
    task: task?.task_id ?? null,
    task_type: task?.task_type ?? null,
    complexity_tier: task?.complexity_tier ?? null,
    rubric_version: task?.rubric_version ?? null,
    team: task?.team_id ?? null,
    workflow: item?.workflow_id ?? null,
    locale: item?.locale ?? null,
    source_kind: item?.source_kind ?? null,
    model_version: item?.model_version_id ?? null,
    prelabelled: item === undefined ? null : item.prelabel_model_version_id === null ? 'no' : 'yes',
    maturity: task?.maturity ?? null,
  };
}

/** Items by one of their dates. */
function itemRows(
  world: World,
  { zone }: Ask,
  see: {
    readonly date: (item: Item) => string | null;
    readonly fate: (item: Item) => string;
    readonly is: (item: Item) => readonly string[];
    readonly notes?: (item: Item) => readonly string[];
  },
): readonly ShareRow[] {
  const tasks = byKey(world.dim_task, 'task_version_id');
  return world.fact_work_item.filter(inForce).flatMap((item): readonly ShareRow[] => {
    const at = see.date(item);
    if (at === null) return [];
    return [
      {
        day: dayIn(zone, at),
        dimensions: workDimensions(item, tasks.get(item.task_version_id)),
        fate: item.purpose === 'production' ? see.fate(item) : 'auxiliary',
        is: see.is(item),
        notes: see.notes?.(item) ?? [],
        weight: 1,
        unit: item.work_item_id,
        cluster: item.batch_id ?? item.work_item_id,
      },
    ];
  });
}

const isOwn = ({ fate }: ShareRow): boolean => fate !== 'outside';

/** Items with `accepted_at` in the period and not revoked since; by ledger all of them, less those revoked in it (E4). */
function acceptances(world: World, ask: Ask): readonly ShareRow[] {
  const isLedger = ask.items === 'ledger';
  const kind = (item: Item) => [item.relabel_of_work_item_id === null ? 'new' : 'refresh'];
  const accepted = itemRows(world, ask, {
    date: (item) => item.accepted_at,
    fate: (item) => {
      if (item.is_duplicate === true) return 'duplicates';
      return item.revoked_at === null || isLedger ? 'counts' : 'revoked';
    },
    is: kind,
    notes: (item) => (item.acceptance_basis === 'batch_sample' ? ['batch_sample'] : []),
  });
  if (!isLedger) return accepted;
  const revoked = itemRows(world, ask, {
    date: (item) => (item.accepted_at === null ? null : item.revoked_at),
    fate: (item) => (item.is_duplicate === true ? 'duplicates' : 'counts'),
    is: kind,
    notes: () => ['withdrawn'],
  });
  return [...accepted, ...revoked.map((row) => ({ ...row, weight: -1 }))];
}

/** E2: redone ones in a number of their own. */
export const acceptedItems =
  (world: World): Oracle =>
  (ask) =>
    numbersOf(acceptances(world, ask), ask, {
      isOwn,
      say: (own) => {
        const counted = own.filter(({ fate }) => fate === 'counts');
        const net = (rows: readonly ShareRow[]): number => rows.reduce((all, { weight }) => all + weight, 0);
        const parts = Object.fromEntries(
          ['new', 'refresh'].map((id) => {
            const rows = counted.filter(({ is }) => is.includes(id));
            return [id, { numerator: net(rows), rows: rows.length, value: net(rows) }];
          }),
        );
        const n = counted.length;
        const value = net(counted);
        const sums = { n, rows: n, numerator: value, numeratorRows: n, denominator: value };
        return { ...sums, value, status: 'ok', parts, caveats: countCodes(own) };
      },
    });

/** Of vendors without any items: a row for each thing that was accepted or rejected of a delivery. */
function delivered(world: World, { zone }: Ask): readonly ShareRow[] {
  const tasks = byKey(world.dim_task, 'task_version_id');
  const withItems = new Set(world.fact_work_item.filter(inForce).map(({ vendor_id }) => vendor_id));
  return world.fact_delivery.filter(inForce).flatMap((delivery): readonly ShareRow[] => {
    const { vendor_id, decided_at, batch_id } = delivery;
    if (vendor_id === null || withItems.has(vendor_id) || decided_at === null) return [];
    const row = (is: readonly string[]): ShareRow => ({
      day: dayIn(zone, decided_at),
      dimensions: { ...workDimensions(undefined, tasks.get(delivery.task_version_id)), vendor: vendor_id },
      fate: 'counts',
      is,
      notes: [],
      weight: 1,
      unit: `${batch_id} ${is.join('')}`,
      cluster: batch_id,
    });
    const many = (quantity: string | null, is: readonly string[]): readonly ShareRow[] =>
      Array.from({ length: Number(quantity ?? 0) }, (_, index) => ({ ...row(is), unit: `${row(is).unit} ${index}` }));
    return [...many(delivery.qty_accepted, ['accepted']), ...many(delivery.qty_rejected, [])];
  });
}

/** Accepted of finally judged, by the date of the verdict; E4: a withdrawn acceptance is none. By quantity where there are no items. */
export const acceptanceRate =
  (world: World): Oracle =>
  (ask) => {
    const items = itemRows(world, ask, {
      date: (item) => item.accepted_at ?? item.rejected_at,
      fate: () => 'counts',
      is: (item) => (item.accepted_at !== null && item.revoked_at === null ? ['accepted'] : []),
    });
    const things = delivered(world, ask);
    const isThing = new Set(things);
    const rule = { kinds: ['accepted'], value: ['accepted'], minimum: 'N30' } as const;
    const say = (own: readonly ShareRow[]): Said => {
      const said = sayShare(own, rule);
      // Rows are items and halves of deliveries, not things.
      const halves = new Set(
        own.filter((row) => isThing.has(row)).map(({ cluster, is }) => `${cluster} ${is.join('')}`),
      );
      const judged = own.filter((row) => !isThing.has(row) && row.fate === 'counts');
      const good = judged.filter(({ is }) => is.includes('accepted')).length;
      const accepted = good + [...halves].filter((half) => half.endsWith(' accepted')).length;
      const parts = Object.entries(said.parts).map(([id, part]) => [id, { ...part, rows: accepted }] as const);
      return {
        ...said,
        rows: judged.length + halves.size,
        numeratorRows: accepted,
        parts: Object.fromEntries(parts),
        caveats: { ...said.caveats, ...(halves.size > 0 ? { by_quantity: halves.size } : {}) },
      };
    };
    return numbersOf([...items, ...things], ask, { isOwn, say });
  };

const sentBackFor = (item: Item): readonly string[] => {
  const isSentBack = (item.rework_count ?? 0) >= 1;
  if (!isSentBack && item.first_decision !== 'reject' && item.first_decision !== 'rework') return [];
  return [item.rework_reason === 'annotator_error' ? 'annotator_error' : 'other'];
};

/** Cohort of items first submitted in the period and judged since: why they were sent back or first judged reject or rework. */
const cohort = (world: World, ask: Ask): readonly ShareRow[] =>
  itemRows(world, ask, {
    date: (item) => item.first_submitted_at,
    fate: (item) => (item.first_decided_at === null ? 'undecided' : 'counts'),
    is: sentBackFor,
  });

export const reworkRate =
  (world: World): Oracle =>
  (ask) => {
    const kinds = ['annotator_error', 'other'];
    const rounds = new Map(world.fact_work_item.map((item) => [item.work_item_id, item.rework_count ?? 0]));
    const say = (own: readonly ShareRow[]): Said => {
      const said = sayShare(own, { kinds, value: kinds, minimum: 'N30' });
      const returned = own.flatMap(({ fate, unit }) => {
        const times = rounds.get(unit) ?? 0;
        return fate === 'counts' && times > 0 ? [times] : [];
      });
      const numerator = returned.reduce((all, each) => all + each, 0);
      const mean = said.value === null || returned.length === 0 ? null : numerator / returned.length;
      return { ...said, parts: { ...said.parts, rounds: { numerator, rows: returned.length, value: mean } } };
    };
    return numbersOf(cohort(world, ask), ask, { isOwn, say });
  };

/** Only what was sent back for an error of who did it. */
export const errorReworkRate =
  (world: World): Oracle =>
  (ask) => {
    const kinds = ['annotator_error'];
    return numbersOf(cohort(world, ask), ask, {
      isOwn,
      say: (own) => sayShare(own, { kinds, value: kinds, minimum: 'N30' }),
    });
  };
