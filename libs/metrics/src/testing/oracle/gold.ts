import type { Oracle } from './ask.ts';
import type { ShareRow } from './share.ts';
import type { World } from './world.ts';
import { isOfPerson, numbersOf } from './ask.ts';
import { sayShare } from './share.ts';
import { dayIn } from './time.ts';
import { workDimensions } from './work-items.ts';
import { byKey, inForce } from './world.ts';

type Answer = World['fact_annotation'][number];

interface Sight {
  readonly fate: (answer: Answer) => string;
  readonly is: (answer: Answer) => readonly string[];
}

const isFirst = ({ revision, stage }: Answer): boolean => revision === 1 && stage !== 'adjudication';
const isTest = (answer: Answer): boolean => answer.is_gold === true && isFirst(answer);

/** A share of answers, with people as clusters. */
const shareOf =
  (kind: string, see: (world: World) => Sight) =>
  (world: World): Oracle => {
    const { fate, is } = see(world);
    const items = byKey(world.fact_work_item, 'work_item_id');
    const tasks = byKey(world.dim_task, 'task_version_id');
    return (ask) => {
      const rows = world.fact_annotation.filter(inForce).map((answer): ShareRow => ({
        day: dayIn(ask.zone, answer.submitted_at),
        dimensions: {
          ...workDimensions(items.get(answer.work_item_id), tasks.get(answer.task_version_id)),
          annotator: answer.annotator_id,
        },
        fate: fate(answer),
        is: is(answer),
        notes: [],
        weight: 1,
        unit: answer.annotation_id,
        cluster: answer.annotator_id ?? '',
      }));
      const rule = { kinds: [kind], value: [kind], minimum: 'N30' } as const;
      return numbersOf(rows, ask, {
        isOwn: (row) => row.fate !== 'outside',
        say: (own, by) => sayShare(own, { ...rule, isPerson: isOfPerson(ask, by) }),
      });
    };
  };

/** First answers of each person to gold items: those as the key of those that were compared with one. */
export const goldAccuracy = shareOf('correct', () => ({
  fate: (answer) => {
    const keyed = answer.gold_correct === null ? 'unkeyed' : 'counts';
    return isTest(answer) ? (answer.status === 'submitted' ? keyed : 'skipped') : 'outside';
  },
  is: ({ gold_correct }) => (gold_correct === true ? ['correct'] : []),
}));

/** First answers on a scale that lie at most one off the last key before them. */
export const goldWithinStep = shareOf('near', (world) => {
  const tasks = byKey(world.dim_task, 'task_version_id');
  const keys = world.fact_annotation
    .filter(inForce)
    .filter(({ is_gold, stage, status }) => is_gold === true && stage === 'adjudication' && status === 'submitted');
  const isOf = (key: Answer, answer: Answer): boolean =>
    key.work_item_id === answer.work_item_id &&
    (key.question_code ?? '') === (answer.question_code ?? '') &&
    key.submitted_at <= answer.submitted_at;
  const order = (key: Answer): string =>
    `${key.submitted_at} ${String(key.revision ?? 0).padStart(6, '0')} ${key.annotation_id}`;
  const distanceOf = (answer: Answer): number | null => {
    const key = keys
      .filter((each) => isOf(each, answer))
      .sort((a, b) => (order(a) < order(b) ? -1 : 1))
      .at(-1);
    if (!key || key.value_num === null || answer.value_num === null) return null;
    return Math.abs(answer.value_num - key.value_num);
  };
  const isMeant = (answer: Answer): boolean =>
    isTest(answer) && tasks.get(answer.task_version_id)?.label_level === 'ordinal';
  return {
    fate: (answer) => {
      if (!isMeant(answer)) return 'outside';
      if (answer.status !== 'submitted') return 'skipped';
      return distanceOf(answer) === null ? 'unkeyed' : 'counts';
    },
    is: (answer) => ((distanceOf(answer) ?? 2) <= 1 ? ['near'] : []),
  };
});

/** Gold of all first answers. */
export const goldShare = shareOf('gold', () => ({
  fate: (answer) => (isFirst(answer) ? (answer.status === 'submitted' ? 'counts' : 'skipped') : 'outside'),
  is: ({ is_gold }) => (is_gold === true ? ['gold'] : []),
}));

/** Gold answers of people who have met the source item before, as another item. */
export const goldRepeatShare = shareOf('repeated', (world) => {
  const items = byKey(world.fact_work_item, 'work_item_id');
  const sourceOf = ({ work_item_id }: Answer): string | null => items.get(work_item_id)?.item_id ?? null;
  const met = Map.groupBy(
    world.fact_annotation.filter(inForce).filter((answer) => answer.annotator_id !== null && sourceOf(answer) !== null),
    (answer) => JSON.stringify([answer.annotator_id, sourceOf(answer)]),
  );
  const isEarlier = (a: Answer, b: Answer): boolean =>
    a.submitted_at < b.submitted_at || (a.submitted_at === b.submitted_at && a.annotation_id < b.annotation_id);
  const isRepeated = (answer: Answer): boolean => {
    const all = met.get(JSON.stringify([answer.annotator_id, sourceOf(answer)])) ?? [];
    const [first] = all.filter((each) => all.every((other) => other === each || isEarlier(each, other)));
    return first !== undefined && first.work_item_id !== answer.work_item_id;
  };
  return {
    fate: (answer) => (isTest(answer) ? (answer.status === 'submitted' ? 'counts' : 'skipped') : 'outside'),
    is: (answer) => (isRepeated(answer) ? ['repeated'] : []),
  };
});
