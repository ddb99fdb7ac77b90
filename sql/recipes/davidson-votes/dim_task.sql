select
  'davidson-votes:task:message:1' as task_version_id,
  'davidson-votes:task:message' as task_id,
  '1' as rubric_version,
  'Hate speech, offensive language or neither?' as title,
  'classification' as task_type,
  'moderate' as complexity_tier,
  'nominal' as label_level,
  'mature' as maturity,
  'approved' as rubric_status,
  'first' as change_kind,
  'davidson-votes:task:message' as compat_group,
  '1900-01-01T00:00:00Z' as valid_from,
  'message' as source_id
