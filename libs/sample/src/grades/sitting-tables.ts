import type { Calendar } from '../calendar.ts';
import { msOf, weekStart } from '../calendar.ts';
import { graderIds, people, personId } from '../dimensions/people.ts';
import { below, draw } from '../draw.ts';
import { listOf, valuesOf } from '../sql.ts';
import { trialJudgeFrom } from '../stories.ts';

/** The main judge errs about as often as a new annotator: good enough to be calibrated. */
const judgeErrs = 1.5;
/** Share of sittings in which a person cannot say. */
const abstains = 0.006;
/** Share of disagreements that someone settles; the rest stays disputed. */
const settled = 0.6;

const adjudicators = people.filter(({ role }) => role === 'adjudicator').map(({ key }) => personId(key));

/** Table `grading_pool`: who can grade in a week, as lists. */
function poolTable(): string {
  const rows = people
    .filter(({ grades, role }) => grades && role !== 'adjudicator')
    .map(({ key, errs, from, until }) => [personId(key), errs, from, until ?? 1000]);
  return `create temp table grading_pool as
    select w as week, list(grader order by grader) as graders, list(errs order by grader) as errs, count(*) as n
    from ${valuesOf(['grader', 'errs', 'since', 'until'], rows)}, range(52) weeks(w) where since <= w and w < until group by w`;
}

/**
 * How often each way of grading is taken: `humans` asked, whether the main judge is, whether the judge on trial. The first
 * of production leaves an output ungraded, or to the judge on trial alone.
 */
const routes = `case environment
  when 'production' then case when u < 0.03 then {'humans': 0, 'judge': 0.0, 'trial': 0.3}
    when u < 0.5 then {'humans': 0, 'judge': 1.0, 'trial': 0.0} when u < 0.78 then {'humans': 1, 'judge': 0.3, 'trial': 0.08}
    when u < 0.93 then {'humans': 2, 'judge': 0.6, 'trial': 0.2} else {'humans': 3, 'judge': 0.6, 'trial': 0.2} end
  when 'eval' then case when u < 0.8 then {'humans': 0, 'judge': 1.0, 'trial': 0.1}
    when u < 0.95 then {'humans': 1, 'judge': 1.0, 'trial': 0.1} else {'humans': 2, 'judge': 1.0, 'trial': 0.1} end
  else case when u < 0.6 then {'humans': 2, 'judge': 0.3, 'trial': 0.0} else {'humans': 3, 'judge': 0.3, 'trial': 0.0} end end`;

/** What a grader that errs by a factor takes a level for. */
function seen(level: string, [u, errs]: readonly [u: string, errs: string]): string {
  return `case ${level}
    when 0 then case when ${u} < 1 - 0.005 * ${errs} then 0 when ${u} < 1 - 0.001 * ${errs} then 1 else 2 end
    when 1 then case when ${u} < 1 - 0.13 * ${errs} then 1 when ${u} < 1 - 0.04 * ${errs} then 0 else 2 end
    else case when ${u} < 1 - 0.05 * ${errs} then 2 when ${u} < 1 - 0.01 * ${errs} then 1 else 0 end end`;
}

/** The judge on trial flags good answers about as often as bad ones. */
function seenOnTrial(level: string, u: string): string {
  return `case ${level} when 0 then case when ${u} < 0.58 then 0 when ${u} < 0.82 then 1 else 2 end
    when 1 then case when ${u} < 0.7 then 0 when ${u} < 0.9 then 1 else 2 end
    else case when ${u} < 0.7 then 0 when ${u} < 0.84 then 1 else 2 end end`;
}

/** Who looks at which output and when; the slot (from 0) is also the place in the output's draws. */
function planned(calendar: Calendar): string {
  const wait = `cast(3600000 * (2 + 14 * ${draw('o * 8 + slot', 'wait')} + 34 * pow(${draw('o * 8 + slot', 'long wait')}, 2)) as bigint)`;
  const soon = `cast(3600000 * (0.2 + 1.3 * ${draw('o', 'judge waits')}) as bigint)`;
  const place = `1 + (${below('o', 'grader', 'p.n')} + slot * (1 + ${below('o', 'step', 'greatest(p.n // 2 - 1, 1)')})) % p.n`;
  const late = `case when ms + ${soon} < ${calendar.end} then ms + ${soon} else ms + (${calendar.end} - ms) // 2 end`;
  return `select r.*, p.graders[${place}] as grader, p.errs[${place}] as errs, 'human' as kind, ms + ${wait} as graded
    from (select *, unnest(range(route.humans)) as slot from routed) r join grading_pool p on p.week = r.week
    union all
    select *, 3 as slot, '${graderIds.mainJudge}', ${judgeErrs}, 'model', ${late} from routed
    where ${draw('o', 'judged')} < case when ms > ${calendar.end} - 129600000 and route.humans > 0 then 1 else route.judge end
    union all
    select *, 4, '${graderIds.trialJudge}', 1, 'model', ${late} from routed
    where ${draw('o', 'tried')} < route.trial and ms >= ${msOf(weekStart(calendar, trialJudgeFrom))}`;
}

/**
 * Table `sitting`: one grader looks at one output once, and what it takes its level of refusal for (null: cannot say).
 * Nothing is graded after the sample ends: of the last days' outputs the judge has seen more than people have.
 */
export function sittingTables(calendar: Calendar): readonly string[] {
  const key = 'o * 8 + slot';
  return [
    poolTable(),
    `create temp table sitting as
    with routed as materialized (
      select o, environment, ms, version, class, level, half_is_right, is_harmful, is_unsupported, failure, grounds,
        (ms - ${msOf(calendar.from)}) // 604800000 as week, ${routes} as route
      from (select *, ${draw('o', 'route')} as u from output where status = 'ok')
    )
    select * exclude (route, u), false as adjudicates, case when kind = 'human' and ${draw(key, 'abstains')} < ${abstains} then null
      when grader = '${graderIds.trialJudge}' then ${seenOnTrial('level', 'u')} else ${seen('level', ['u', 'errs'])} end as sees
    from (select *, ${draw(key, 'sees')} as u from (${planned(calendar)})) where graded < ${calendar.end}`,
    `insert into sitting
    select * exclude (u, v, last) replace (5 as slot, ${listOf(adjudicators)}[1 + ${below('o', 'adjudicator', adjudicators.length)}] as grader,
        0.4 as errs, last + cast(3600000 * (4 + 36 * u) as bigint) as graded, true as adjudicates,
        ${seen('level', ['v', '0.4'])} as sees)
    from (
      select s.*, last, ${draw('o', 'adjudication waits')} as u, ${draw('o', 'adjudicator sees')} as v from sitting s join (
        select o, min(slot) as slot, max(graded) as last from sitting where kind = 'human' group by o
        having count(sees) > 1 and count(distinct sees) = count(sees)
      ) using (o, slot)
    ) where ${draw('o', 'settled')} < ${settled} and last + cast(3600000 * (4 + 36 * u) as bigint) < ${calendar.end}`,
  ];
}
