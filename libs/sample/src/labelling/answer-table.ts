import type { Calendar } from '../calendar.ts';
import { days, hours, msOf } from '../calendar.ts';
import { people } from '../dimensions/people.ts';
import { vendorKeys } from '../dimensions/vendors.ts';
import { bell, below, draw } from '../draw.ts';
import { pick } from '../sql.ts';
import { driftStory, importStory, vendorStory } from '../stories.ts';

const key = 'w * 8 + slot';

/** How much worse than usual somebody works in a week: new people, a vendor and two people in their stories. */
const trouble = (): string => {
  const { vendor, week, weeks, factor } = vendorStory;
  const slipping = people.filter((person) => driftStory.people.some((name) => name === person.key));
  const numbers = slipping.map(({ number }) => number).join(', ');
  return `(case when since >= 0 and week - since < 4 then 1.9 - 0.2 * (week - since) else 1 end
    * case when vendor = ${vendorKeys.indexOf(vendor)} and week >= ${week}
      then 1 + ${factor - 1} * least(week - ${week} + 1, ${weeks}) / ${weeks}.0 else 1 end
    * case when person in (${numbers}) and week >= ${driftStory.week}
      then least(${driftStory.limit}, 1 + ${driftStory.perWeek} * (week - ${driftStory.week} + 1)) else 1 end)`;
};

/** Seconds after midnight of a working day: two humps around lunch. */
const timeOfDay = `cast(1000 * (28800 + 34200 * case when ${draw(key, 'hump')} < 0.5 then 0.46 * ${draw(key, 'time of day')}
  else 0.56 + 0.44 * ${draw(key, 'time of day')} end) as bigint)`;

/** A wrong answer is mostly the neighbour of the right one. */
const wrongOf = `case when level = 'ordinal' then case when truth = kinds - 1 or (truth > 0 and ${draw(key, 'side')} < 0.5) then truth - 1 else truth + 1 end
  when kinds = 2 or ${draw(key, 'wrong')} < 0.6 then (truth + 1) % kinds
  else (truth + 1 + ${below(key, 'which wrong', '(kinds - 1)')}) % kinds end`;

/**
 * Table `answer`: who answered an item, when, and what; `is_wrong` against the item's right answer. Slots 1 to 3 are the
 * answers asked for, each by another person; slot 4 is that of slot 1 again after the item was sent back. What the sample's
 * end cuts off is not there.
 */
export function answerTables(calendar: Calendar): readonly string[] {
  const lag = pick(draw(key, 'answer waits'), [
    [0, 68],
    [1, 22],
    [2, 7],
    [4, 3],
  ]);
  const crowd = vendorKeys.indexOf('tidewater');
  const imported = 7 * importStory.week + importStory.weekday;
  const isImported = `vendor = ${vendorKeys.indexOf(importStory.vendor)} and done_d between ${imported - importStory.weekday} and ${imported}`;
  return [
    `create temp table answer as
    with placed as (
      select w.*, slot, people[1 + (${below('w', 'first person', 'p.n')} + (slot - 1) * (1 + ${below('w', 'step', 'greatest(p.n // 2 - 1, 1)')})) % p.n] as person,
        t.next as assigned
      from (select *, unnest(range(1, 1 + judgements)) as slot from work where not is_cancelled) w
      join pool p on p.vendor = w.vendor and p.week = w.week
      join day t on t.d = w.taken
    ), dated as (
      select p.*, case when p.vendor = ${crowd} and ${draw(key, 'weekend')} < 0.3 then n.d else n.next end as done_d
      from placed p join day n on n.d = p.assigned + ${lag}
    )
    select w, v, task, vendor, week, slot, person, truth, level, kinds, suggestion, ${draw(key, 'skips')} as skips,
      ${draw(key, 'errs')} < least(0.8, err * errs * ${trouble()} * (0.3 + 1.4 * difficulty)
        * case when suggestion is null then 1 when suggestion = truth then 0.7 else 2.5 end) as is_wrong,
      ${wrongOf} as wrong,
      round(seconds * takes * (0.6 + 0.8 * difficulty) * exp(0.38 * ${bell(key, 'seconds')}), 1) as active,
      purpose = 'gold' as is_gold, ${isImported} as is_imported,
      case when ${isImported} then ${msOf(calendar.from) + days(imported) + hours(importStory.hour)}
        else done_ms + ${timeOfDay} end as submitted
    from dated join person using (person, vendor) join (select d as done_d, ms as done_ms from day) using (done_d)
    where submitted < ${calendar.end}`,
  ];
}
