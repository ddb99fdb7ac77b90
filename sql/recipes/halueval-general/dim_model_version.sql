select
  :model as model_version_id,
  :model as model_family,
  :model as version_label,
  'product' as model_kind,
  'candidate' as stage,
  :model as source_id
