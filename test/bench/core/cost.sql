-- What an accepted label costs, by the week that a batch begins in: what was billed for labelling and rework and, where nothing
-- was, what the rate card says of units, hours and fees; what is of no batch is dealt to batches by submitted quantity.
with card as materialized (select * from ref_rate_card where voided_at is null and not coalesce(is_test, false)),
bill as materialized (select * from fact_invoice_line where voided_at is null and not coalesce(is_test, false) and status in ('approved', 'disputed', 'paid')),
work as materialized (select * from bill where cost_category in ('labeling', 'rework')),
batch as materialized (
  select d.batch_id, d.vendor_id, t.task_id, t.complexity_tier, d.unit, d.service_from, d.service_to, d.delivered_at, d.qty_submitted::double as submitted, d.qty_accepted::double as accepted, d.qty_pending::double as pending,
    sum(coalesce(d.qty_submitted, 0)) over so_far as submitted_so_far, sum(coalesce(d.qty_accepted, 0) + coalesce(d.qty_pending, 0)) over so_far as accepted_so_far,
    sum(d.qty_accepted) filter (d.qty_rejected is not null) over lately / nullif(sum(d.qty_accepted + d.qty_rejected) over lately, 0) as acceptance
  from fact_delivery d left join dim_task t on t.task_version_id = d.task_version_id and t.voided_at is null
  where d.voided_at is null and not coalesce(d.is_test, false)
  window so_far as (partition by d.vendor_id, t.task_id, d.unit, date_trunc('month', d.service_from) order by d.service_from, d.batch_id rows unbounded preceding),
    lately as (partition by d.vendor_id order by d.service_from range between interval 89 days preceding and current row)
),
owed as (
  select b.batch_id, b.service_from, b.service_to, r.currency, r.unit_price::double
    * case when r.billing_basis = 'submitted' then b.submitted else b.accepted + case when b.pending > 0 then coalesce(b.pending * b.acceptance, 0) else 0 end end as amount
  from batch b join card r on r.vendor_id = b.vendor_id and r.unit = b.unit and r.billing_basis in ('accepted', 'submitted') and r.locale is null
    and coalesce(r.task_id = b.task_id, r.task_id is null) and coalesce(r.complexity_tier = b.complexity_tier, r.complexity_tier is null) and r.valid_from <= b.service_from and coalesce(r.valid_to > b.service_from, true)
    and coalesce(r.qty_from, 0) <= case r.billing_basis when 'accepted' then b.accepted_so_far else b.submitted_so_far end
  where b.delivered_at is not null and b.service_from < b.service_to and b.batch_id not in (select batch_id from bill where batch_id is not null)
    and not exists (from work l where l.batch_id is null and l.vendor_id = b.vendor_id and coalesce(l.task_id = b.task_id, l.task_id is null) and l.service_from <= b.service_from and l.service_to >= b.service_to)
  qualify row_number() over (partition by b.batch_id order by r.task_id is null, r.complexity_tier is null, r.qty_from desc, r.rate_id) = 1
),
worked as (
  select vendor_id, task_id, entry_date as day, sum(paid_seconds) as seconds, sum(sum(paid_seconds)) over (partition by vendor_id, task_id, date_trunc('month', entry_date) order by entry_date) as so_far
  from fact_time_entry
  where activity in ('production', 'rework', 'review', 'adjudication', 'gold') and paid_seconds > 0 and voided_at is null and not coalesce(is_test, false)
    and vendor_id in (select vendor_id from card where billing_basis = 'hours' and unit in ('hour', 'minute'))
  group by vendor_id, task_id, entry_date
),
hours as (
  select w.vendor_id, w.task_id, w.day, r.currency, w.seconds * r.unit_price::double / if(r.unit = 'minute', 60, 3600) as amount
  from worked w join card r on r.vendor_id = w.vendor_id and r.billing_basis = 'hours' and r.unit in ('hour', 'minute') and coalesce(r.task_id = w.task_id, r.task_id is null)
    and r.complexity_tier is null and r.locale is null and r.valid_from <= w.day and coalesce(r.valid_to > w.day, true) and coalesce(r.qty_from, 0) * if(r.unit = 'minute', 60, 3600) <= w.so_far
  where not exists (from work l where (l.batch_id is null or l.unit in ('hour', 'minute')) and l.vendor_id = w.vendor_id and coalesce(l.task_id = w.task_id, l.task_id is null) and l.service_from <= w.day and l.service_to > w.day)
  qualify row_number() over (partition by w.vendor_id, w.task_id, w.day order by r.task_id is null, r.qty_from desc, r.rate_id) = 1
),
fee as (
  select rate_id, vendor_id, task_id, currency, min(day) as service_from, max(day) + 1 as service_to, count(*) * any_value(price) as amount
  from (
    select r.*, r.unit_price::double / (r.valid_to - r.valid_from) as price, d.day::date as day, d.day::date - row_number() over (partition by r.rate_id order by d.day)::int as stretch
    from card r, generate_series(r.valid_from::timestamp, least(r.valid_to, $end_week)::timestamp - interval 1 day, interval 1 day) d(day)
    where r.billing_basis = 'fixed' and coalesce(r.qty_from, 0) = 0 and not exists (
      from bill l where l.vendor_id = r.vendor_id and (l.task_id = r.task_id or l.task_id is null or r.task_id is null) and l.service_from <= d.day and l.service_to > d.day
        and (l.line_kind = 'fixed_fee' or l.unit = 'fixed' or (l.batch_id is null and l.cost_category in ('labeling', 'rework'))))
  )
  group by rate_id, vendor_id, task_id, currency, stretch, date_trunc('month', day)
),
line as (
  select l.invoice_line_id as id, l.vendor_id, coalesce(l.task_id, c.task_id) as task_id, coalesce(l.batch_id, c.batch_id) as batch_id, l.amount::double as amount, l.currency,
    coalesce(c.service_from, l.service_from) as service_from, coalesce(c.service_to, l.service_to) as service_to
  from work l left join bill c on c.invoice_line_id = l.credits_line_id
  where l.amount is not null
),
loose as (
  select id, vendor_id, task_id, amount, currency, service_from, service_to, 'month_average' as rate_type from line where batch_id is null
  union all select rate_id || service_from, vendor_id, task_id, amount, currency, service_from, service_to, 'month_end' from fee
),
cost as (
  select batch_id, amount, currency, service_from, 'month_average' as rate_type from line where batch_id is not null
  union all select batch_id, amount, currency, service_from, 'month_end' from owed where amount is not null
  union all select b.batch_id, l.amount * b.submitted / sum(b.submitted) over (partition by l.id), l.currency, l.service_from, l.rate_type
  from loose l join batch b on b.vendor_id = l.vendor_id and (l.task_id is null or b.task_id = l.task_id) and b.service_from >= l.service_from and b.service_from < l.service_to where b.submitted > 0
  union all select b.batch_id, h.amount * b.submitted / sum(b.submitted) over (partition by h.vendor_id, h.task_id, h.day), h.currency, h.day, 'month_end'
  from hours h join batch b on b.vendor_id = h.vendor_id and (h.task_id is null or b.task_id = h.task_id) and b.service_from <= h.day and b.service_to > h.day where b.submitted > 0
),
paid as (
  select c.batch_id, sum(if(c.currency = $currency, 1, f.rate::double) * c.amount) as cost, count(*) filter (c.currency <> $currency and f.rate is null) as unconverted
  from cost c left join ref_fx_rate f on f.from_currency = c.currency and f.to_currency = $currency and f.rate_type = c.rate_type and f.rate_date = date_trunc('month', c.service_from) and f.voided_at is null and not coalesce(f.is_test, false)
  group by c.batch_id
),
kept as (
  select batch_id, count(*) as n from fact_work_item
  where accepted_at is not null and revoked_at is null and purpose = 'production' and voided_at is null and not coalesce(is_test, false) group by batch_id
),
told as (
  select date_trunc('week', b.service_from)::date as week, case when p.batch_id is null then 1 when p.unconverted > 0 then 2 else 0 end as state, p.cost, coalesce(k.n, 0) as n
  from batch b left join paid p using (batch_id) left join kept k using (batch_id) where b.service_from >= $first_week and b.service_from < $end_week
),
known as (
  select max(least(day, posted + 1)) as known_to
  from (select service_to as day, posting_date as posted from bill where service_from < service_to and amount is not null union all select service_to, service_to from owed)
)
select week, count(*) filter (state = 0) as batches, sum(cost) filter (state = 0) as x, sum(n) filter (state = 0) as n, sum(n * n) filter (state = 0) as nn, sum(cost * cost) filter (state = 0) as xx, sum(cost * n) filter (state = 0) as xn,
  count(*) filter (state = 1) as out1, count(*) filter (state = 2) as out2,
  max(known_to) as known_to
from told, known group by week
