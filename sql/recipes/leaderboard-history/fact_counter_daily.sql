-- One counter a printed figure. Several snapshots may fall on a day, so the commit is the bin; a model that a snapshot
-- prints twice keeps both lines, the second under its place.
with figure as (
  select _record, snapshot_date, commit, model,
    row_number() over (partition by commit, model order by _record) as occurrence,
    unnest([
      {'name': 'hallucination_rate_pct', 'printed': hallucination_rate_pct},
      {'name': 'factual_consistency_pct', 'printed': factual_consistency_pct},
      {'name': 'answer_rate_pct', 'printed': answer_rate_pct},
      {'name': 'avg_summary_words', 'printed': avg_summary_words}
    ], recursive := true)
  from source
)
select
  _record,
  snapshot_date as counter_date,
  'leaderboard:' || name as counter_name,
  commit || case occurrence when 1 then '' else ':' || occurrence end as bin_key,
  'eval' as environment,
  '' as workflow_id,
  model as model_version_id,
  '' as locale,
  '' as vendor_id,
  '' as task_id,
  1 as n,
  printed as sum_value,
  cast(cast(printed as double) * cast(printed as double) as varchar) as sum_sq,
  commit || ':' || model || ':' || occurrence || ':' || name as source_id
from figure
where printed is not null
