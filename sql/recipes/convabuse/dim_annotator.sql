select distinct
  annotator_id,
  '1900-01-01T00:00:00Z' as valid_from,
  'human' as annotator_kind,
  'expert' as role,
  annotator_id as source_id
from source
