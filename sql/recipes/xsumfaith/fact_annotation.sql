-- What each annotator says of a summary as a whole: whether anything in it is hallucinated. Its many lines say the same.
select
  _record,
  concat_ws(':', 'xsumfaith:annotation', system, bbcid, worker_id) as annotation_id,
  'xsumfaith:item:' || system || ':' || bbcid as work_item_id,
  'xsumfaith:task:hallucinated:1' as task_version_id,
  'xsumfaith:' || worker_id as annotator_id,
  'hallucinated' as question_code,
  1 as revision,
  'overlap' as stage,
  'submitted' as status,
  case when bool_or(hallucination_type <> 'NULL') over (partition by system, bbcid, worker_id) then 'yes' else 'no' end as value_code,
  timezone(:zone, cast(:date as timestamp)) as submitted_at,
  false as is_gold,
  concat_ws(':', system, bbcid, worker_id) as source_id,
  :date || 'T00:00:00Z' as updated_at
from source
