import type { RawBuilder } from 'kysely';
import type { RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { feeQueries } from './fees.ts';
import { hourQueries } from './hours.ts';
import { inForce } from './in-force.ts';

/** Days over which a vendor's own acceptance says what of its undecided units will be accepted. */
const trailingDays = 90;

/** Deliveries with their task and how far their month had come in quantity, for volume bands. */
function delivered({ tables, functions: f }: RelationScope): RawBuilder<unknown> {
  const month = f.bucketOf(sql`d.service_from`, 'month');
  const reached = (qty: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`sum(${qty}) over (partition by d.vendor_id, t.task_id, d.unit, ${month} order by d.service_from, d.batch_id rows unbounded preceding)`;
  return sql`
    select d.batch_id, d.vendor_id, d.unit, d.service_from, d.service_to, d.delivered_at, d.qty_submitted, d.qty_accepted, d.qty_pending, t.task_id, t.complexity_tier,
      ${reached(sql`coalesce(d.qty_submitted, 0)`)} as reached_submitted,
      ${reached(sql`coalesce(d.qty_accepted, 0) + coalesce(d.qty_pending, 0)`)} as reached_accepted
    from ${tables('fact_delivery')} d
    left join ${tables('dim_task')} t on t.task_version_id = d.task_version_id and t.voided_at is null
    where d.service_from < d.service_to and ${inForce('d')}`;
}

/** Delivered and in no invoice: neither by batch, nor in a line of the vendor (and task) for a time that holds its days. */
function uninvoiced({ tables }: RelationScope): RawBuilder<unknown> {
  return sql`
    select d.*
    from delivered d
    where d.delivered_at is not null and not exists (
      select 1 from ${tables('fact_invoice_line')} l
      where l.status in ('approved', 'disputed', 'paid') and ${inForce('l')}
        and (l.batch_id = d.batch_id
          or (l.batch_id is null and l.cost_category in ('labeling', 'rework') and l.vendor_id = d.vendor_id and (l.task_id is null or l.task_id = d.task_id)
            and l.service_from <= d.service_from and l.service_to >= d.service_to)))`;
}

/**
 * The rate card valid on the first day of service: the most specific, then the highest band that the month has reached
 * (model.md, ref_rate_card). What is paid by the hour or by contract has no card of its units and is not here.
 */
function priced({ tables }: RelationScope): RawBuilder<unknown> {
  const band = sql`case r.billing_basis when 'accepted' then d.reached_accepted else d.reached_submitted end`;
  return sql`
    select d.*, r.rate_id, r.billing_basis, r.unit_price, r.currency,
      row_number() over (partition by d.batch_id order by
        case when r.task_id is null then 0 else 1 end desc, case when r.complexity_tier is null then 0 else 1 end desc, r.qty_from desc, r.rate_id) as choice
    from uninvoiced d
    left join ${tables('ref_rate_card')} r on r.vendor_id = d.vendor_id and r.unit = d.unit and r.billing_basis in ('accepted', 'submitted')
      and (r.task_id is null or r.task_id = d.task_id) and (r.complexity_tier is null or r.complexity_tier = d.complexity_tier) and r.locale is null
      and r.valid_from <= d.service_from and (r.valid_to is null or r.valid_to > d.service_from)
      and coalesce(r.qty_from, 0) <= ${band} and ${inForce('r')}
    where r.rate_id is not null or exists (
      select 1 from ${tables('ref_rate_card')} c where c.vendor_id = d.vendor_id and c.billing_basis in ('accepted', 'submitted') and ${inForce('c')})`;
}

/** What a vendor had accepted and decided in the days up to a delivery's own, of deliveries of which both are known. */
function vendorAcceptance({ tables, functions: f }: RelationScope): RawBuilder<unknown> {
  const age = f.daysBetween(sql`e.service_from`, sql`d.service_from`);
  return sql`
    select d.batch_id, sum(e.qty_accepted) as up, sum(e.qty_accepted + e.qty_rejected) as down
    from priced d
    join ${tables('fact_delivery')} e on e.vendor_id = d.vendor_id and ${age} >= 0 and ${age} < ${sql.lit(trailingDays)} and ${inForce('e')}
      and e.qty_accepted is not null and e.qty_rejected is not null
    where d.choice = 1 and d.qty_pending > 0
    group by d.batch_id`;
}

/**
 * Accruals (metrics.md 5.2): what was delivered and is billable, hours and fixed fees, as far as in no invoice yet. A row a delivery for what is
 * decided and, where units are undecided, another that counts with the vendor's acceptance of the last 90 days.
 */
export function accrualQueries(scope: RelationScope): readonly NamedQuery[] {
  const { functions: f } = scope;
  const amount = (qty: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`${f.cast(f.multiply(qty, sql`p.unit_price`), 'dec')}`;
  const text = (name: string): RawBuilder<unknown> => sql`${f.cast(sql`null`, 'str')} as ${sql.ref(name)}`;
  const decided = sql`case p.billing_basis when 'submitted' then p.qty_submitted else p.qty_accepted end`;
  const whole = f.cast(sql`1`, 'dec');
  const row = (
    suffix: string,
    { qty, up, down }: Readonly<Record<'qty' | 'up' | 'down', RawBuilder<unknown>>>,
  ): RawBuilder<unknown> => sql`
    select ${f.concat(sql`p.batch_id`, sql.lit(suffix))} as spend_id, 'accrual' as source, p.vendor_id, p.task_id, p.batch_id, 'labeling' as cost_category, p.unit,
      ${text('line_kind')}, ${text('status')}, ${qty} as qty, p.unit_price, ${amount(qty)} as amount, p.currency, p.service_from as booked_on,
      p.service_from as span_from, p.service_to as span_to, true as is_spread, false as is_unlinked, 'month_end' as rate_type, ${amount(qty)} as exact, ${up} as up, ${down} as down`;
  return [
    ...hourQueries(scope),
    ...feeQueries(scope),
    ['delivered', delivered(scope)],
    ['uninvoiced', uninvoiced(scope)],
    ['priced', priced(scope)],
    ['vendor_acceptance', vendorAcceptance(scope)],
    [
      'accrual',
      sql`${row(':accrued', { qty: decided, up: sql`${whole}`, down: sql`${whole}` })}
    from priced p where p.choice = 1
    union all ${row(':pending', { qty: sql`p.qty_pending`, up: sql`${f.cast(sql`t.up`, 'dec')}`, down: sql`${f.cast(sql`t.down`, 'dec')}` })}
    from priced p join vendor_acceptance t on t.batch_id = p.batch_id
    where p.choice = 1 and p.billing_basis = 'accepted' and t.down > 0
    union all select * from hour_accrual
    union all select * from fee_accrual`,
    ],
  ];
}
