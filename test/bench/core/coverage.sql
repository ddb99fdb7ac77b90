-- Priority workflows at the end of each week: with approved guidelines that have examples of both kinds; with enough live golden
-- cases and a run of late.
with ends as (select d::date - 7 as week, timezone('UTC', d) as looked_at from generate_series($first_week::timestamp + interval 7 days, $end_week::timestamp, interval 7 days) t(d)),
priority as (
  select e.week, e.looked_at, w.workflow_id from ends e
  join dim_workflow w on w.is_priority and w.valid_from < e.looked_at and (w.valid_to is null or w.valid_to >= e.looked_at) and w.voided_at is null and not coalesce(w.is_test, false)
),
rubric as (
  select e.week, t.workflow_id, bool_or(t.example_count >= 1 and t.counterexample_count >= 1) as examples from ends e
  join dim_task t on t.valid_from < e.looked_at and (t.valid_to is null or t.valid_to >= e.looked_at) and (t.rubric_status = 'approved' or (t.rubric_status = 'retired' and t.valid_to is not null))
    and t.voided_at is null and not coalesce(t.is_test, false)
  group by all
),
live as (
  select e.week, c.workflow_id, count(distinct c.case_id) as cases from ends e
  join dim_test_case c on c.created_at < e.looked_at and (c.retired_at is null or c.retired_at >= e.looked_at) and c.case_kind = 'golden' and coalesce(c.contamination, 'clean') <> 'contaminated'
    and c.voided_at is null and not coalesce(c.is_test, false)
  group by all
),
ran as (
  select distinct o.run_id, o.produced_at::date as day, c.workflow_id from fact_output o
  join dim_test_case c on c.case_version_id = o.case_version_id and c.is_automated and c.voided_at is null
  where o.produced_at >= $from - interval 30 days and o.produced_at < $to and o.environment = 'eval' and o.run_id is not null and o.voided_at is null and not coalesce(o.is_test, false)
),
late as (select distinct e.week, r.workflow_id from ends e join ran r on r.day >= (e.looked_at - interval 30 days)::date and r.day < e.looked_at::date)
select 'rubric_coverage' as metric, p.week, count(*) as n, count(*) filter (r.examples) as x, count(*) filter (r.workflow_id is not null and not coalesce(r.examples, false)) as out1, count(*) filter (r.workflow_id is null) as out2
from priority p left join rubric r using (week, workflow_id) group by p.week
union all
select 'eval_coverage', p.week, count(*), count(*) filter (l.cases >= 20 and late.workflow_id is not null), count(*) filter (coalesce(l.cases, 0) < 20), count(*) filter (late.workflow_id is null)
from priority p left join live l using (week, workflow_id) left join late using (week, workflow_id) group by p.week
