-- Audit pass rate by week of the audited work, weighted, with sums over annotators.
with audit as (
  select date_trunc('week', w.last_submitted_at::timestamp)::date as week, coalesce(a.annotator_id, w.batch_id, w.work_item_id) as person,
    case when w.purpose <> 'production' then 1 when not coalesce(r.is_latest, false) then 2 else 0 end as state,
    coalesce(1 / r.sampling_prob::double, 1) as weight, r.decision = 'pass' as passed, r.sampling_prob is null as unweighted, not coalesce(r.is_blind, false) as not_blind
  from fact_review r
  join fact_work_item w on w.work_item_id = r.work_item_id and w.voided_at is null and not coalesce(w.is_test, false)
  left join fact_annotation a on a.annotation_id = r.annotation_id and a.voided_at is null
  where r.review_kind = 'audit' and r.voided_at is null and not coalesce(r.is_test, false) and w.created_at >= $created_from and w.created_at < $to
),
person as (
  select week, person, count(*) filter (state = 0) as n, coalesce(sum(weight) filter (state = 0), 0) as m, sum(weight * weight) filter (state = 0) as q,
    coalesce(sum(weight) filter (state = 0 and passed), 0) as x, count(*) filter (state = 1) as auxiliary, count(*) filter (state = 2) as superseded,
    count(*) filter (state = 0 and unweighted) as unweighted, count(*) filter (state = 0 and not_blind) as not_blind
  from audit where week >= $first_week and week < $end_week group by all
)
select week, sum(n) as n, sum(m) as m, sum(q) as q, sum(x) as x, sum(m * m) as mm, sum(x * x) as xx, sum(x * m) as xm, count(*) filter (n > 0) as clusters,
  sum(auxiliary) as auxiliary, sum(superseded) as superseded, sum(unweighted) as unweighted, sum(not_blind) as not_blind
from person group by week
