-- Issues by week of detection, or of the day they were finished: shares, counts, and how long they took, alike ones as one.
with issue as (
  select i.issue_id, i.issue_kind, i.found_in, i.covered_by_eval, i.detected_at, i.resolved_at, i.data_shipped_at, i.eval_updated_at, i.guideline_published_at, m.rc_at,
    date_trunc('week', i.detected_at::timestamp)::date as week, date_trunc('week', i.resolved_at::timestamp)::date as finished,
    case when i.duplicate_of_issue_id is not null then 1 when i.cancelled_at is not null then 2 else 0 end as state,
    i.release_id, r.released_at is null or r.released_at > $young as young, coalesce(i.is_priority, false) as priority, i.occurrence_count
  from fact_issue i
  left join dim_model_version m on m.model_version_id = i.model_version_id and m.voided_at is null
  left join (select release_id, min(released_at) as released_at from dim_model_version where release_id is not null and voided_at is null group by release_id) r on r.release_id = i.release_id
  where i.detected_at < $to and i.voided_at is null and not coalesce(i.is_test, false)
),
caught as (
  select week, case when state > 0 then state when release_id is null then 3 when young then 4 when found_in is null then 5 else 0 end as state, found_in = 'pre_release' as hit
  from issue where issue_kind = 'regression' and detected_at >= $from
),
leaked as (
  select week, case when state > 0 then state when covered_by_eval is null then 3 else 0 end as state, not covered_by_eval as hit
  from issue where issue_kind in ('failure_mode', 'regression') and found_in = 'post_release' and detected_at >= $from
),
took as (
  select 'regression_detection_lead_time' as metric, week, case when state > 0 then state when rc_at is null then 3 else 0 end as state, rc_at as began, greatest(rc_at, detected_at) as ended, true as has_ended
  from issue where issue_kind = 'regression' and detected_at >= $from
  union all
  select 'issue_to_data_cycle_time', week, state, detected_at, case when data_shipped_at is not null and eval_updated_at is not null then greatest(data_shipped_at, eval_updated_at) when data_shipped_at is null then resolved_at end,
    data_shipped_at is not null and eval_updated_at is not null
  from issue where issue_kind in ('failure_mode', 'regression') and priority and detected_at >= $from
  union all
  select 'time_to_guideline_clarification', week, state, detected_at, guideline_published_at, guideline_published_at is not null
  from issue where issue_kind = 'guideline_gap' and (priority or occurrence_count >= 3) and detected_at >= $from
)
select 'regression_catch_rate' as metric, week, count(*) filter (state = 0) as n, count(*) filter (state = 0 and hit) as x, count(*) filter (state = 1) as duplicates, count(*) filter (state = 2) as cancelled,
  count(*) filter (state = 3) as out3, count(*) filter (state = 4) as out4, count(*) filter (state = 5) as out5, null::double as seconds, null::boolean as has_ended
from caught group by week
union all
select 'defect_leakage', week, count(*) filter (state = 0), count(*) filter (state = 0 and hit), count(*) filter (state = 1), count(*) filter (state = 2), count(*) filter (state = 3), null, null, null, null
from leaked group by week
union all
select case issue_kind when 'enablement' then 'enablement_contributions' else 'process_improvements' end, finished, count(*) filter (state = 0), count(*) filter (state = 0), count(*) filter (state = 1), count(*) filter (state = 2), null, null, null, null, null
from issue where issue_kind in ('enablement', 'process_improvement') and resolved_at >= $from and resolved_at < $to group by all
union all
select metric, week, count(*) filter (state = 0), count(*) filter (state = 0 and has_ended), count(*) filter (state = 1), count(*) filter (state = 2), count(*) filter (state = 3), null, null,
  epoch(coalesce(ended, $to)) - epoch(began), has_ended
from took group by metric, week, epoch(coalesce(ended, $to)) - epoch(began), has_ended
