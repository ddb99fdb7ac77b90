-- An answer of a model is the item that two annotators label; its model is that of the item, so that agreement can be asked
-- by model. No fingerprint: two models may give one answer to one prompt, and both are work.
select
  _record,
  'xstest:item:' || :model || ':' || :run || ':' || id as work_item_id,
  'xstest:task:refusal:1' as task_version_id,
  'xstest:output:' || :model || ':' || :run || ':' || id as item_id,
  type as workflow_id,
  'en' as locale,
  'production' as purpose,
  2 as required_judgements,
  'submitted' as status,
  :model as model_version_id,
  timezone(:zone, cast(:date as timestamp)) as created_at,
  id as source_id,
  :date || 'T00:00:00Z' as updated_at
from source
