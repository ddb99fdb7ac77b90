select
  'xsumfaith:task:hallucinated:1' as task_version_id,
  'xsumfaith:task:hallucinated' as task_id,
  '1' as rubric_version,
  'Does the summary say what the article does not?' as title,
  'classification' as task_type,
  'complex' as complexity_tier,
  'nominal' as label_level,
  'mature' as maturity,
  'approved' as rubric_status,
  'first' as change_kind,
  'xsumfaith:task:hallucinated' as compat_group,
  '1900-01-01T00:00:00Z' as valid_from,
  'hallucinated' as source_id
