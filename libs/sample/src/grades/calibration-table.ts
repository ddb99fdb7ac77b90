import type { Calendar } from '../calendar.ts';
import { calibrationSets } from '../dimensions/calibration-sets.ts';
import { draw } from '../draw.ts';
import { valuesOf } from '../sql.ts';
import { calibrationStory } from '../stories.ts';
import { glance, judgeErrs, refusesWrongly, seen, seenOnTrial, seesHarm } from './perception.ts';

/** Who looks at an output, as a place among its draws. */
export const slots = { mainJudge: 3, trialJudge: 4, adjudicator: 5, rule: 6 } as const;

/** People grade the outputs whose draw of a route is no smaller. */
export const gradedByPeople = 0.64;
export const route = draw('o', 'route');

/**
 * Table `calibration`: in the weeks of a calibration the judge grades all that people grade, so that neither sees more of
 * what is refused than usual; of these the set is drawn, by the verdict on refusal that the judge gives (it comes to the
 * same verdict again in its sitting). With the slot of the judge and when it began to judge them; `set_id` is null for
 * what was not drawn.
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
      where environment = 'production' and status = 'ok' and ${route} >= ${gradedByPeople}
    )
    select o, slot as judge_slot, judged_from, case when row_number() over (
        partition by set_id, ${refusesWrongly} order by ${draw('o', 'calibration')}, o) <= ${calibrationStory.ofEach} then set_id end as set_id
    from judged`;
}
