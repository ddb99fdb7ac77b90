-- A message that someone judged again is a second item with the same text: the loader marks it as a duplicate, so that
-- agreement between people rests on first judgements, and a person's agreement with themself can be asked.
with judgement as (
  select *, row_number() over (partition by item_id, annotator_id order by cast(example_no as bigint), _record) as place from source
)
select
  _record,
  'convabuse:item:' || item_id || case place when 1 then '' else ':' || place end as work_item_id,
  'convabuse:task:severity:1' as task_version_id,
  item_id,
  item_id as item_hash,
  'en' as locale,
  'production' as purpose,
  2 as required_judgements,
  'submitted' as status,
  bot as model_version_id,
  timezone(:zone, cast(:date as timestamp)) as created_at,
  item_id || case place when 1 then '' else ':' || place end as source_id,
  :date || 'T00:00:00Z' as updated_at
from judgement
