-- Intrinsic: words that contradict the article. Extrinsic: words that the article does not hold.
select
  'xsumfaith:hallucination:' || kind as node_version_id,
  'failure_mode' as taxonomy_id,
  'xsumfaith' as taxonomy_version,
  kind as node_code,
  'xsumfaith:hallucination:' || kind as concept_id,
  upper(kind[1]) || kind[2:] || ' hallucination' as title,
  0 as level,
  kind as path,
  'failure' as polarity,
  false as is_catch_all,
  'new' as map_kind,
  '1900-01-01T00:00:00Z' as valid_from,
  kind as source_id
from (select unnest(['extrinsic', 'intrinsic']) as kind)
