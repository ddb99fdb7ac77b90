import type { RawBuilder } from 'kysely';
import type { RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { value } from '../dialect.ts';
import { oldest } from '../plan/span.ts';
import { inForce } from './in-force.ts';

/** Time that is spent on items; training, calibration, guidelines and waiting are paid for by contract, if at all. */
const billable = ['production', 'rework', 'review', 'adjudication', 'gold'] as const;

/** Seconds of a vendor's day on a task, and how far its month had come with them, for volume bands. */
function worked({ tables, functions: f }: RelationScope): RawBuilder<unknown> {
  return sql`
    select w.*, sum(w.seconds) over (partition by w.vendor_id, w.task_id, ${f.bucketOf(sql`w.entry_date`, 'month')} order by w.entry_date rows unbounded preceding) as reached
    from (
      select e.vendor_id, e.task_id, e.entry_date, sum(e.paid_seconds) as seconds
      from ${tables('fact_time_entry')} e
      where e.entry_date >= ${value('date', oldest)} and e.activity in (${sql.join(billable.map((each) => sql.lit(each)))}) and e.paid_seconds > 0 and ${inForce('e')}
      group by e.vendor_id, e.task_id, e.entry_date
    ) w
    where exists (
      select 1 from ${tables('ref_rate_card')} c where c.vendor_id = w.vendor_id and c.billing_basis = 'hours' and c.unit in ('hour', 'minute') and ${inForce('c')})`;
}

/** Days in no line of the vendor (and task) for a time that holds them; a line of a batch is about hours only by its unit. */
function unbilled({ tables }: RelationScope): RawBuilder<unknown> {
  return sql`
    select w.*
    from worked w
    where not exists (
      select 1 from ${tables('fact_invoice_line')} l
      where l.status in ('approved', 'disputed', 'paid') and ${inForce('l')} and (l.batch_id is null or l.unit in ('hour', 'minute'))
        and l.cost_category in ('labeling', 'rework') and l.vendor_id = w.vendor_id and (l.task_id is null or l.task_id = w.task_id)
        and l.service_from <= w.entry_date and l.service_to > w.entry_date)`;
}

/** The card valid on the day: that of the task before that of all, then the highest band that the month has reached. */
function pricedHours({ tables }: RelationScope): RawBuilder<unknown> {
  return sql`
    select w.*, r.unit, r.unit_price, r.currency, case r.unit when 'minute' then 60 else 3600 end as per,
      row_number() over (partition by w.vendor_id, w.task_id, w.entry_date order by
        case when r.task_id is null then 0 else 1 end desc, r.qty_from desc, r.rate_id) as choice
    from unbilled w
    left join ${tables('ref_rate_card')} r on r.vendor_id = w.vendor_id and r.billing_basis = 'hours' and r.unit in ('hour', 'minute')
      and (r.task_id is null or r.task_id = w.task_id) and r.complexity_tier is null and r.locale is null
      and r.valid_from <= w.entry_date and (r.valid_to is null or r.valid_to > w.entry_date)
      and coalesce(r.qty_from, 0) * case r.unit when 'minute' then 60 else 3600 end <= w.reached and ${inForce('r')}`;
}

/**
 * What is owed for hours that nobody billed yet (metrics.md 5.2): a row a vendor, task and day, in the columns of accruals.
 * Seconds times price are exact, and divided by the seconds of the card's unit where decimals are.
 */
export function hourQueries(scope: RelationScope): readonly NamedQuery[] {
  const { functions: f } = scope;
  const flt = (name: string): RawBuilder<unknown> => sql`${f.cast(sql.ref(name), 'flt')}`;
  const text = (name: string): RawBuilder<unknown> => sql`${f.cast(sql`null`, 'str')} as ${sql.ref(name)}`;
  const seconds = f.cast(sql`p.seconds`, 'dec');
  return [
    ['worked', worked(scope)],
    ['unbilled', unbilled(scope)],
    ['priced_hours', pricedHours(scope)],
    [
      'hour_accrual',
      sql`
    select ${f.concat(sql`p.vendor_id`, sql.lit(':'), sql`coalesce(p.task_id, '')`, sql.lit(':'), f.cast(sql`p.entry_date`, 'str'), sql.lit(':hours'))} as spend_id,
      'hours' as source, p.vendor_id, p.task_id, ${text('batch_id')}, 'labeling' as cost_category, coalesce(p.unit, 'hour') as unit, ${text('line_kind')}, ${text('status')},
      ${f.cast(sql`${flt('p.seconds')} / per`, 'dec')} as qty, p.unit_price, ${f.cast(sql`${flt('p.seconds')} * ${flt('p.unit_price')} / per`, 'dec')} as amount,
      p.currency, p.entry_date as booked_on, p.entry_date as span_from, ${f.laterDay(sql`p.entry_date`, 1)} as span_to, true as is_spread, false as is_unlinked,
      'month_end' as rate_type, ${f.cast(f.multiply(seconds, sql`p.unit_price`), 'dec')} as exact, ${f.cast(sql`1`, 'dec')} as up, ${f.cast(sql`per`, 'dec')} as down
    from priced_hours p where p.choice = 1`,
    ],
  ];
}
