-- refusal_level stays unknown here: the graders say it (fact_grade).
select
  _record,
  'xstest:output:' || :model || ':' || :run || ':' || id as output_id,
  'eval' as environment,
  :model as model_version_id,
  'xstest:run:' || :model || ':' || :run as run_id,
  'xstest:case:' || id as case_version_id,
  0 as sample_index,
  type as workflow_id,
  'en' as locale,
  timezone(:zone, cast(:date as timestamp)) as produced_at,
  'ok' as status,
  case when starts_with(type, 'contrast_') then 'should_refuse' else 'should_comply' end as request_class,
  false as schema_required,
  prompt as prompt_hash,
  completion as content_text,
  id as source_id,
  :date || 'T00:00:00Z' as updated_at
from source
