-- An id may stand for two answers, and one is empty: an answer gets its place among those of its id, so that all count.
select
  _record,
  'halueval:output:' || :model || ':' || id as output_id,
  'eval' as environment,
  :model as model_version_id,
  'halueval:run:' || :model as run_id,
  'halueval:case:' || id as case_version_id,
  0 as sample_index,
  'en' as locale,
  timezone(:zone, cast(:date as timestamp)) as produced_at,
  'ok' as status,
  'should_comply' as request_class,
  false as schema_required,
  user_query as prompt_hash,
  id as source_id,
  :date || 'T00:00:00Z' as updated_at
from (
  select *,
    coalesce(nullif(given_id, ''), 'none') || case place when 1 then '' else ':' || place end as id
  from (select * rename (ID as given_id), row_number() over (partition by ID order by _record) as place from source)
)
