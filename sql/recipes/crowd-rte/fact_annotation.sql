-- The gold answer stands on each line of an item: one row of its own, the key that the loader compares answers with.
select
  _record,
  'crowd-rte:annotation:' || annotation_id as annotation_id,
  'crowd-rte:item:' || orig_id as work_item_id,
  'crowd-rte:task:entailment:1' as task_version_id,
  worker_id as annotator_id,
  'label' as question_code,
  1 as revision,
  'overlap' as stage,
  response as value_code,
  'submitted' as status,
  timezone(:zone, cast(:date as timestamp)) as submitted_at,
  coalesce(gold, '') <> '' as is_gold,
  annotation_id as source_id,
  :date || 'T00:00:00Z' as updated_at
from source
union all
select
  _record,
  'crowd-rte:key:' || orig_id,
  'crowd-rte:item:' || orig_id,
  'crowd-rte:task:entailment:1',
  'crowd-rte:gold',
  'label',
  1,
  'adjudication',
  gold,
  'submitted',
  timezone(:zone, cast(:date as timestamp)),
  true,
  'key:' || orig_id,
  :date || 'T00:00:00Z'
from source
where coalesce(gold, '') <> ''
