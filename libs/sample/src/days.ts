import type { Calendar } from './calendar.ts';
import { draw } from './draw.ts';
import { msOf, weekCount } from './calendar.ts';
import { listOf } from './sql.ts';

/** Month and day on which offices are closed. */
const holidays = ['01-01', '05-01', '12-24', '12-25', '12-26', '12-31'];

/** Share of a week's traffic of the products, Monday to Sunday. */
const trafficByWeekday = [100, 104, 103, 101, 92, 60, 52].map((share) => share / 612);
/** Share of a day's usual labelling work. */
const labourByWeekday = [1.02, 1.06, 1.05, 1.02, 0.85, 0.06, 0.03];

/**
 * Table `day`: every day of the sample and four weeks more, for work that is planned. `ms` is its first instant;
 * `next` the first working day from it on, `opens` and `closes` place it among working days; `traffic` and `labour` are
 * what is usual on such a day. Labelling grows over the year, thins out in August and between the years; no two weeks
 * are alike.
 */
export function dayTable(calendar: Calendar): readonly string[] {
  return [
    `create temp table day as
    with dated as (
      select d, d // 7 as week, d % 7 as weekday, cast(date '${calendar.from}' + cast(d as integer) as date) as date,
        ${msOf(calendar.from)} + d * 86400000 as ms
      from range(${7 * weekCount + 28}) days(d)
    ), known as (
      select *, weekday < 5 and strftime(date, '%m-%d') not in ('${holidays.join("', '")}') as is_open from dated
    ), numbered as (
      select *, sum(case when is_open then 1 else 0 end) over (order by d) as opened from known
    )
    select *,
      min(case when is_open then d end) over (order by d rows between current row and unbounded following) as next,
      ${listOf(trafficByWeekday)}[1 + weekday]
        * case when strftime(date, '%m-%d') in ('${holidays.join("', '")}') then 0.72 else 1 end
        * (0.96 + 0.08 * ${draw('d', 'traffic of a day')}) as traffic,
      ${listOf(labourByWeekday)}[1 + weekday] * case when is_open or weekday > 4 then 1 else 0.05 end
        * (0.74 + 0.5 * least(week, 51) / 51)
        * case when month(date) = 8 then 0.84 when strftime(date, '%m-%d') >= '12-22' or strftime(date, '%m-%d') <= '01-04' then 0.55
          else 1 end
        * (0.9 + 0.2 * ${draw('week', 'labour of a week')}) * (0.9 + 0.2 * ${draw('d', 'labour of a day')}) as labour
    from numbered`,
  ];
}
