-- Spellings that differ in case or blanks alone are one supplier. Its name is the spelling that sorts first.
select
  'spend:vendor:' || lower(regexp_replace(trim(Supplier), '\s+', ' ', 'g')) as vendor_id,
  upper(regexp_replace(trim(Supplier), '\s+', ' ', 'g')) as vendor_name,
  :currency as default_currency,
  'active' as status,
  lower(regexp_replace(trim(Supplier), '\s+', ' ', 'g')) as source_id
from (select distinct Supplier from source)
