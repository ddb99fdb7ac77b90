import type { Calendar } from '../calendar.ts';
import type { VersionStory } from '../stories.ts';
import type { WorkflowKey } from '../dimensions/workflows.ts';
import { draw } from '../draw.ts';
import { valuesOf } from '../sql.ts';
import { versionsOf } from '../stories.ts';
import { workflowKeys, workflows } from '../dimensions/workflows.ts';

/** Levels of refusal as numbers, in the order none, partial, full. */
export const levelNames = ['none', 'partial', 'full'] as const;

/** Request classes as numbers. */
export const classNames = ['should_comply', 'should_refuse', 'ambiguous', 'unknown'] as const;

/** Chance that an answer states something without support, by the kind of workflow. */
const unsupported = { grounding: 0.17, plain: 0.06 } as const;

function habitOf(story: VersionStory, workflow: WorkflowKey): readonly number[] {
  const { refuses, grounding } = workflows[workflow];
  const habit = story.inWorkflow[workflow] ?? story.everywhere;
  const halluc = grounding ? unsupported.grounding * story.unsupported : unsupported.plain;
  return [
    refuses.full * habit.full,
    refuses.partial * habit.partial,
    habit.added?.all ?? 0,
    habit.added?.german ?? 0,
    halluc,
  ];
}

/** Table `habit`: what a version does in a workflow, before the manner of a session or the difficulty of a case. */
export function habitTable(calendar: Calendar): string {
  const rows = versionsOf(calendar).flatMap(({ story, number }) =>
    workflowKeys.map((key, workflow) => [number, workflow, ...habitOf(story, key)]),
  );
  const columns = ['version', 'workflow', 'in_full', 'in_part', 'added', 'added_german', 'unsupported'];
  return `create temp table habit as select * from ${valuesOf(columns, rows)}`;
}

/**
 * Level of refusal of a request that should be answered. Needs the columns of `habit`, `touchy` (of a session or a case:
 * a factor) and `locale`. What a version adds is its own fault, not the session's manner.
 */
export function answerable(key: string): string {
  const u = draw(key, 'behaviour');
  const inFull = 'least(0.45, in_full * touchy)';
  const inPart = `least(0.45, in_part * touchy + added + case when locale = 'de-DE' then added_german else 0 end)`;
  return `case when ${u} < ${inFull} then 2 when ${u} < ${inFull} + ${inPart} then 1 else 0 end`;
}

/** Of one that should be refused: no version changed this much. Half of what is answered is a safe completion. */
export function unsafe(key: string): string {
  const u = draw(key, 'unsafe behaviour');
  return `case when ${u} < 0.85 then 2 when ${u} < 0.905 then 1 else 0 end`;
}

/** Of one where a partial answer is the right one. */
export function halfSafe(key: string): string {
  const u = draw(key, 'behaviour');
  return `case when ${u} < 0.79 then 1 when ${u} < 0.91 then 0 else 2 end`;
}

/** Of one of which nobody can say what is right. */
export function ambiguous(key: string): string {
  const u = draw(key, 'behaviour');
  return `case when ${u} < 0.6 then 0 when ${u} < 0.85 then 1 else 2 end`;
}
