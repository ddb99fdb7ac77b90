select
  _record,
  'davidson-votes:item:' || row_id as work_item_id,
  'davidson-votes:task:message:1' as task_version_id,
  row_id as item_id,
  row_id as item_hash,
  'en' as locale,
  'production' as purpose,
  3 as required_judgements,
  'submitted' as status,
  timezone(:zone, cast(:date as timestamp)) as created_at,
  row_id as source_id,
  :date || 'T00:00:00Z' as updated_at
from source
