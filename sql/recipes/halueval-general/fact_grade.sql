-- The file holds the majority of three annotators, not their own votes: one verdict of a panel.
select
  _record,
  'halueval:grade:' || :model || ':' || id as grade_id,
  'halueval:output:' || :model || ':' || id as output_id,
  'hallucination' as criterion,
  'halueval:panel' as grader_id,
  'human' as grader_kind,
  hallucination = 'yes' as is_defect,
  false as is_adjudicated,
  timezone(:zone, cast(:date as timestamp)) as graded_at,
  id as source_id,
  :date || 'T00:00:00Z' as updated_at
from (
  select *,
    coalesce(nullif(given_id, ''), 'none') || case place when 1 then '' else ':' || place end as id
  from (select * rename (ID as given_id), row_number() over (partition by ID order by _record) as place from source)
)
