-- Severity on one scale from 1 (not abusive) over 0 (ambiguous) to -3. Exactly one of its columns is 1; where it is not,
-- there is no value, and the record is set aside. Kinds, targets and directions are given where the message is abusive.
with judgement as (
  select *, row_number() over (partition by item_id, annotator_id order by cast(example_no as bigint), _record) as place from source
),
scored as (
  select *,
    'convabuse:item:' || item_id || case place when 1 then '' else ':' || place end as work_item_id,
    case list_sum([cast("is_abuse.1" as int), cast("is_abuse.0" as int), cast("is_abuse.-1" as int), cast("is_abuse.-2" as int), cast("is_abuse.-3" as int)])
      when 1 then cast("is_abuse.1" as int) - cast("is_abuse.-1" as int) - 2 * cast("is_abuse.-2" as int) - 3 * cast("is_abuse.-3" as int)
    end as severity
  from judgement
),
answer as (
  select *, unnest([
    {'question': 'severity', 'number': cast(severity as varchar), 'codes': null},
    {'question': 'kind', 'number': null, 'codes': concat_ws('|',
      case "type.ableism" when '1' then 'ableism' end, case "type.homophobic" when '1' then 'homophobic' end,
      case "type.intellectual" when '1' then 'intellectual' end, case "type.racist" when '1' then 'racist' end,
      case "type.sex_harassment" when '1' then 'sex_harassment' end, case "type.sexist" when '1' then 'sexist' end,
      case "type.transphobic" when '1' then 'transphobic' end)},
    {'question': 'target', 'number': null, 'codes': concat_ws('|',
      case "target.generalised" when '1' then 'generalised' end, case "target.individual" when '1' then 'individual' end,
      case "target.system" when '1' then 'system' end)},
    {'question': 'direction', 'number': null, 'codes': concat_ws('|',
      case "direction.explicit" when '1' then 'explicit' end, case "direction.implicit" when '1' then 'implicit' end)}
  ], recursive := true)
  from scored
)
select
  _record,
  'convabuse:annotation:' || example_no || ':' || question as annotation_id,
  work_item_id,
  'convabuse:task:severity:1' as task_version_id,
  annotator_id,
  question as question_code,
  1 as revision,
  'overlap' as stage,
  'submitted' as status,
  number as value_num,
  codes as value_set,
  timezone(:zone, cast(:date as timestamp)) as submitted_at,
  false as is_gold,
  example_no || ':' || question as source_id,
  :date || 'T00:00:00Z' as updated_at
from answer
where question = 'severity' or severity < 0
