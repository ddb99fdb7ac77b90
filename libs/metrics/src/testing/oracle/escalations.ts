import type { Oracle } from './ask.ts';
import type { ShareRow } from './share.ts';
import type { World } from './world.ts';
import { isOfPerson, numbersOf } from './ask.ts';
import { sayShare } from './share.ts';
import { dayIn } from './time.ts';
import { workDimensions } from './work-items.ts';
import { byKey, inForce } from './world.ts';

/** Who answered each item first: a person, whatever came of it. */
function firstWorkers(world: World): ReadonlyMap<string | null, string> {
  const automatic = new Set(
    world.dim_annotator
      .filter(({ voided_at, annotator_kind }) => voided_at === null && annotator_kind !== 'human')
      .map(({ annotator_id }) => annotator_id),
  );
  const answers = world.fact_annotation
    .filter(inForce)
    .filter(({ annotator_id }) => annotator_id !== null && !automatic.has(annotator_id))
    .toSorted((a, b) => compare(a.submitted_at, b.submitted_at) || compare(a.annotation_id, b.annotation_id));
  return new Map(answers.toReversed().map(({ work_item_id, annotator_id }) => [work_item_id, annotator_id ?? '']));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Items by when they were first given to somebody: those escalated for ambiguity or policy; other reasons apart. */
export const escalationRate =
  (world: World): Oracle =>
  (ask) => {
    const tasks = byKey(world.dim_task, 'task_version_id');
    const workers = firstWorkers(world);
    const rows = world.fact_work_item.filter(inForce).flatMap((item): readonly ShareRow[] => {
      if (item.first_assigned_at === null) return [];
      const worker = workers.get(item.work_item_id) ?? null;
      return [
        {
          day: dayIn(ask.zone, item.first_assigned_at),
          dimensions: { ...workDimensions(item, tasks.get(item.task_version_id)), annotator: worker },
          fate: item.purpose === 'production' ? 'counts' : 'auxiliary',
          is: item.escalated_at === null ? [] : [item.escalation_reason ?? 'other'],
          notes: [],
          weight: 1,
          unit: item.work_item_id,
          cluster: worker ?? item.work_item_id,
        },
      ];
    });
    const kinds = ['ambiguity', 'policy', 'tooling', 'sensitive', 'other'];
    const rule = { kinds, value: ['ambiguity', 'policy'], minimum: 'N30' } as const;
    return numbersOf(rows, ask, {
      isOwn: () => true,
      say: (own, by) => sayShare(own, { ...rule, isPerson: isOfPerson(ask, by) }),
    });
  };
