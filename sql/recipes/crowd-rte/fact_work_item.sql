-- One item a pair of texts; its ten lines say the same of it.
select
  _record,
  'crowd-rte:item:' || orig_id as work_item_id,
  'crowd-rte:task:entailment:1' as task_version_id,
  orig_id as item_id,
  concat_ws(chr(10), text, hypothesis) as item_hash,
  'crowd-rte:vendor:mturk' as vendor_id,
  task as workflow_id,
  'en' as locale,
  'production' as purpose,
  count(*) over (partition by orig_id) as required_judgements,
  'submitted' as status,
  timezone(:zone, cast(:date as timestamp)) as created_at,
  timezone(:zone, cast(:date as timestamp)) as first_submitted_at,
  timezone(:zone, cast(:date as timestamp)) as last_submitted_at,
  orig_id as source_id,
  :date || 'T00:00:00Z' as updated_at
from source
