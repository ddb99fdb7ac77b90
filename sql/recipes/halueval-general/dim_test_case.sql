select
  _record,
  'halueval:case:' || id as case_version_id,
  'halueval:case:' || id as case_id,
  'halueval-general' as suite_id,
  '1' as suite_version,
  'en' as locale,
  'golden' as case_kind,
  'comply' as expected_behavior,
  false as is_automated,
  false as is_blocking,
  false as grounding_required,
  false as schema_required,
  'halueval:case:' || id as cluster_id,
  user_query as prompt_hash,
  id as source_id
from (
  select *,
    coalesce(nullif(given_id, ''), 'none') || case place when 1 then '' else ':' || place end as id
  from (select * rename (ID as given_id), row_number() over (partition by ID order by _record) as place from source)
)
