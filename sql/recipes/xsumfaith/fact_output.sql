-- One output a system and article; its many lines say the same of it.
select
  _record,
  'xsumfaith:output:' || system || ':' || bbcid as output_id,
  'eval' as environment,
  system as model_version_id,
  'xsumfaith:run:' || system as run_id,
  'xsumfaith:case:' || bbcid as case_version_id,
  0 as sample_index,
  'summarisation' as workflow_id,
  'en-GB' as locale,
  timezone(:zone, cast(:date as timestamp)) as produced_at,
  'ok' as status,
  'should_comply' as request_class,
  false as schema_required,
  system || ':' || bbcid as source_id,
  :date || 'T00:00:00Z' as updated_at
from source
