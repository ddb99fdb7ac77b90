-- Incidents that were mended in haste, by week, and datasets that were due in it.
with weeks as (select d::date as week from generate_series($first_week::timestamp, $end_week::timestamp - interval 7 days, interval 7 days) t(d)),
incident as (
  select date_trunc('week', i.detected_at::timestamp)::date as week, i.remediation, i.severity_rank,
    i.detected_at >= r.released_at and i.detected_at < r.released_at + interval 30 days as soon,
    case when i.status = 'false_alarm' then 1 when i.is_llm_related is null or i.remediation is null then 2 else 0 end as state
  from fact_incident i
  left join (select release_id, min(released_at) as released_at from dim_model_version where release_id is not null and voided_at is null group by release_id) r on r.release_id = i.release_id
  where i.detected_at >= $from and i.detected_at < $to and i.voided_at is null and not coalesce(i.is_test, false)
    and coalesce(i.is_llm_related, true) and (i.remediation in ('hotfix', 'rollback') or i.remediation is null)
),
version as (
  select date_trunc('week', due_at::timestamp)::date as week, coalesce(approved_at, delivered_at) as ready, due_at, due_revised_at, approved_at
  from dim_dataset_version where due_at >= $from and due_at < $to and voided_at is null and not coalesce(is_test, false)
)
select 'post_release_incident_rate' as metric, w.week, count(i.week) filter (i.state = 0) as x, 7 as n, count(i.week) filter (i.state = 0 and i.remediation = 'hotfix') as x1,
  count(i.week) filter (i.state = 0 and i.remediation = 'rollback') as x2, count(i.week) filter (i.state = 0 and i.soon) as x3, count(i.week) filter (i.state = 1) as out1, count(i.week) filter (i.state = 2) as out2,
  count(i.week) filter (i.state = 0 and i.severity_rank is null) as noted
from weeks w left join incident i using (week) group by w.week
union all
select 'dataset_on_time_rate', week, count(*) filter (ready <= due_at), count(*), count(*) filter (ready <= coalesce(due_revised_at, due_at)), null, null, null, null, count(*) filter (ready is not null and approved_at is null)
from version group by week
