import type { Ask, Placed } from './ask.ts';
import type { World } from './world.ts';
import { dayIn } from './time.ts';
import { workDimensions } from './work-items.ts';
import { byKey, inForce } from './world.ts';

/** An answer as an opinion of a question about an item, dated by the last one that counts. */
export interface Judgement extends Placed {
  readonly item: string;
  readonly question: string | null;
  readonly task: string | null;
  readonly group: string | null;
  readonly level: string | null;
  readonly label: string | null;
  readonly fate: string;
  readonly annotator: string | null;
  /** Whether a person submitted it and nothing of its own leaves it out. */
  readonly isOpinion: boolean;
}

interface Sight {
  /** Reason to leave out a submitted answer of a person about a produced item. */
  readonly reason: (answer: World['fact_annotation'][number]) => string | null;
  /** Answers that an item must have to count. */
  readonly least: number;
  /** Whether later copies of an item are left out. */
  readonly isOnce?: boolean;
}

/** All answers to items, each with its item's date: that of the last answer that is not left out. */
export function judgements(
  world: World,
  { zone }: Ask,
  { reason, least, isOnce = false }: Sight,
): readonly Judgement[] {
  const items = byKey(world.fact_work_item.filter(inForce), 'work_item_id');
  const tasks = byKey(world.dim_task, 'task_version_id');
  const automatic = new Set(
    world.dim_annotator
      .filter(({ voided_at, annotator_kind }) => voided_at === null && annotator_kind !== 'human')
      .map(({ annotator_id }) => annotator_id),
  );
  const answers = world.fact_annotation.filter(inForce).filter(({ work_item_id }) => items.has(work_item_id));
  const isOpinion = (answer: (typeof answers)[number]): boolean =>
    answer.status === 'submitted' && !automatic.has(answer.annotator_id ?? '') && reason(answer) === null;
  const units = Map.groupBy(answers, ({ work_item_id, question_code }) =>
    JSON.stringify([work_item_id, question_code]),
  );
  return [...units.values()].flatMap((unit) => {
    const opinions = unit.filter(isOpinion);
    const last = opinions.map(({ submitted_at }) => submitted_at).reduce((a, b) => (a > b ? a : b), '');
    return unit.map((answer): Judgement => {
      const item = items.get(answer.work_item_id);
      const task = tasks.get(item?.task_version_id);
      const fate = (): string => {
        if (item?.purpose !== 'production') return 'auxiliary';
        if (isOnce && item.is_duplicate === true) return 'duplicates';
        if (answer.status !== 'submitted') return 'skipped';
        if (automatic.has(answer.annotator_id ?? '')) return 'automatic';
        return reason(answer) ?? (opinions.length >= least ? 'counts' : 'single');
      };
      const { value_code, value_set, value_num } = answer;
      return {
        day: dayIn(zone, last === '' ? answer.submitted_at : last),
        dimensions: {
          ...workDimensions(item, task),
          compat_group: task?.compat_group ?? null,
          question: answer.question_code,
        },
        item: answer.work_item_id ?? '',
        question: answer.question_code,
        task: task?.task_id ?? null,
        group: task?.compat_group ?? null,
        level: value_set === null ? (task?.label_level ?? null) : 'multi_label',
        label: value_code ?? value_set ?? (value_num === null ? null : String(value_num)),
        fate: fate(),
        annotator: answer.annotator_id,
        isOpinion: isOpinion(answer),
      };
    });
  });
}

export function leftOutCodes(rows: readonly Judgement[]): Readonly<Record<string, number>> {
  const codes: Record<string, number> = {};
  for (const { fate } of rows) if (fate !== 'counts') codes[fate] = (codes[fate] ?? 0) + 1;
  return codes;
}
