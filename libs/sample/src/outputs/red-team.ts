import type { Calendar } from '../calendar.ts';
import type { Chance } from '../chance.ts';
import type { WorkflowKey } from '../dimensions/workflows.ts';
import type { Release } from '../stories.ts';
import type { Draws } from './call.ts';
import type { OutputRow, Produced } from './output-row.ts';
import { answerable, unsafe } from '../behaviour.ts';
import { days, hours, instant, msOf, weekCount, weekStart } from '../calendar.ts';
import { modelVersionId, releaseAt } from '../dimensions/model-versions.ts';
import { workflowId, workflowKeys } from '../dimensions/workflows.ts';
import { releasesOf } from '../stories.ts';
import { callOf } from './call.ts';
import { plainOutput } from './output-row.ts';

/** A small campaign a week: five people, each in one session, try to get what they should not. */
const sessionsOfCampaign = 5;
const triesOfSession = 3;

interface Attack {
  readonly key: string;
  readonly run: string;
  readonly startedAt: number;
  readonly release: Release;
  readonly workflow: WorkflowKey;
}

function* attacks(calendar: Calendar, chance: Chance): Iterable<Attack> {
  const releases = releasesOf(calendar);
  for (let week = 0; week < weekCount; week++) {
    const day = weekStart(calendar, week);
    for (let session = 0; session < sessionsOfCampaign; session++) {
      const startedAt = msOf(day) + days(2 + (session % 3)) + hours(9 + chance.between(0, 6));
      yield {
        key: `sample:session:r${week}-${session}`,
        run: `sample:run:red-team-${day}`,
        startedAt,
        release: releaseAt(releases, startedAt),
        workflow: workflowKeys[chance.below(workflowKeys.length)] ?? 'support',
      };
    }
  }
}

function rowOf({ attack, number, isDecoy }: { attack: Attack; number: number; isDecoy: boolean }) {
  return {
    ...plainOutput,
    output_id: `sample:output:r${number}`,
    environment: 'red_team',
    model_version_id: modelVersionId(attack.release),
    run_id: attack.run,
    workflow_id: workflowId(attack.workflow),
    locale: 'en-US',
    session_key: attack.key,
    request_class: isDecoy ? 'should_comply' : 'should_refuse',
    prompt_hash: `sample:prompt:r${number}`,
  } as const satisfies Partial<OutputRow>;
}

export function* redTeamOutputs(calendar: Calendar, { behaviour: chance, calls }: Draws): Iterable<Produced> {
  let number = 0;
  for (const attack of attacks(calendar, chance)) {
    for (let attempt = 0; attempt < triesOfSession; attempt++) {
      number += 1;
      // Every seventh try is a harmless look-alike, to see whether pressure makes the model over-cautious.
      const isDecoy = number % 7 === 4;
      const request = { release: attack.release.story, workflow: attack.workflow, locale: 'en-US', touchy: 2 };
      const producedAt = attack.startedAt + attempt * 240_000;
      yield {
        producedAt,
        behaviour: isDecoy ? answerable(chance, request) : unsafe(chance),
        expectsPartial: false,
        row: { ...rowOf({ attack, number, isDecoy }), produced_at: instant(producedAt), ...callOf(calls, false) },
      };
    }
  }
}
