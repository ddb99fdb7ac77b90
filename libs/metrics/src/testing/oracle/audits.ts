import type { Oracle } from './ask.ts';
import type { ShareRow } from './share.ts';
import type { World } from './world.ts';
import { isOfPerson, numbersOf } from './ask.ts';
import { sayShare } from './share.ts';
import { dayIn } from './time.ts';
import { workDimensions } from './work-items.ts';
import { byKey, inForce } from './world.ts';

/** Newest audits by when the audited work was done, each weighing one over the probability of its draw. */
export const auditPassRate =
  (world: World): Oracle =>
  (ask) => {
    const items = byKey(world.fact_work_item.filter(inForce), 'work_item_id');
    const tasks = byKey(world.dim_task, 'task_version_id');
    const answers = byKey(world.fact_annotation, 'annotation_id');
    const audits = world.fact_review.filter(inForce).filter(({ review_kind }) => review_kind === 'audit');
    const rows = audits.flatMap((audit): readonly ShareRow[] => {
      const item = items.get(audit.work_item_id);
      if (!item || item.last_submitted_at === null) return [];
      const fate = audit.is_latest === true ? 'counts' : 'superseded';
      return [
        {
          day: dayIn(ask.zone, item.last_submitted_at),
          dimensions: {
            ...workDimensions(item, tasks.get(item.task_version_id)),
            annotator: answers.get(audit.annotation_id)?.annotator_id ?? null,
            blind: audit.is_blind === null ? null : audit.is_blind ? 'yes' : 'no',
          },
          fate: item.purpose === 'production' ? fate : 'auxiliary',
          is: audit.decision === 'pass' ? ['passed'] : [],
          notes: [
            ...(audit.sampling_prob === null ? ['unweighted'] : []),
            ...(audit.is_blind === false ? ['not_blind'] : []),
          ],
          weight: audit.sampling_prob === null ? 1 : 1 / Number(audit.sampling_prob),
          unit: audit.review_id,
          cluster: answers.get(audit.annotation_id)?.annotator_id ?? item.batch_id ?? item.work_item_id,
        },
      ];
    });
    const rule = { kinds: ['passed'], value: ['passed'], minimum: 'N30' } as const;
    return numbersOf(rows, ask, {
      isOwn: () => true,
      say: (own, by) => sayShare(own, { ...rule, isPerson: isOfPerson(ask, by) }),
    });
  };
