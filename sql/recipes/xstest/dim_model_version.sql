-- One file holds the answers of one model. Nothing is known of its configuration but the name, which is its id here as in
-- every other file about it.
select
  :model as model_version_id,
  :model as model_family,
  :model as version_label,
  'product' as model_kind,
  'candidate' as stage,
  :model as source_id
