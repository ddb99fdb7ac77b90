-- Items by day of work and annotator: different items over different days, with sums over annotators.
with answer as (
  select a.*, a.submitted_at::date as day, w.purpose, p.annotator_id is not null as automatic
  from fact_annotation a
  left join fact_work_item w on w.work_item_id = a.work_item_id and w.voided_at is null and not coalesce(w.is_test, false)
  left join (select distinct annotator_id from dim_annotator where annotator_kind <> 'human' and voided_at is null) p on p.annotator_id = a.annotator_id
  where a.submitted_at >= $from and a.submitted_at < $to and a.voided_at is null and not coalesce(a.is_test, false)
),
moment as (select source_system, day, count(distinct work_item_id) as items from answer group by source_system, day, submitted_at),
bulk as (select source_system, day from moment group by all having sum(items) >= 20 and 5 * max(items) > sum(items)),
judged as (
  select a.*, b.day is not null as bulk,
    case when a.annotator_id is null then 1 when automatic then 2 when status <> 'submitted' then 3 when not coalesce(is_latest, false) then 4 when stage = 'adjudication' then 5 when b.day is not null then 6 else 0 end as state
  from answer a left join bulk b on b.source_system = a.source_system and b.day = a.day
),
worked as (select annotator_id, day, sum(active_seconds) filter (state = 0) as seconds from judged group by all),
placed as (
  select j.*, date_trunc('week', j.day)::date as week, case when j.state = 0 and d.seconds < 3600 then 7 else j.state end as final
  from judged j left join worked d on d.annotator_id = j.annotator_id and d.day = j.day
),
person as (
  select week, annotator_id, count(*) filter (final = 0) as n, count(distinct work_item_id) filter (final = 0) as x, count(distinct day) filter (final = 0) as y,
    count(distinct work_item_id) filter (final = 0 and stage in ('initial', 'overlap')) as x_first, count(distinct work_item_id) filter (final = 0 and stage = 'rework') as x_rework,
    count(*) filter (final = 2) as automatic, count(*) filter (final = 3) as skipped, count(*) filter (final = 4) as superseded, count(*) filter (final = 5) as adjudicated,
    count(*) filter (final = 6) as bulk, count(*) filter (final = 7) as short, count(*) filter (final = 0 and purpose <> 'production') as auxiliary
  from placed group by all
)
select week, sum(n) as n, sum(x) as x, sum(y) as y, sum(x * x) as xx, sum(y * y) as yy, sum(x * y) as xy, count(*) filter (y > 0) as clusters, sum(x_first) as x_first, sum(x_rework) as x_rework,
  sum(automatic) as automatic, sum(skipped) as skipped, sum(superseded) as superseded, sum(adjudicated) as adjudicated, sum(bulk) as bulk, sum(short) as short, sum(auxiliary) as auxiliary
from person group by week
