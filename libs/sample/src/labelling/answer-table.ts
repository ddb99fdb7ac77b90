import type { Calendar } from '../calendar.ts';
import { days, hours, msOf, weekCount } from '../calendar.ts';
import { vendorKeys } from '../dimensions/vendors.ts';
import { bell, below, draw } from '../draw.ts';
import { pick } from '../sql.ts';
import { firstSeat, seatCount, seatsApart } from '../staff/seat-tables.ts';
import { lengthOf, midnightOf, startsAt, workdaysAfter } from '../staff/working-time.ts';
import { importStory } from '../stories.ts';

const key = 'w * 8 + slot';

/** Share of a working day at which an answer is given: two humps around lunch. */
const timeOfDay = `(case when hour < 0.5 then 0.92 * hour else 0.12 + 0.88 * hour end)`;

/** A wrong answer is mostly the neighbour of the right one. */
const wrongOf = `case when level = 'ordinal' then case when truth = kinds - 1 or (truth > 0 and ${draw(key, 'side')} < 0.5) then truth - 1 else truth + 1 end
  when kinds = 2 or ${draw(key, 'wrong')} < 0.6 then (truth + 1) % kinds
  else (truth + 1 + ${below(key, 'which wrong', '(kinds - 1)')}) % kinds end`;

/** The day on which somebody gets to an answer: one for answers, else one on duty, by `latest` where there is one. */
const doneOn = (latest: string): string =>
  `case when next_answers <= ${latest} then next_answers when prev_answers >= assigned then prev_answers
    when next <= ${latest} or prev < assigned then next else prev end`;

/**
 * Table `answer`: who answered an item, on which day and when, and what; `is_wrong` against the item's right answer, `wrong` the answer then. Slots 1
 * to 3 are the answers asked for, each by another person; slot 4 is that of slot 1 again after the item was sent back. They are given
 * on days for answers where that keeps no batch waiting; who is about to leave finishes before. What the sample's end cuts off is not there: nobody works past midnight of UTC.
 */
export function answerTables(calendar: Calendar): readonly string[] {
  const lag = pick('wait', [
    [0, 68],
    [1, 22],
    [2, 7],
    [3, 3],
  ]);
  const crowd = vendorKeys.indexOf('tidewater');
  const imported = 7 * importStory.week + importStory.weekday;
  const isImported = `vendor = ${vendorKeys.indexOf(importStory.vendor)} and done_d between ${imported - importStory.weekday} and ${imported}`;
  return [
    `create temp table answer as
    with weighed as (
      select w, v, task, vendor, week, truth, level, kinds, suggestion, language, purpose = 'gold' as is_gold, judgements, assigned, closes,
        seconds * (0.6 + 0.8 * difficulty) as usual, ${below('w', 'first person', seatCount)} as first, ${seatsApart('vendor', 'language', 'w')} as apart,
        err * (0.3 + 1.4 * difficulty) * case when suggestion is null then 1e0 when suggestion = truth then 0.7e0 else 2.5e0 end as risk
      from work where not is_cancelled
    ), asked as (
      select *, ${draw(key, 'answer waits')} as wait, ${draw(key, 'time of day')} as hour
      from (select *, unnest(range(1, 1 + judgements)) as slot from weighed)
    ), due as (
      select *, ${firstSeat('vendor', 'language', '(assigned // 7)')} + (first + (slot - 1) * apart) % ${seatCount} as seat,
        least(case when vendor = ${crowd} then assigned + lag else ${workdaysAfter('assigned', 'lag')} end, greatest(assigned, closes)) as due_d
      from (select *, ${lag} as lag from asked)
    ), timed as (
      select due.*, person, takes, errs, passes, opens,
        ${doneOn('least(due_d + 5, closes, answers_before - 1)')} as done_d
      from due join seat using (seat) join (select shift, next, prev, next_answers, prev_answers from shift) on shift = person * 512 + least(due_d, answers_before - 1)
    ), given as (
      select *, ${draw(key, 'errs')} < least(0.8e0, risk * errs) as is_wrong, ${isImported} as is_imported,
        round(usual * takes * exp(0.38 * ${bell(key, 'seconds')}), 1) as active
      from timed where done_d < ${7 * weekCount}
    )
    select w, v, task, vendor, week, slot, person, truth, level, kinds, suggestion, ${draw(key, 'skips')} / passes as skips, is_wrong,
      case when is_wrong then ${wrongOf} end as wrong, active, is_gold, is_imported, done_d,
      case when is_imported then ${msOf(calendar.from) + days(imported) + hours(importStory.hour)}
        else ${midnightOf(calendar, 'done_d')} + cast(${startsAt('opens', ['vendor', 'done_d'])} + 1200 * active + greatest(0, ${lengthOf('vendor', 'done_d')} - 1200 * active) * ${timeOfDay} as bigint) end as submitted
    from given`,
  ];
}
