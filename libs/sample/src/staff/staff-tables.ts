import { people, personId } from '../dimensions/people.ts';
import { vendorKeys } from '../dimensions/vendors.ts';
import { draw } from '../draw.ts';
import { valuesOf } from '../sql.ts';

/** Languages by number; what is asked in the first anybody answers. */
const languages = ['en', 'de', 'es', 'fr'] as const;

const never = 1000;
const crowd = vendorKeys.indexOf('tidewater');

/**
 * Table `person`: what SQL must know of people. Week `reviews_from` parts answering from reviewing. Answers and reviews take
 * the pseudonym from here: there are many of them, and 80 people.
 */
function personTable(hashed: (text: string) => string): string {
  const rows = people.map((person) => [
    person.number,
    personId(person.key),
    vendorKeys.indexOf(person.vendor),
    languages.findIndex((language) => language === person.language),
    person.errs,
    person.takes,
    person.from,
    person.until ?? never,
    person.reviewsFrom ?? never,
    person.grades && person.role !== 'adjudicator',
    person.role === 'adjudicator',
    // Who is quick answers more in the same hours.
    Math.round((100 * person.share * person.zeal) / person.takes),
  ]);
  const columns = 'person person_id vendor language errs takes since until reviews_from grades settles weight'.split(
    ' ',
  );
  return `create temp table person as select *, ${hashed('person_id')} as pseudonym from ${valuesOf(columns, rows)}`;
}

/** Two days of the week: who answers gives them to the programme, and the rest to others of the vendor's. The crowd comes and goes. */
const isForAnswers = `vendor = ${crowd} or (d % 7 + person) % 5 in (0, 2)`;

/** The nearest of some days of a person, from a day on and up to it. */
const nextOf = (days: string): string =>
  `min(${days}) over (partition by person order by d rows between current row and unbounded following)`;
const previousOf = (days: string): string =>
  `max(${days}) over (partition by person order by d rows between unbounded preceding and current row)`;

/**
 * Tables `away`: weeks in which a person has leave, two or three in summer and one or two in the rest of the year, none in
 * the first weeks; neighbours in the list take turns. `shift`: every person and day, `next` and `prev` the nearest days on
 * duty from it on and up to it, `next_answers` and `prev_answers` of those the days for answers: there, not away, and not ill, as people are for a day or two three times a year. Nobody is ill
 * in the week before leave, so that what was begun in it can be finished.
 */
export function staffTables(hashed: (text: string) => string): readonly string[] {
  const inSeason = (start: string, size: number | string) => `place - (${start}) % size between 0 and ${size}`;
  return [
    personTable(hashed),
    `create temp table away as
    with season as (
      select week, is_summer, row_number() over (partition by is_summer order by week) - 1 as place, count(*) over (partition by is_summer) as size
      from (select week, month(date) in (6, 7, 8) as is_summer from day where weekday = 0 and week < 52)
    )
    select person, week from person join season on week >= since + 6 and week < until and case when is_summer
      then ${inSeason('5 * person', 'case when person % 3 = 0 then 2 else 1 end')}
      else ${inSeason('11 * person + 4', 0)} or (person % 2 = 0 and ${inSeason('17 * person + 20', 0)}) end`,
    `create temp table shift as
    with planned as (
      select p.person, p.vendor, day.d, case when a.week is null and day.week >= since and day.week < until
          and (is_open or (p.vendor = ${crowd} and weekday > 4 and day.week + 1 < until and ${draw('p.person * 512 + day.d', 'weekend')} < 0.55))
          and not (n.week is null and day.week + 1 < until and day.week > since and day.week + 1 <> reviews_from and ${draw('p.person * 512 + (day.d + p.person) // 2', 'ill')} < 0.022)
        then d end as on_duty
      from person p cross join day left join away a on a.person = p.person and a.week = day.week
      left join away n on n.person = p.person and n.week = day.week + 1
    )
    select person * 512 + d as shift, person, vendor, d, on_duty, ${nextOf('on_duty')} as next, ${previousOf('on_duty')} as prev,
      ${nextOf('answers_on')} as next_answers, ${previousOf('answers_on')} as prev_answers
    from (select *, case when ${isForAnswers} then on_duty end as answers_on from planned)`,
  ];
}
