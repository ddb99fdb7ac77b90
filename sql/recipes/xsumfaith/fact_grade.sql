-- One row a marked span: its kind is the failure mode. An annotator who found nothing has one row without a defect. Which
-- kinds somebody found in a summary is said once more, as what fails in it, so that each kind has its rate.
-- Worker ids are seats, not people: the same seat may be someone else on another article.
with placed as (
  select *,
    case hallucination_type when 'NULL' then 'none' else hallucination_type end as kind,
    row_number() over (
      partition by bbcid, system, worker_id, hallucination_type, hallucinated_span_start, hallucinated_span_end order by _record
    ) as occurrence
  from source
)
select
  _record,
  concat_ws(':', 'xsumfaith:grade', system, bbcid, worker_id, kind, hallucinated_span_start, hallucinated_span_end, occurrence) as grade_id,
  'xsumfaith:output:' || system || ':' || bbcid as output_id,
  'hallucination' as criterion,
  'xsumfaith:' || worker_id as grader_id,
  'human' as grader_kind,
  kind <> 'none' as is_defect,
  case when kind <> 'none' then 'xsumfaith:hallucination:' || kind end as node_version_id,
  false as is_adjudicated,
  timezone(:zone, cast(:date as timestamp)) as graded_at,
  concat_ws(':', system, bbcid, worker_id, kind, hallucinated_span_start, hallucinated_span_end, occurrence) as source_id,
  :date || 'T00:00:00Z' as updated_at
from placed
union all
select
  _record,
  concat_ws(':', 'xsumfaith:failure', system, bbcid, worker_id, kind),
  'xsumfaith:output:' || system || ':' || bbcid,
  'failure_mode',
  'xsumfaith:' || worker_id,
  'human',
  kind <> 'none',
  case when kind <> 'none' then 'xsumfaith:hallucination:' || kind end,
  false,
  timezone(:zone, cast(:date as timestamp)),
  concat_ws(':', 'failure', system, bbcid, worker_id, kind),
  :date || 'T00:00:00Z'
from placed
