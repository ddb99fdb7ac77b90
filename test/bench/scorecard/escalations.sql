-- Escalated items by the week they were first given to somebody, with sums over who answered them first.
with worker as (
  select work_item_id, arg_min(annotator_id, (submitted_at, annotation_id)) as annotator_id
  from fact_annotation
  where submitted_at >= $created_from and submitted_at < $wide_to and voided_at is null and not coalesce(is_test, false) and annotator_id is not null
    and annotator_id not in (select annotator_id from dim_annotator where voided_at is null and annotator_kind <> 'human')
  group by work_item_id
),
item as (
  select date_trunc('week', first_assigned_at::timestamp)::date as week, coalesce(annotator_id, w.work_item_id) as person, maturity, purpose = 'production' as produced,
    case when escalated_at is not null then coalesce(escalation_reason, 'other') end as why
  from fact_work_item w left join worker using (work_item_id) left join dim_task t on t.task_version_id = w.task_version_id and t.voided_at is null
  where not coalesce(w.is_test, false) and w.voided_at is null and created_at >= $created_from and created_at < $to
),
person as (
  select maturity, week, person, count(*) filter (produced) as n, count(*) filter (produced and why in ('ambiguity', 'policy')) as x, count(*) filter (produced and why = 'ambiguity') as xa,
    count(*) filter (produced and why = 'policy') as xp, count(*) filter (produced and why = 'tooling') as xt, count(*) filter (produced and why = 'sensitive') as xs,
    count(*) filter (produced and why = 'other') as xo, count(*) filter (not produced) as auxiliary
  from item where week >= $first_week and week < $end_week group by all
)
select maturity, week, grouping(maturity) as is_all, sum(n) as n, sum(x) as x, sum(n * n) as mm, sum(x * x) as xx, sum(x * n) as xm, count(*) filter (n > 0) as clusters, sum(xa) as xa, sum(xa * xa) as xxa, sum(xa * n) as xma,
  sum(xp) as xp, sum(xp * xp) as xxp, sum(xp * n) as xmp, sum(xt) as xt, sum(xt * xt) as xxt, sum(xt * n) as xmt, sum(xs) as xs, sum(xs * xs) as xxs, sum(xs * n) as xms, sum(xo) as xo,
  sum(xo * xo) as xxo, sum(xo * n) as xmo, sum(auxiliary) as auxiliary
from person group by grouping sets ((maturity, week), (week))
