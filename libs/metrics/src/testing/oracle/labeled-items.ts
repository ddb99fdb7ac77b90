import type { Ask, Oracle, Placed, Said } from './ask.ts';
import type { World } from './world.ts';
import { isOfPerson, numbersOf } from './ask.ts';
import { ratioLimits } from './ratio.ts';
import { dayIn } from './time.ts';
import { workDimensions } from './work-items.ts';
import { byKey, inForce } from './world.ts';

interface Labelled extends Placed {
  readonly annotator: string;
  readonly item: string | null;
  readonly fate: string;
  readonly kind: 'first' | 'rework' | null;
  readonly isAuxiliary: boolean;
}

/** E14: a source's day of 20 items or more, over a fifth of which share an instant. */
function bulkDays(world: World, zone: string): ReadonlySet<string> {
  const days = Map.groupBy(world.fact_annotation.filter(inForce), ({ source_system, submitted_at }) =>
    JSON.stringify([source_system, dayIn(zone, submitted_at)]),
  );
  const isBulk = (answers: World['fact_annotation']): boolean => {
    const moments = [...Map.groupBy(answers, ({ submitted_at }) => submitted_at).values()].map(
      (own) => new Set(own.map(({ work_item_id }) => work_item_id)).size,
    );
    const items = moments.reduce((sum, each) => sum + each, 0);
    return items >= 20 && Math.max(...moments) > items / 5;
  };
  return new Set([...days].filter(([, answers]) => isBulk(answers)).map(([day]) => day));
}

function labelled(world: World, { zone }: Ask): readonly Labelled[] {
  const items = byKey(world.fact_work_item, 'work_item_id');
  const tasks = byKey(world.dim_task, 'task_version_id');
  const automatic = new Set(
    world.dim_annotator
      .filter(({ voided_at, annotator_kind }) => voided_at === null && annotator_kind !== 'human')
      .map(({ annotator_id }) => annotator_id),
  );
  const bulk = bulkDays(world, zone);
  const answers = world.fact_annotation.filter(inForce).map((answer) => {
    const day = dayIn(zone, answer.submitted_at);
    const reason = (): string => {
      if (answer.annotator_id === null) return 'unnamed';
      if (automatic.has(answer.annotator_id)) return 'automatic';
      if (answer.status !== 'submitted') return 'skipped';
      if (answer.is_latest !== true) return 'superseded';
      if (answer.stage === 'adjudication') return 'adjudicated';
      return bulk.has(JSON.stringify([answer.source_system, day])) ? 'bulk_import' : 'counts';
    };
    return { answer, day, reason: reason() };
  });
  // An annotator's day needs an hour of active work, or no times at all.
  const days = Map.groupBy(answers, ({ answer, day }) => JSON.stringify([answer.annotator_id, day]));
  const isShort = (own: typeof answers): boolean => {
    const seconds = own.flatMap(({ answer, reason }) => (reason === 'counts' ? (answer.active_seconds ?? []) : []));
    return seconds.length > 0 && seconds.reduce((sum, each) => sum + each, 0) < 3600;
  };
  return answers.map(({ answer, day, reason }) => {
    const item = items.get(answer.work_item_id);
    const isShortDay = isShort(days.get(JSON.stringify([answer.annotator_id, day])) ?? []);
    return {
      day,
      dimensions: {
        ...workDimensions(item, tasks.get(answer.task_version_id)),
        annotator: answer.annotator_id,
      },
      annotator: answer.annotator_id ?? '',
      item: answer.work_item_id,
      fate: reason === 'counts' && isShortDay ? 'short_days' : reason,
      kind:
        answer.stage === 'initial' || answer.stage === 'overlap'
          ? 'first'
          : answer.stage === 'rework'
            ? 'rework'
            : null,
      isAuxiliary: item !== undefined && item.purpose !== 'production',
    };
  });
}

function say(rows: readonly Labelled[], isPerson: boolean): Said {
  const counted = rows.filter(({ fate }) => fate === 'counts');
  const people = [...Map.groupBy(counted, ({ annotator }) => annotator).values()];
  const itemsIn = (own: readonly Labelled[]): number => new Set(own.map(({ item }) => item)).size;
  const pairsOf = (isIn: (row: Labelled) => boolean) =>
    people.map((own) => ({ x: new Set(own.map(({ day }) => day)).size, y: itemsIn(own.filter(isIn)) }));
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
  const days = sum(pairsOf(() => true).map(({ x }) => x));
  const isFew = days < 5 || (isPerson && sum(pairsOf(() => true).map(({ y }) => y)) < 20);
  const status = days === 0 ? 'no_data' : isFew ? 'low_n' : 'ok';
  const ratio = (isIn: (row: Labelled) => boolean) => {
    const pairs = pairsOf(isIn);
    const numerator = sum(pairs.map(({ y }) => y));
    const limits = status !== 'ok' || pairs.length < 5 ? { lower: null, upper: null } : ratioLimits(pairs);
    return { numerator, value: status === 'ok' ? numerator / days : null, limits };
  };
  const codes: Record<string, number> = {};
  for (const { fate, isAuxiliary } of rows) {
    const code = fate === 'counts' ? (isAuxiliary ? 'auxiliary_work' : null) : fate;
    if (code !== null) codes[code] = (codes[code] ?? 0) + 1;
  }
  const part = (kind: Labelled['kind']) => ({
    ...ratio((row) => row.kind === kind),
    rows: counted.filter((row) => row.kind === kind).length,
  });
  return {
    ...ratio(() => true),
    status,
    ...{ n: days, rows: counted.length, numeratorRows: counted.length, denominator: days },
    parts: { first: part('first'), rework: part('rework') },
    caveats: { ...codes, ...(status === 'ok' && people.length < 5 ? { few_clusters: null } : {}) },
  };
}

/** Different items of each annotator over their different days. */
export const labeledItems =
  (world: World): Oracle =>
  (ask) =>
    numbersOf(labelled(world, ask), ask, { isOwn: () => true, say: (own, by) => say(own, isOfPerson(ask, by)) });
