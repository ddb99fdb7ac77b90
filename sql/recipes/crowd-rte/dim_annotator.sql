-- The workers, and who gave the gold answers, of whom no more is known.
select distinct
  worker_id as annotator_id,
  '1900-01-01T00:00:00Z' as valid_from,
  'human' as annotator_kind,
  'crowd-rte:vendor:mturk' as vendor_id,
  'annotator' as role,
  worker_id as source_id
from source
union all
select distinct
  'crowd-rte:gold',
  '1900-01-01T00:00:00Z',
  'human',
  null,
  'adjudicator',
  'gold'
from source
where coalesce(gold, '') <> ''
