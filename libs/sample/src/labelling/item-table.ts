import type { Calendar } from '../calendar.ts';
import { days, hours, msOf, weekStart } from '../calendar.ts';
import { promoted } from '../dimensions/people.ts';
import { vendorKeys } from '../dimensions/vendors.ts';
import { below, draw } from '../draw.ts';
import { chairAt } from '../staff/seat-tables.ts';
import { lengthOf, midnightOf, opensAt, workdaysAfter } from '../staff/working-time.ts';
import { revokedStory } from '../stories.ts';
import { tasks } from './tasks.ts';

/** Share of answers that are passed over. */
export const skipped = 0.014;

/** Batches are decided late in a day of the own team's, after their samples; each at one instant. */
const batchDecided = `${hours(19.5)} + cast(${hours(2.4)} * ${draw('(week * 8 + i.vendor) * 16 + task', 'batch decided')} as bigint)`;
/** Answers that agree are found by a run every ten minutes. */
const agreed = 'last_answer // 600000 * 600000 + 630000';

/** Instant of a working day of somebody of a vendor: a share of it. */
const inHours = (calendar: Calendar, [vendor, d]: readonly [vendor: string, d: string], purpose: string) =>
  `cast(${midnightOf(calendar, d)} + ${opensAt(vendor, d)} + ${lengthOf(vendor, d)} * ${draw('w', purpose)} as bigint)`;

/** What was answered, item by item. Of a text nobody's answer equals another's, so they do not disagree either. */
const counted = (
  calendar: Calendar,
) => `select w, count(*) as answered, min(submitted) as first_answer, max(submitted) as last_answer,
    (max(submitted) - ${msOf(calendar.from)}) // 86400000 as last_d,
    count(case when skips >= ${skipped} then 1 end) as usable, count(case when is_wrong and skips >= ${skipped} then 1 end) as wrongs,
    coalesce(min(given) <> max(given), false) as disagree,
    max(case when slot = 1 then person end) as first_person, bool_or(slot = 1 and is_wrong) as first_is_wrong
  from (select *, case when skips >= ${skipped} then case when is_wrong then wrong else truth end end as given from answer) group by w`;

/** Work is handed out in the half hour before a vendor's people start. */
const takenAt = (calendar: Calendar) =>
  `cast(${midnightOf(calendar, 'assigned')} + ${opensAt('vendor', 'assigned')} - 1700000 * ${draw('w', 'handed out')} as bigint)`;

/**
 * How an item comes to its verdict once all answers are in, on which day, and at whose desk: half of a vendor's reviews are
 * its own reviewers', where it has some. Nobody decides who may have answered: what was begun before someone became a reviewer is the own team's.
 */
const routed = (calendar: Calendar) => `select *,
    case when answered is null or answered < judgements then null when usable = 0 then 'review' when basis = 'batch_sample' then 'batch'
      when basis = 'item_review' or disagree then 'review' else 'agree' end as way,
    case when judgements = 3 then wrongs > 1 else wrongs > 0 end as is_bad,
    case when basis = 'batch_sample' or assigned < ${7 * promoted.week} and last_d >= ${7 * promoted.week - 7} or ${draw('w', 'whose desk')} < 0.5 then 0 else vendor end as desk
  from (select w.*, c.* exclude (w), case when ${takenAt(calendar)} < ${calendar.end} then ${takenAt(calendar)} end as taken_at
    from work w left join counted c using (w))`;

const decisionDay = `case way when 'agree' then null when 'batch' then 7 * (last_d // 7) + 8
  else ${workdaysAfter('last_d', `1 + cast(floor((2.1 + ${draw('week', 'reviews of a week')}) * pow(${draw('w', 'review waits')}, 2)) as integer)`)} end`;

/** First verdicts: what everybody passed over is sent back; a reviewer overlooks one wrong item in seven and sends back one right one in eighty. */
const verdict = `case when way is null then null when usable = 0 then 'rework' when way <> 'review' then 'accept'
  when basis = 'consensus' then case when difficulty > 0.985 then 'reject' else 'accept' end
  when ${draw('w', 'caught')} < case when is_bad then 0.86 else 0.012 end
    then case when ${draw('w', 'rejected')} < 0.8 then 'rework' else 'reject' end
  else 'accept' end`;

/** Days that an item sent back may wait for who answered it first; else it is rejected. */
const patience = 8;

/**
 * Table `item`: work with its verdict. Only what happened before the sample's end is there: `decided` by `decider`, and for items
 * that were sent back `redone` (the new answer) and `accepted` after it by `acceptor`.
 */
export function itemTables(calendar: Calendar): readonly string[] {
  const { vendor, task, week, revokedAfterWeeks } = revokedStory;
  const isRevokedBatch = `i.vendor = ${vendorKeys.indexOf(vendor)} and i.task = ${tasks.findIndex(({ key }) => key === task)} and i.week = ${week}`;
  const revokedOn = msOf(weekStart(calendar, week + revokedAfterWeeks)) + days(2) + 39_600_000;
  const revokedLater = `decided + ${days(7)}::bigint * (1 + ${below('w', 'weeks until revoked', 6)}) - cast(5400000 * ${draw('w', 'revoked at')} as bigint)`;
  const end = calendar.end;
  const decidedAt = `case way when 'agree' then ${agreed} when 'batch' then ${midnightOf(calendar, 'decided_d')} + ${batchDecided}
    when 'review' then ${inHours(calendar, ['desk_vendor', 'decided_d'], 'decides')} end`;
  return [
    `create temp table counted as ${counted(calendar)}`,
    `create temp table item as
    with routed as (${routed(calendar)}), decided as (
      select i.*, coalesce(c.on_d, last_d) as decided_d, c.person as decider, c.vendor as desk_vendor, ${decidedAt} as decided, ${verdict} as verdict
      from routed i left join chair c on chair = ${chairAt('desk', decisionDay, draw('w', 'reviewer'))}
    ), returned as (
      select i.* exclude (verdict, decided), case when decided < ${end} then decided end as decided, case when verdict = 'rework' then s.next end as redo_d,
        case when decided < ${end} then case when verdict = 'rework' and coalesce(s.next - decided_d, 99) > ${patience} then 'reject' else verdict end end as decision
      from decided i left join shift s on s.shift = case when verdict = 'rework'
        then first_person * 512 + ${workdaysAfter('decided_d', `1 + ${below('w', 'redo waits', 2)}`)} end
    ), redone as (
      select i.* exclude (redo_d), case when decision = 'rework' then redo_d end as redo_d, c.person as acceptor,
        case when decision = 'rework' then 600000 + ${inHours(calendar, ['i.vendor', 'redo_d'], 'redoes')} end as redoes,
        case when decision = 'rework' then ${inHours(calendar, ['c.vendor', 'c.on_d'], 'accepts')} end as accepts
      from returned i left join chair c on c.chair = ${chairAt('desk', 'redo_d + 1', draw('w', 'acceptor'))}
    ), closed as (
      select * exclude (redoes, accepts), case when redoes < ${end} then redoes end as redone,
        case when decision = 'accept' then decided when accepts < ${end} then accepts end as accepted from redone
    )
    select *, case when ${isRevokedBatch} and accepted < ${revokedOn} then ${revokedOn}
        when decision = 'accept' and ${draw('w', 'revoked')} < 0.002 and ${revokedLater} < ${end} then ${revokedLater} end as revoked
    from closed i`,
    // The answer given again is nearly always right.
    `insert into answer
    select w, v, task, vendor, week, 4, first_person, truth, level, kinds, suggestion, 1, ${draw('w', 'redone wrong')} < 0.08,
      (truth + 1) % kinds, round(seconds * (0.4 + 0.5 * ${draw('w', 'redone seconds')}), 1), purpose = 'gold', false, redo_d, redone
    from item where redone is not null`,
  ];
}
