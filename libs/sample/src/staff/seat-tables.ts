import { people } from '../dimensions/people.ts';
import { vendorKeys } from '../dimensions/vendors.ts';
import { below, between, draw } from '../draw.ts';
import { spoken } from '../labelling/locales.ts';
import { valuesOf } from '../sql.ts';
import { driftStory, vendorStory } from '../stories.ts';
import { opensOf } from './working-time.ts';

/** Places of a round of people. Who works more has more of them, side by side. */
export const seatCount = 120;
/** Nobody has a third of a round, so that seats a third apart are of different people. */
const wholeThird = seatCount / 3;
/** In a hundred: the largest share of a round before it is cut, and how much who reads another language has of English work. */
const largestShare = 18;
const keptBack = 40;

/** Number of the first seat of a vendor, language and week: an expression. */
export const firstSeat = (vendor: string, language: string, week: string): string =>
  `((${week} * 8 + ${vendor}) * 4 + ${language}) * ${seatCount}`;

/** Seats between two answers of an item, of any two of three: in large rounds it varies, so that everybody works with everybody. */
export const seatsApart = (vendor: string, language: string, key: string): string =>
  `case when ${language} > 0 or ${vendor} in (${vendorKeys.indexOf('own')}, ${vendorKeys.indexOf('calderfinch')}) then ${wholeThird}
    else ${wholeThird - 6} + ${below(key, 'step', 9)} end`;

/** How much worse than usual somebody works in a week: new people, a vendor and two people in their stories. */
function trouble(): string {
  const { vendor, week, weeks, factor } = vendorStory;
  const slipping = people.filter((person) => driftStory.people.some((name) => name === person.key));
  const numbers = slipping.map(({ number }) => number).join(', ');
  return `case when since >= 0 and week - since < 4 then 1.9 - 0.2 * (week - since) else 1 end
    * case when vendor = ${vendorKeys.indexOf(vendor)} and week >= ${week}
      then 1 + ${factor - 1} * least(week - ${week} + 1, ${weeks}) / ${weeks}.0 else 1 end
    * case when person in (${numbers}) and week >= ${driftStory.week}
      then least(${driftStory.limit}, 1 + ${driftStory.perWeek} * (week - ${driftStory.week} + 1)) else 1 end`;
}

/** Places of a round shared out by `weight`, from 0; `order` says who sits beside whom. */
function placesOf(round: string, [seats, order]: readonly [seats: number, order: string]): string {
  const upTo = `sum(weight) over (partition by ${round} order by ${order} rows unbounded preceding)`;
  const place = (sum: string) => `cast(${seats} * (${sum}) // sum(weight) over (partition by ${round}) as bigint)`;
  return `unnest(range(${place(`${upTo} - weight`)}, ${place(upTo)}))`;
}

/**
 * Table `seat`: who answers for a vendor and language in a week, how well (`errs`), how fast (`takes`), how often not (`passes`),
 * from when on a day and before which day. Who is away has none. Where fewer than three
 * speak a language everybody is asked; large shares are cut.
 */
function seatTable(): string {
  const busy = `cast(ceil(weight * (0.8 + 0.4 * ${draw('person * 64 + week', 'busy')})) as bigint)`;
  return `create temp table seat as
    with present as (
      select person, vendor, p.language as speaks, week, errs * ${trouble()} as errs, takes, ${between('person', 'passes', [0.4, 1.7])} as passes,
        7 * least(until, reviews_from) as answers_before, ${busy} as busy
      from person p join range(56) weeks(week) on since <= week and week < until and week < reviews_from
      anti join away using (person, week)
    ), asked as (
      select p.*, language, count(case when language = 0 or speaks = language then 1 end) over (partition by vendor, language, week) as able
      from present p join ${valuesOf(['vendor', 'language'], spoken)} using (vendor)
    ), kept as (
      select *, case when language = 0 and speaks > 0 then busy * ${keptBack} // 100 else busy end as weight from asked
      where language = 0 or speaks = language or able < 3
    ), weighed as (
      select * replace (case when able = 3 then 1 else least(weight, sum(weight) over (partition by vendor, language, week) * ${largestShare} // 100) end as weight)
      from kept
    )
    select ${firstSeat('vendor', 'language', 'week')} + place as seat, person, errs, takes, passes, answers_before, ${opensOf('vendor')} + 600000 * (person % 5) as opens
    from (select *, ${placesOf('vendor, language, week', [seatCount, draw('person * 64 + week', 'round')])} as place from weighed)`;
}

/** Places at a desk of reviewers, and on the bench of graders. */
const chairCount = 12;
export const benchCount = 30;

/** Number of a chair at a vendor's desk on a day, and of a place on the bench of graders or of those who settle grades. */
export const chairAt = (vendor: string, d: string, draw: string): string =>
  `((${d}) * 8 + ${vendor}) * ${chairCount} + cast(floor(${chairCount} * ${draw}) as integer)`;
export const benchAt = (settles: boolean, d: string, place: string): string =>
  `((${d}) * 2 + ${settles ? 1 : 0}) * ${benchCount} + (${place}) % ${benchCount}`;
/** Places between two graders of an output: a third, and nobody has as much. */
export const benchApart = benchCount / 3;

const shuffled = draw('person * 512 + d', 'round of a day');

/**
 * Table `chair`: who decides on items at a vendor's own desk, or the own team's where it has none or nobody is in. Of a day
 * without work `on_d` is the next with it.
 */
function chairTable(): string {
  const own = vendorKeys.indexOf('own');
  return `create temp table chair as
    with present as (
      select s.d, s.vendor as desk, s.vendor, person, case when settles then 2 else 3 end as weight
      from shift s join person p using (person) where on_duty is not null and s.d // 7 >= reviews_from
    ), desks as (
      select * from present
      union all
      select d, v.desk, o.vendor, person, weight from present o, range(${vendorKeys.length}) v(desk)
      where o.desk = ${own} and v.desk <> ${own} and (d, v.desk) not in (select (d, desk) from present)
    ), seats as (select *, ${placesOf('desk, d', [chairCount, shuffled])} as place from desks)
    select (day.d * 8 + desk) * ${chairCount} + place as chair, day.next as on_d, person, vendor from day join seats s on s.d = day.next`;
}

/** Table `bench`: who grades outputs, and who settles what they disagree on; of a day on which nobody does the next one's. */
function benchTable(): string {
  return `create temp table bench as
    with present as (
      select s.d, s.vendor, person, person_id, errs, settles, weight
      from shift s join person p using (person) where on_duty is not null and (grades or settles)
    ), places as (select *, ${placesOf('settles, d', [benchCount, shuffled])} as place from present),
    days as (select day.d, q.settles, q.d as on_d from day, (select distinct d, settles from present) q
      where q.d between day.d and day.d + 14 qualify row_number() over (partition by day.d, q.settles order by q.d) = 1)
    select (days.d * 2 + cast(settles as integer)) * ${benchCount} + place as bench, on_d, person_id as grader, errs, vendor
    from days join places p using (settles) where p.d = on_d`;
}

export function seatTables(): readonly string[] {
  return [seatTable(), chairTable(), benchTable()];
}
