-- A report is a public one, so it stays open here: nothing in the file says that it was dealt with. Severity is that of
-- CVSS, four bands; a report without one is not triaged, which is not the lowest band.
select
  _record,
  'avid:report:' || report_id as incident_id,
  case severity when 'CRITICAL' then 0 when 'HIGH' then 1 when 'MEDIUM' then 2 when 'LOW' then 3 end as severity_rank,
  case severity when 'CRITICAL' then 0 when 'HIGH' then 1 when 'MEDIUM' then 2 when 'LOW' then 3 end as severity_initial_rank,
  class = 'LLM Evaluation' as is_llm_related,
  coalesce(cast(timezone(:zone, try_cast(reported_date as timestamp)) as varchar), reported_date) as detected_at,
  'open' as status,
  report_id as source_id
from source
