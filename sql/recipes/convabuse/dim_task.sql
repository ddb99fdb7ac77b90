select
  'convabuse:task:severity:1' as task_version_id,
  'convabuse:task:severity' as task_id,
  '1' as rubric_version,
  'How abusive is the message?' as title,
  'rubric_score' as task_type,
  'moderate' as complexity_tier,
  'ordinal' as label_level,
  'mature' as maturity,
  'approved' as rubric_status,
  'first' as change_kind,
  'convabuse:task:severity' as compat_group,
  '1900-01-01T00:00:00Z' as valid_from,
  'severity' as source_id
