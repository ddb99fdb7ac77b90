-- Tasks that were begun and done in production, by week, with sums over days. Of several breakdowns of a day the one that tells most.
with counted as (
  select counter_date, workflow_id, model_version_id, locale, vendor_id, task_id,
    (workflow_id <> '')::int + (model_version_id <> '')::int + (locale <> '')::int + (vendor_id <> '')::int + (task_id <> '')::int as detail,
    concat(workflow_id <> '', model_version_id <> '', locale <> '', vendor_id <> '', task_id <> '') as breakdown,
    max(n) filter (counter_name = 'tasks_started') as started, max(n) filter (counter_name = 'tasks_succeeded') as succeeded
  from fact_counter_daily
  where environment = 'production' and counter_name in ('tasks_started', 'tasks_succeeded') and bin_key = '' and counter_date >= $first_week and counter_date < $end_week
    and voided_at is null and not coalesce(is_test, false)
  group by all
),
told as (
  select counter_date, breakdown, max(detail) as detail, sum(started) as started from counted where started is not null group by counter_date, breakdown
  qualify sum(started) >= 0.99 * max(sum(started)) over (partition by counter_date)
),
taken as (select counter_date, breakdown from told qualify row_number() over (partition by counter_date order by detail desc, started desc, breakdown) = 1),
day as (
  select c.counter_date as day, count(*) as n, sum(started) filter (succeeded is not null) as m, sum(succeeded) as x, count(*) filter (succeeded is null) as uncounted
  from counted c join taken using (counter_date, breakdown) where started is not null group by c.counter_date
)
select date_trunc('week', day)::date as week, sum(n) as n, sum(m) as m, sum(x) as x, sum(m * m) as mm, sum(x * x) as xx, sum(x * m) as xm, count(*) as clusters, sum(uncounted) as uncounted
from day group by 1
