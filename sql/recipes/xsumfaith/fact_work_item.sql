-- A summary of a system is the item that three annotators mark; its model is that of the item, so that agreement can be
-- asked by system. No fingerprint: two systems may write one summary of one article, and both are work.
select
  _record,
  'xsumfaith:item:' || system || ':' || bbcid as work_item_id,
  'xsumfaith:task:hallucinated:1' as task_version_id,
  'xsumfaith:output:' || system || ':' || bbcid as item_id,
  'summarisation' as workflow_id,
  'en-GB' as locale,
  'production' as purpose,
  3 as required_judgements,
  'submitted' as status,
  system as model_version_id,
  timezone(:zone, cast(:date as timestamp)) as created_at,
  system || ':' || bbcid as source_id,
  :date || 'T00:00:00Z' as updated_at
from source
