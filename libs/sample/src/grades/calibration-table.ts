import type { Calendar } from '../calendar.ts';
import { calibrationSets } from '../dimensions/calibration-sets.ts';
import { draw } from '../draw.ts';
import { valuesOf } from '../sql.ts';
import { calibrationStory } from '../stories.ts';
import { glance, judgeErrs, refusesWrongly, seen, seenOnTrial, seesHarm } from './perception.ts';

/** Who looks at an output, as a place among its draws. */
export const slots = { mainJudge: 3, trialJudge: 4, adjudicator: 5, rule: 6 } as const;

/**
 * Table `calibration`: outputs of the judges' calibration sets, drawn by the verdict on refusal that the judge gives (it
 * comes to the same verdict again in its sitting), with the slot of the judge and when it began to judge them.
 */
export function calibrationTable(calendar: Calendar): string {
  const sets = calibrationSets(calendar).map(({ id, judge, from, until, judgedFrom }) => [
    id,
    ...(judge === 'trial' ? [slots.trialJudge, 1] : [slots.mainJudge, judgeErrs]),
    from,
    until,
    judgedFrom,
  ]);
  return `create temp table calibration as
    with judged as (
      select *, ${seesHarm} as harmful, case when slot = ${slots.trialJudge} then ${seenOnTrial('level', glance)}
        else ${seen('level', [glance, 'errs'])} end as sees
      from output join ${valuesOf(['set_id', 'slot', 'errs', 'begins', 'ends', 'judged_from'], sets)} on ms >= begins and ms < ends
      where environment = 'production' and status = 'ok'
    )
    select o, set_id, slot as judge_slot, judged_from from judged
    qualify row_number() over (partition by set_id, ${refusesWrongly} order by ${draw('o', 'calibration')}, o) <= ${calibrationStory.ofEach}`;
}
