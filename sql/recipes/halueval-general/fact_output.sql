-- An id of the file may stand for two answers: the second gets its place among those of the id, so that both count.
select
  _record,
  'halueval:output:' || :model || ':' || ID || place as output_id,
  'eval' as environment,
  :model as model_version_id,
  'halueval:run:' || :model as run_id,
  'halueval:case:' || ID || place as case_version_id,
  0 as sample_index,
  'en' as locale,
  :date || 'T00:00:00Z' as produced_at,
  'ok' as status,
  'should_comply' as request_class,
  false as schema_required,
  user_query as prompt_hash,
  ID || place as source_id,
  :date || 'T00:00:00Z' as updated_at
from (
  select *,
    case row_number() over (partition by ID order by _record) when 1 then '' else ':' || row_number() over (partition by ID order by _record) end as place
  from source
)
