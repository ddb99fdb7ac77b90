select
  'crowd-rte:task:entailment:1' as task_version_id,
  'crowd-rte:task:entailment' as task_id,
  '1' as rubric_version,
  'Does the text entail the hypothesis?' as title,
  'classification' as task_type,
  'simple' as complexity_tier,
  'nominal' as label_level,
  'mature' as maturity,
  'approved' as rubric_status,
  'first' as change_kind,
  'crowd-rte:task:entailment' as compat_group,
  '1900-01-01T00:00:00Z' as valid_from,
  'entailment' as source_id
