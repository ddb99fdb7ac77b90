-- The same three people as the graders of fact_grade, in the files of all models.
select
  'xstest:' || seat as annotator_id,
  '1900-01-01T00:00:00Z' as valid_from,
  'human' as annotator_kind,
  case seat when 'adjudicator' then 'adjudicator' else 'annotator' end as role,
  seat as source_id
from (values ('annotator:1'), ('annotator:2'), ('adjudicator')) as seats(seat)
