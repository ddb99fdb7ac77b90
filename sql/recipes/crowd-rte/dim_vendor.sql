select
  'crowd-rte:vendor:mturk' as vendor_id,
  'Mechanical Turk' as vendor_name,
  'marketplace' as vendor_kind,
  'accepted' as billing_basis,
  'ended' as status,
  'mturk' as source_id
