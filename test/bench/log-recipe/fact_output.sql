select
  _record,
  id as output_id,
  'production' as environment,
  model as model_version_id,
  logged_at as produced_at,
  'ok' as status,
  ms as latency_ms,
  answer as prompt_hash,
  id as source_id
from source
