-- A line that repeats another exactly is a payment of its own: it gets its place among its equals. The file says what
-- was paid on which day, not what for, how much of it, or when it was done: those columns stay unknown.
with line as (
  select *,
    lower(regexp_replace(trim(Supplier), '\s+', ' ', 'g')) as vendor,
    md5(concat_ws('|', "Departmental Family", Entity, Date, "Expense Type", "Expense Area", Supplier, "Transaction number", Amount)) as print,
    row_number() over (partition by "Transaction number" order by _record) as line_no,
    row_number() over (
      partition by "Departmental Family", Entity, Date, "Expense Type", "Expense Area", Supplier, "Transaction number", Amount
      order by _record
    ) as occurrence
  from source
)
select
  _record,
  'spend:line:' || :period || ':' || "Transaction number" || ':' || left(print, 12) || ':' || occurrence as invoice_line_id,
  'spend:vendor:' || vendor as vendor_id,
  "Transaction number" as invoice_number,
  line_no,
  case when starts_with(trim(Amount), '-') then 'refund' else 'invoice' end as line_kind,
  'paid' as status,
  Date as invoice_date,
  Date as posting_date,
  'other' as cost_category,
  Amount as amount,
  upper(:currency) as currency,
  :period || ':' || "Transaction number" || ':' || left(print, 12) || ':' || occurrence as source_id
from line
