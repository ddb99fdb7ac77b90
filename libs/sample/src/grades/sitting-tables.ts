import type { Calendar } from '../calendar.ts';
import { days, msOf, weekStart } from '../calendar.ts';
import { graderIds } from '../dimensions/people.ts';
import { below, draw } from '../draw.ts';
import { benchApart, benchAt, benchCount } from '../staff/seat-tables.ts';
import { lengthOf, midnightOf, opensAt } from '../staff/working-time.ts';
import { trialJudgeFrom } from '../stories.ts';
import { calibrationTable, gradedByPeople, route, slots } from './calibration-table.ts';
import { glance, judgeErrs, seen, seenOnTrial } from './perception.ts';

/** Share of sittings in which a person cannot say. */
const abstains = 0.006;
/** Share of disagreements that someone settles; the rest stays disputed. */
const settled = 0.6;

/** Judges see the outputs of the last days, which people have not come to. */
const judgedAhead = days(3);

/** Day on which people come to an output, all of them: one of the next two; what a weekend leaves takes them until Wednesday. */
const comesTo = (calendar: Calendar) => {
  const day = `(ms - ${msOf(calendar.from)}) // 86400000 + 1 + cast(floor(1.8 * pow(${draw('o', 'wait')}, 2)) as integer)`;
  return `(${day}) + case when (${day}) % 7 < 5 then 0 else 7 - (${day}) % 7 + cast(floor(3 * pow(${draw('o', 'weekend')}, 2)) as integer) end`;
};

/** Instant of a draw in a grader's working day. */
const atDesk = (calendar: Calendar, u: string) =>
  `cast(${midnightOf(calendar, 'on_d')} + ${opensAt('vendor', 'on_d')} + ${u} * ${lengthOf('vendor', 'on_d')} as bigint)`;

/**
 * How often each way of grading is taken: `humans` asked, whether the main judge is, whether the judge on trial. Two or
 * three people grade what was drawn for a judge's calibration. The first of production leaves an output ungraded, or to
 * the judge on trial alone.
 */
const routes = `case
  when judge_slot is not null then {'humans': case when u >= 0.96 then 3 when u >= 0.88 or set_id is not null then 2 else 1 end,
    'judge': case judge_slot when ${slots.mainJudge} then 1.0 else 0.1 end, 'trial': case judge_slot when ${slots.trialJudge} then 1.0 else 0.0 end}
  when environment = 'production' then case when u < 0.03 then {'humans': 0, 'judge': 0.0, 'trial': 0.3}
    when u < ${gradedByPeople} then {'humans': 0, 'judge': 1.0, 'trial': 0.0} when u < 0.88 then {'humans': 1, 'judge': 0.06, 'trial': 0.04}
    when u < 0.96 then {'humans': 2, 'judge': 0.3, 'trial': 0.2} else {'humans': 3, 'judge': 0.3, 'trial': 0.2} end
  when environment = 'eval' then case when u < 0.8 then {'humans': 0, 'judge': 1.0, 'trial': 0.06}
    when u < 0.95 then {'humans': 1, 'judge': 1.0, 'trial': 0.06} else {'humans': 2, 'judge': 1.0, 'trial': 0.06} end
  else case when u < 0.6 then {'humans': 2, 'judge': 0.3, 'trial': 0.0} else {'humans': 3, 'judge': 0.3, 'trial': 0.0} end end`;

/** Who looks at which output and when, some people at more than others; the slot (from 0) is also the place in the output's draws. */
function planned(calendar: Calendar): string {
  const soon = `cast(3600000 * (0.2 + 1.3 * ${draw('o', 'judge waits')}) as bigint)`;
  const place = `${below('o', 'grader', benchCount)} + slot * ${benchApart}`;
  const late = `case when ms + ${soon} < ${calendar.end} then ms + ${soon} else ms + (${calendar.end} - ms) // 2 end`;
  const judged = (slot: number) =>
    `case when judge_slot = ${slot} then greatest(ms, judged_from) + ${soon} else ${late} end`;
  return `select r.*, grader, errs, 'human' as kind, ${atDesk(calendar, draw('o * 8 + slot', 'time of day'))} as graded
    from (select *, unnest(range(route.humans)) as slot from routed) r
    join bench on bench = ${benchAt(false, comesTo(calendar), place)}
    union all
    select *, ${slots.mainJudge} as slot, '${graderIds.mainJudge}', ${judgeErrs}, 'model', ${judged(slots.mainJudge)} from routed
    where ${draw('o', 'judged')} < case when ms > ${calendar.end - judgedAhead} and route.humans > 0 then 1 else route.judge end
    union all
    select *, ${slots.trialJudge}, '${graderIds.trialJudge}', 1, 'model', ${judged(slots.trialJudge)} from routed
    where ${draw('o', 'tried')} < route.trial and greatest(ms, coalesce(judged_from, 0)) >= ${msOf(weekStart(calendar, trialJudgeFrom))}`;
}

/**
 * Table `sitting`: one grader looks at one output once, and what it takes its level of refusal for (null: cannot say).
 * Nothing is graded after the sample ends: of the last days' outputs the judge has seen more than people have.
 */
export function sittingTables(calendar: Calendar): readonly string[] {
  const key = 'o * 8 + slot';
  const belongs = `case when kind = 'human' or slot = judge_slot then set_id end`;
  return [
    calibrationTable(calendar),
    `create temp table sitting as
    with routed as materialized (
      select o, environment, ms, version, workflow, class, level, half_is_right, is_harmful, is_unsupported, is_failing, mode,
        grounds, set_id, judge_slot, judged_from, ${routes} as route
      from (select *, ${route} as u from output where status = 'ok') left join calibration using (o)
    )
    select * exclude (route, u, set_id, judge_slot, judged_from), ${belongs} as calibrates, false as adjudicates, case when kind = 'human' and ${draw(key, 'abstains')} < ${abstains} then null
      when grader = '${graderIds.trialJudge}' then ${seenOnTrial('level', 'u')} else ${seen('level', ['u', 'errs'])} end as sees
    from (select *, ${glance} as u from (${planned(calendar)})) where graded < ${calendar.end}`,
    `insert into sitting
    select * exclude (v, settler, settled_at) replace (${slots.adjudicator} as slot, settler as grader, 0.4 as errs, settled_at as graded,
        true as adjudicates, ${seen('level', ['v', '0.4'])} as sees)
    from (
      select s.*, b.grader as settler, ${atDesk(calendar, draw('o', 'time of settling'))} as settled_at, ${draw('o', 'adjudicator sees')} as v
      from sitting s join (
        select o, min(slot) as slot, max(graded) as last from sitting where kind = 'human' group by o
        having count(sees) > 1 and count(distinct sees) = count(sees)
      ) using (o, slot)
      join bench b on bench = ${benchAt(true, `(last - ${msOf(calendar.from)}) // 86400000 + 1 + ${below('o', 'adjudication waits', 2)}`, below('o', 'adjudicator', benchCount))}
      where ${draw('o', 'settled')} < ${settled}
    ) where settled_at < ${calendar.end}`,
  ];
}
