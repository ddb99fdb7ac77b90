-- One annotation a vote. Who voted is not known: an annotator here is a seat at one message, not a person. Votes that do
-- not add up to the count, or are not whole numbers, give no value, and the record is set aside.
with counted as (
  select *,
    try_cast(hate_speech as int) as hate, try_cast(offensive_language as int) as offensive, try_cast(neither as int) as none,
    try_cast(count as int) as votes
  from source
),
vote as (
  select *, unnest(range(1, greatest(coalesce(votes, 1), 1) + 1)) as seat from counted
)
select
  _record,
  'davidson-votes:annotation:' || row_id || ':' || seat as annotation_id,
  'davidson-votes:item:' || row_id as work_item_id,
  'davidson-votes:task:message:1' as task_version_id,
  'davidson-votes:seat:' || seat as annotator_id,
  'label' as question_code,
  1 as revision,
  'overlap' as stage,
  'submitted' as status,
  case
    when hate + offensive + none = votes and least(hate, offensive, none) >= 0 then
      case when seat <= hate then 'hate_speech' when seat <= hate + offensive then 'offensive_language' else 'neither' end
  end as value_code,
  timezone(:zone, cast(:date as timestamp)) as submitted_at,
  false as is_gold,
  row_id || ':' || seat as source_id,
  :date || 'T00:00:00Z' as updated_at
from vote
