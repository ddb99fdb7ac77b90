-- Accepted items, rework and acceptance by week, with sums over batches.
with item as (
  select coalesce(batch_id, work_item_id) as batch, purpose = 'production' as produced, is_duplicate, revoked_at is not null as revoked, relabel_of_work_item_id is not null as redone,
    acceptance_basis = 'batch_sample' as by_sample, first_decided_at is not null as judged, rework_count >= 1 or first_decision in ('reject', 'rework') as sent_back,
    rework_reason = 'annotator_error' as by_annotator,
    case when accepted_at is not null and revoked_at is null then 'accepted' when coalesce(rejected_at, revoked_at) is not null then 'rejected' end as outcome,
    date_trunc('week', accepted_at::timestamp)::date as accepted_in, date_trunc('week', first_submitted_at::timestamp)::date as submitted_in,
    date_trunc('week', coalesce(accepted_at, rejected_at)::timestamp)::date as decided_in
  from fact_work_item
  where not coalesce(is_test, false) and voided_at is null and created_at >= $created_from and created_at < $to
),
accepted as (
  select accepted_in as week, batch, count(*) filter (produced and not is_duplicate and not revoked) as n,
    count(*) filter (produced and not is_duplicate and not revoked and redone) as x, count(*) filter (not produced) as auxiliary,
    count(*) filter (produced and is_duplicate) as duplicates, count(*) filter (produced and not is_duplicate and revoked) as revoked,
    count(*) filter (produced and not is_duplicate and not revoked and by_sample) as by_sample
  from item where accepted_in >= $first_week and accepted_in < $end_week and outcome is not null group by all
),
rework as (
  select submitted_in as week, batch, count(*) filter (produced and judged) as n, count(*) filter (produced and judged and sent_back) as x,
    count(*) filter (produced and judged and sent_back and coalesce(by_annotator, false)) as x_annotator, count(*) filter (not produced) as auxiliary, count(*) filter (produced and not judged) as undecided
  from item where submitted_in >= $first_week and submitted_in < $end_week group by all
),
acceptance as (
  select decided_in as week, batch, count(*) filter (produced) as n, count(*) filter (produced and outcome = 'accepted') as x, count(*) filter (not produced) as auxiliary
  from item where decided_in >= $first_week and decided_in < $end_week and outcome is not null group by all
)
select 'accepted_items' as metric, week, sum(n) as n, sum(x) as x, sum(n * n) as mm, sum(x * x) as xx, sum(x * n) as xm, count(*) filter (n > 0) as clusters, null as xa, null as xxa, null as xma,
  sum(auxiliary) as out1, sum(duplicates) as out2, sum(revoked) as out3, sum(by_sample) as noted
from accepted group by week
union all
select 'rework_rate', week, sum(n), sum(x), sum(n * n), sum(x * x), sum(x * n), count(*) filter (n > 0), sum(x_annotator), sum(x_annotator * x_annotator), sum(x_annotator * n), sum(auxiliary), sum(undecided), null, null
from rework group by week
union all
select 'acceptance_rate', week, sum(n), sum(x), sum(n * n), sum(x * x), sum(x * n), count(*) filter (n > 0), null, null, null, sum(auxiliary), null, null, null
from acceptance group by week
