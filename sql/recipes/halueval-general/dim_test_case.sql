select
  _record,
  'halueval:case:' || ID || place as case_version_id,
  'halueval:case:' || ID || place as case_id,
  'halueval-general' as suite_id,
  '1' as suite_version,
  'en' as locale,
  'golden' as case_kind,
  'comply' as expected_behavior,
  false as is_automated,
  false as is_blocking,
  false as grounding_required,
  false as schema_required,
  'halueval:case:' || ID || place as cluster_id,
  user_query as prompt_hash,
  ID || place as source_id
from (
  select *,
    case row_number() over (partition by ID order by _record) when 1 then '' else ':' || row_number() over (partition by ID order by _record) end as place
  from source
)
