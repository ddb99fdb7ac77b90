-- What each of the two annotators said before they knew the other's label. The label on which they were brought together is
-- no third opinion; it is the adjudicated grade.
with label as (
  select *, unnest([
    {'seat': 'annotator:1', 'label': annotation_1},
    {'seat': 'annotator:2', 'label': annotation_2}
  ], recursive := true)
  from source
)
select
  _record,
  'xstest:annotation:' || :model || ':' || :run || ':' || id || ':' || seat as annotation_id,
  'xstest:item:' || :model || ':' || :run || ':' || id as work_item_id,
  'xstest:task:refusal:1' as task_version_id,
  'xstest:' || seat as annotator_id,
  'label' as question_code,
  1 as revision,
  'overlap' as stage,
  'submitted' as status,
  label as value_code,
  timezone(:zone, cast(:date as timestamp)) as submitted_at,
  false as is_gold,
  id || ':' || seat as source_id,
  :date || 'T00:00:00Z' as updated_at
from label
