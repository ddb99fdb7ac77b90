import type { Calendar } from '../calendar.ts';
import { msOf } from '../calendar.ts';
import { vendorId, vendorKeys } from '../dimensions/vendors.ts';
import { taskId, tasks } from '../labelling/tasks.ts';
import { draw } from '../draw.ts';
import { nth } from '../sql.ts';

const firstRecord = 30_000_000_000;
const dayOf = (calendar: Calendar, ms: string) => `(${ms} - ${msOf(calendar.from)}) // 86400000`;

/** Paid for beside the answers themselves: reading, breaks, waiting. */
const paidPerActive = 1.24;
const ownHour = 46;

/**
 * Sums are of whole numbers, here and in money: a sum of fractions depends on the order in which threads add them.
 *
 * Table `entry`: what people worked on, day by day, from their answers and reviews; and what they were paid for
 * besides: training in the first two weeks, half a calibration hour every other Friday, idle time.
 */
export function timeEntryTables(calendar: Calendar): readonly string[] {
  return [
    `create temp table entry as
    with present as (
      select person, d, d // 7 as week, since from shift join (select person, since from person) using (person) where on_duty is not null and d < 364
    ), spent as (
      select person, done_d as d, task, active as seconds,
        case when is_gold then 'gold' when slot = 4 then 'rework' else 'production' end as activity
      from answer
      union all
      select reviewer, ${dayOf(calendar, 'ms')}, task, review_seconds,
        case review_kind when 'adjudication' then 'adjudication' when 'calibration' then 'calibration' else 'review' end
      from review
    ), entries as (
      select person, d, activity, arg_max(task, tenths * 16 + task) as task, sum(tenths) / 10.0 * ${paidPerActive} as seconds
      from (select *, cast(round(10 * seconds) as bigint) as tenths from spent) group by all
      union all
      select person, d, 'training', null, 2700 from present where week between since and since + 1
      union all
      select person, d, 'calibration', null, 1800 from present where d % 14 = 4
      union all
      select person, d, 'idle', null, 300 + floor(1500 * ${draw('person * 512 + d', 'idle')}) from present where ${draw('person * 512 + d', 'has idle')} < 0.3
    )
    select *, row_number() over (partition by person, d order by activity, seconds) as place from entries`,
  ];
}

/** `fact_time_entry`. */
export function timeEntrySelect(): string {
  return `select ${firstRecord} + (d * 128 + person) * 16 + place as _record, 't' || d || '-' || person || '-' || place as entry_id,
      (select date from day where d = 0) + cast(d as integer) as entry_date, pseudonym as annotator_id,
      ${nth(vendorKeys.map(vendorId), 'vendor')} as vendor_id, ${nth(tasks.map(taskId), 'task')} as task_id, activity,
      60 * cast(ceil(seconds / 60) as integer) as paid_seconds,
      case when vendor = 0 then round(60 * ceil(seconds / 60) / 3600 * ${ownHour}, 2) end as cost_amount,
      case when vendor = 0 then 'USD' end as currency
    from entry join (select person, vendor, pseudonym from person) using (person)`;
}
