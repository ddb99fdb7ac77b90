select
  'summarisation' as workflow_id,
  '1900-01-01T00:00:00Z' as valid_from,
  'Summarisation' as title,
  'XSum' as product,
  false as is_priority,
  false as requires_schema,
  true as requires_grounding,
  'summarisation' as source_id
