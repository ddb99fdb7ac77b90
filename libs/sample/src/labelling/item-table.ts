import type { Calendar } from '../calendar.ts';
import { days, msOf, weekStart } from '../calendar.ts';
import { vendorKeys } from '../dimensions/vendors.ts';
import { draw } from '../draw.ts';
import { revokedStory } from '../stories.ts';
import { tasks } from './tasks.ts';

/** Share of answers that are passed over. */
export const skipped = 0.014;

/** Milliseconds of a working day at which reviewers decide. */
const deskTime = (purpose: string) => `cast(32400000 + 28000000 * ${draw('w', purpose)} as bigint)`;

/** What was answered, item by item. Of a text nobody's answer equals another's, so they do not disagree either. */
const counted = `select w, count(*) as answered, min(submitted) as first_answer, max(submitted) as last_answer,
    count(case when skips >= ${skipped} then 1 end) as usable, count(case when is_wrong and skips >= ${skipped} then 1 end) as wrongs,
    coalesce(min(given) <> max(given), false) as disagree,
    max(case when slot = 1 then person end) as first_person, bool_or(slot = 1 and is_wrong) as first_is_wrong
  from (select *, case when skips >= ${skipped} then case when is_wrong then wrong else truth end end as given from answer) group by w`;

/** How an item comes to its verdict once all answers are in, and on which day. */
const routed = (calendar: Calendar) => `select *, 
    case when answered is null or answered < judgements then null when usable = 0 then 'review' when basis = 'batch_sample' then 'batch'
      when basis = 'item_review' or disagree then 'review' else 'agree' end as way,
    (last_answer - ${msOf(calendar.from)}) // 86400000 as last_d,
    case when judgements = 3 then wrongs > 1 else wrongs > 0 end as is_bad
  from (select w.*, c.* exclude (w), case when t.ms < ${calendar.end} then t.ms + 28000000 end as taken_at
    from work w left join counted c using (w) left join day s on s.d = w.taken left join day t on t.d = s.next)`;

/** First verdicts: what everybody passed over is sent back; a reviewer overlooks one wrong item in seven and sends back one right one in eighty. */
const verdict = `case when way is null then null when usable = 0 then 'rework' when way <> 'review' then 'accept'
  when basis = 'consensus' then case when difficulty > 0.985 then 'reject' else 'accept' end
  when ${draw('w', 'caught')} < case when is_bad then 0.86 else 0.012 end
    then case when ${draw('w', 'rejected')} < 0.8 then 'rework' else 'reject' end
  else 'accept' end`;

const decidedAt = `case way when 'agree' then last_answer + 300000 when 'batch' then r.ms + 54000000
  when 'review' then r.ms + ${deskTime('decides')} end`;
const decisionDay = `case way when 'agree' then last_d when 'batch' then 7 * (last_d // 7) + 8
  else last_d + 1 + cast(floor(2.6 * pow(${draw('w', 'review waits')}, 2)) as bigint) end`;

/**
 * Table `item`: work with its verdict. Only what happened before the sample's end is there: `decided`, and for items that
 * were sent back `redone` (the new answer) and `accepted` after it.
 */
export function itemTables(calendar: Calendar): readonly string[] {
  const { vendor, task, week, revokedAfterWeeks } = revokedStory;
  const isRevokedBatch = `i.vendor = ${vendorKeys.indexOf(vendor)} and i.task = ${tasks.findIndex(({ key }) => key === task)} and i.week = ${week}`;
  const revokedOn = msOf(weekStart(calendar, week + revokedAfterWeeks)) + days(2) + 39_600_000;
  const end = calendar.end;
  return [
    `create temp table counted as ${counted}`,
    `create temp table item as
    with routed as (${routed(calendar)}), placed as (
      select i.*, n.next as decided_d, case when way = 'agree' then last_answer + 300000 end as agreed
      from routed i left join day n on n.d = ${decisionDay}
    ), decided as (
      select i.* exclude (agreed), ${decidedAt} as decided, ${verdict} as decision
      from placed i left join day r on r.d = decided_d
    ), cut as (
      select * replace (case when decided < ${end} then decided end as decided, case when decided < ${end} then decision end as decision)
      from decided
    ), redone as (
      select i.*, case when b.ms + ${deskTime('redoes')} < ${end} then b.ms + ${deskTime('redoes')} end as redone,
        case when c.ms + ${deskTime('accepts')} < ${end} then c.ms + ${deskTime('accepts')} end as reaccepted
      from cut i
      left join day a on a.d = case when decision = 'rework' then decided_d + 1 + cast(floor(2 * ${draw('w', 'redo waits')}) as bigint) end
      left join day b on b.d = a.next
      left join day e on e.d = b.d + 1
      left join day c on c.d = e.next
    )
    select i.* exclude (reaccepted), case decision when 'accept' then decided when 'rework' then reaccepted end as accepted,
      case when decision in ('accept', 'rework') and ${isRevokedBatch} then ${revokedOn}
        when decision = 'accept' and ${draw('w', 'revoked')} < 0.002 and decided + ${days(19)} < ${end} then decided + ${days(19)} end as revoked
    from redone i`,
    // The answer given again is nearly always right.
    `insert into answer
    select w, v, task, vendor, week, 4, first_person, truth, level, kinds, suggestion, 1, ${draw('w', 'redone wrong')} < 0.08,
      (truth + 1) % kinds, round(seconds * (0.4 + 0.5 * ${draw('w', 'redone seconds')}), 1), purpose = 'gold', false, redone
    from item where redone is not null`,
  ];
}
