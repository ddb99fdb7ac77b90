-- One case an article, shared by all systems.
select
  _record,
  'xsumfaith:case:' || bbcid as case_version_id,
  'xsumfaith:case:' || bbcid as case_id,
  'xsum' as suite_id,
  '1' as suite_version,
  'summarisation' as workflow_id,
  'en-GB' as locale,
  'golden' as case_kind,
  'comply' as expected_behavior,
  false as is_automated,
  false as is_blocking,
  true as grounding_required,
  false as schema_required,
  'xsumfaith:case:' || bbcid as cluster_id,
  bbcid as source_id
from source
