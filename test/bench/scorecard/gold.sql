-- Gold accuracy by week, with sums over annotators.
with person as (
  select date_trunc('week', submitted_at::timestamp)::date as week, annotator_id, count(*) filter (status = 'submitted' and gold_correct is not null) as n,
    count(*) filter (status = 'submitted' and gold_correct) as x, count(*) filter (status <> 'submitted') as skipped, count(*) filter (status = 'submitted' and gold_correct is null) as unkeyed
  from fact_annotation
  where is_gold and revision = 1 and stage <> 'adjudication' and submitted_at >= $from and submitted_at < $to and voided_at is null and not coalesce(is_test, false)
  group by all
)
select week, sum(n) as n, sum(x) as x, sum(n * n) as mm, sum(x * x) as xx, sum(x * n) as xm, count(*) filter (n > 0) as clusters, sum(skipped) as skipped, sum(unkeyed) as unkeyed
from person group by week
