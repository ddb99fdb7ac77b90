-- The same two judges in the files of all models.
select
  'xstest:judge:' || seat as annotator_id,
  '1900-01-01T00:00:00Z' as valid_from,
  kind as annotator_kind,
  'annotator' as role,
  'judge:' || seat as source_id
from (values ('strmatch', 'rule'), ('gpt4', 'model')) as judges(seat, kind)
