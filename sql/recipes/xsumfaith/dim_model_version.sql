-- Gold is the summary that people wrote, measured beside the models.
select distinct
  system as model_version_id,
  system as model_family,
  system as version_label,
  'product' as model_kind,
  'candidate' as stage,
  system as source_id
from source
