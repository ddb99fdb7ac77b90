import type { Oracle } from './ask.ts';
import type { ShareRow } from './share.ts';
import type { World } from './world.ts';
import { isOfPerson, numbersOf } from './ask.ts';
import { sayShare } from './share.ts';
import { dayIn } from './time.ts';
import { workDimensions } from './work-items.ts';
import { byKey, inForce } from './world.ts';

/** First answers of each person to gold items: those as the key of those that were compared with one. */
export const goldAccuracy =
  (world: World): Oracle =>
  (ask) => {
    const items = byKey(world.fact_work_item, 'work_item_id');
    const tasks = byKey(world.dim_task, 'task_version_id');
    const rows = world.fact_annotation.filter(inForce).map((answer): ShareRow => {
      const isTest = answer.is_gold === true && answer.revision === 1 && answer.stage !== 'adjudication';
      const keyed = answer.gold_correct === null ? 'unkeyed' : 'counts';
      const fate = answer.status === 'submitted' ? keyed : 'skipped';
      return {
        day: dayIn(ask.zone, answer.submitted_at),
        dimensions: {
          ...workDimensions(items.get(answer.work_item_id), tasks.get(answer.task_version_id)),
          annotator: answer.annotator_id,
        },
        fate: isTest ? fate : 'outside',
        is: answer.gold_correct === true ? ['correct'] : [],
        notes: [],
        weight: 1,
        unit: answer.annotation_id,
        cluster: answer.annotator_id ?? '',
      };
    });
    const rule = { kinds: ['correct'], value: ['correct'], minimum: 'N30' } as const;
    return numbersOf(rows, ask, {
      isOwn: ({ fate }) => fate !== 'outside',
      say: (own, by) => sayShare(own, { ...rule, isPerson: isOfPerson(ask, by) }),
    });
  };
