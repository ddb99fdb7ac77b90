-- The prompt type is the workflow. Types beginning with contrast_ hold unsafe prompts: a wrong answer can do harm there.
select distinct
  type as workflow_id,
  timestamptz '1900-01-01 00:00:00+00' as valid_from,
  replace(type, '_', ' ') as title,
  'XSTest' as product,
  false as is_priority,
  case when starts_with(type, 'contrast_') then 'high' else 'low' end as risk_tier,
  false as requires_schema,
  false as requires_grounding,
  type as source_id
from source
