-- The file holds the majority of three annotators, not their own votes: one verdict of a panel.
select
  _record,
  'halueval:grade:' || :model || ':' || ID || place as grade_id,
  'halueval:output:' || :model || ':' || ID || place as output_id,
  'hallucination' as criterion,
  'halueval:panel' as grader_id,
  'human' as grader_kind,
  hallucination = 'yes' as is_defect,
  false as is_adjudicated,
  :date || 'T00:00:00Z' as graded_at,
  ID || place as source_id,
  :date || 'T00:00:00Z' as updated_at
from (
  select *,
    case row_number() over (partition by ID order by _record) when 1 then '' else ':' || row_number() over (partition by ID order by _record) end as place
  from source
)
