import type { Calendar } from '../calendar.ts';
import type { Cell } from '../sql.ts';
import { batchId } from '../labelling/batch.ts';
import { taskId, tasks } from '../labelling/tasks.ts';
import { people } from '../dimensions/people.ts';
import { vendorId, vendorKeys, vendors } from '../dimensions/vendors.ts';
import { bell, below, draw } from '../draw.ts';
import { nth, valuesOf } from '../sql.ts';
import { currencyStory, duplicateStory, priceStory, revokedStory, wrongRateStory } from '../stories.ts';
import { monthOf, pricedPairs, priceOf, unitOf } from './rates.ts';

const at = (ms: string) => `make_timestamptz(${ms} * 1000)`;
const firstRecord = 20_000_000_000;
/** A month of the one platform that is paid for, by contract: planned as it is billed. */
const platformFee = 1850;
const vendorAt = (key: string) => vendorKeys.findIndex((vendor) => vendor === key);
const taskAt = (key: string) => tasks.findIndex((task) => task.key === key);

/** Table `price`: what a unit of a vendor's work on a task costs before any rise. */
function priceTable(): string {
  const rows = pricedPairs.map(({ vendor, task, share, at: place, vendorAt: number }) => [
    number,
    place,
    unitOf(vendor),
    priceOf(vendor, task),
    vendors[vendor].currency,
    vendors[vendor].terms,
    share,
    task.perDay,
    task.judgements,
    task.seconds,
  ]);
  const columns = ['vendor', 'task', 'unit', 'price', 'currency', 'terms', 'share', 'per_day', 'judgements', 'seconds'];
  return `create temp table price as select * from ${valuesOf(columns, rows)}`;
}

/** Table `batch`: a week of a task at a vendor, with what became of its items; `settled` once it was delivered and all is decided. */
function batchTable(calendar: Calendar): string {
  return `create temp table batch as
    select *, case when delivered is not null and accepted + rejected >= submitted then greatest(decided, delivered) end as settled from (
      select *, case when last_answer + 7200000 < ${calendar.end} and open_items = 0 then last_answer + 7200000 end as delivered from (
      select vendor, task, week, any_value(tier) as tier, max(v) as v, count(*) as items, sum(coalesce(answered, 0)) as answers,
        count(first_answer) as submitted, count(case when answered is null or answered < judgements then 1 end) as open_items,
        count(accepted) as accepted, count(case when decision = 'reject' then 1 end) as rejected, max(last_answer) as last_answer,
        max(coalesce(accepted, decided)) as decided, count(revoked) as revoked
      from item where not is_cancelled group by vendor, task, week
    ))`;
}

/** Table `fx`: what a unit of a currency is worth in dollars, day by day: a walk on the days on which banks are open. */
function fxTable(): string {
  const { currency, week, days, factor } = currencyStory;
  return `create temp table fx as
    select d, date, weekday, currency, round(base
      * exp(sum(case when weekday < 5 then cast(round(2600 * ${bell('d * 4 + place', 'walk')}) as bigint) else 0 end) over (partition by currency order by d) / 1000000.0)
      * case when currency = '${currency}' then 1 + ${factor - 1} * greatest(0, least(1, (d - ${7 * week}) / ${days}.0)) else 1 end, 6) as rate
    from day, ${valuesOf(
      ['currency', 'base', 'place'],
      [
        ['EUR', 1.085, 1],
        ['GBP', 1.262, 2],
      ],
    )} where d < 364`;
}

export function moneyTables(calendar: Calendar): readonly string[] {
  return [priceTable(), batchTable(calendar), fxTable(), billedTable(calendar), ...invoiceTables(calendar)];
}

/**
 * Table `billed`: what is due for a batch, in the month in which it was settled, or by the hour for a month. A price is that
 * of the month `served`. The running month is not invoiced yet.
 */
function billedTable(calendar: Calendar): string {
  const rise = monthOf(calendar, priceStory.week);
  const rate = `price * case when vendor = ${vendorAt(priceStory.vendor)} and served >= date '${rise}' then ${priceStory.factor}::double else 1 end`;
  const wrongMonth = monthOf(calendar, wrongRateStory.week);
  const isWrong = `vendor = ${vendorAt(wrongRateStory.vendor)} and task = ${taskAt(wrongRateStory.task)} and served = date '${wrongMonth}'`;
  return `create temp table billed as
    with batches as (
      select vendor, task, week, b.date as service_from, cast(b.date + 7 as date) as service_to, unit,
        case unit when 'item' then accepted else answers end as qty, date_trunc('month', b.date) as served,
        date_trunc('month', make_timestamp(settled * 1000)) as month, price, currency, terms
      from batch join price using (vendor, task) join (select week, date from day where weekday = 0) b using (week)
      where unit <> 'hour' and settled is not null
    ), months as (
      select a.vendor, a.task, null as week, cast(date_trunc('month', date) as date) as service_from,
        cast(date_trunc('month', date) + interval 1 month as date) as service_to, 'hour' as unit,
        round(sum(cast(round(10 * active) as bigint)) * 0.12 / 3600, 2) as qty, date_trunc('month', date) as served,
        date_trunc('month', date) as month, any_value(price) as price,
        any_value(currency) as currency, any_value(terms) as terms
      from answer a join price p on p.vendor = a.vendor and p.task = a.task and unit = 'hour'
      join day on d = (submitted - ${Date.parse(`${calendar.from}T00:00:00Z`)}) // 86400000
      group by a.vendor, a.task, date_trunc('month', date)
    )
    select vendor, task, week, service_from, service_to, unit, qty, cast(month as date) as month, currency, terms,
      round(${rate} * case when ${isWrong} then ${wrongRateStory.factor}::double else 1 end, 4) as unit_price
    from (select * from batches union all select * from months)
    where qty > 0 and month < date_trunc('month', date '${calendar.through}')`;
}

/** What a vendor charges beside the work: its platform, by the month, and training of new people, by the head. */
function feesSelect(calendar: Calendar): string {
  const joined = vendorKeys.flatMap((vendor, place) => {
    const { trains } = vendors[vendor];
    if (trains === null) return [];
    const weeks = people.filter((person) => person.vendor === vendor && person.from >= 0).map(({ from }) => from);
    return weeks.map((week): readonly Cell[] => [place, monthOf(calendar, week), trains]);
  });
  return `select vendor, null as task, null as week, month as service_from, cast(month + interval 1 month as date) as service_to, 'fixed' as unit,
      1 as qty, month, currency, terms, ${platformFee} as unit_price, 'platform' as category, 'fixed_fee' as kind
    from (select distinct vendor, month, currency, terms from billed where vendor = ${vendorAt('brightmoor')})
    union all by name
    select vendor, null as task, null as week, month as service_from, cast(month + interval 1 month as date) as service_to, 'fixed' as unit,
      heads as qty, month, currency, terms, unit_price, 'training' as category, 'fixed_fee' as kind
    from (
      select vendor, cast(first_of as date) as month, count(*) as heads, any_value(unit_price) as unit_price
      from ${valuesOf(['vendor', 'first_of', 'unit_price'], joined)} group by all
    ) join (select distinct vendor, currency, terms from price) using (vendor) where month < date_trunc('month', date '${calendar.through}')`;
}

/** The day itself, or the Monday after a weekend. */
const onWeekday = (date: string) => `${date} + case isodow(${date}) when 6 then 2 when 7 then 1 else 0 end`;

/**
 * Table `line`: lines of invoices, sent early in the next month; with what is wrong. The invoice that came twice is credited
 * in the second month after; the newest lines of the revoked batch's task are disputed.
 */
function invoiceTables(calendar: Calendar): readonly string[] {
  const months = `date_diff('month', date '${calendar.from}', month)`;
  const { vendor, week, daysLater } = duplicateStory;
  const twice = `vendor = ${vendorAt(vendor)} and month = date '${monthOf(calendar, week)}'`;
  const isDoubted = `vendor = ${vendorAt(revokedStory.vendor)} and task = ${taskAt(revokedStory.task)} and month = date_trunc('month', date '${calendar.through}' - 31)`;
  const revoked = `vendor = ${vendorAt(revokedStory.vendor)} and task = ${taskAt(revokedStory.task)} and week = ${revokedStory.week}`;
  const short = nth(
    vendorKeys.map((key) => vendors[key].short),
    'vendor',
  );
  return [
    `create temp table line as
    with fees as (${feesSelect(calendar)}), sent as (
      select * replace (${onWeekday('invoice_date')} as invoice_date),
        row_number() over (partition by vendor, month order by task nulls last, week, category) as line_no
      from (
        select *, cast(month + interval 1 month as date) + 2 + vendor + ${below(`vendor * 64 + ${months}`, 'sent', 4)} as invoice_date
        from (select *, 'labeling' as category, 'invoice' as kind from billed union all by name select * from fees)
      )
    )
    select *, cast(round(qty * unit_price, 2) as decimal(18, 2)) as amount, upper(${short}) || '-' || strftime(month, '%Y%m') as invoice_number,
      ${short} || ':' || strftime(month, '%Y%m') || ':' || line_no as id, cast(null as varchar) as credits,
      case when ${isDoubted} then 'disputed' else 'paid' end as state
    from sent where invoice_date <= date '${calendar.through}'`,
    `insert into line by name
    select * replace (invoice_date + ${daysLater} as invoice_date, id || ':again' as id, 'approved' as state) from line where ${twice}`,
    `insert into line by name
    select * replace (${onWeekday(`(cast(month + interval 2 month as date) + case when ${revoked} then 11 else 3 end)`)} as invoice_date, 'credit_note' as kind,
      -qty as qty, -amount as amount, case when ${revoked} then 1 else line_no end as line_no, invoice_number || '-CN' as invoice_number,
      id || ':credit' as id, id as credits, 'approved' as state)
    from line where (${revoked} and ${months} >= 0) or ends_with(id, ':again')`,
  ];
}

/** `fact_delivery`. */
export function deliverySelect(): string {
  const promise = `b.ms + 86400000 * case tier when 'simple' then 12 when 'moderate' then 13 else 15 end`;
  const unit = nth(vendorKeys.map(unitOf), 'vendor');
  const factor = `case when ${unit} = 'judgement' then answers / greatest(submitted, 1) else 1 end`;
  return `select ${firstRecord} + row_number() over (order by week, vendor, task) as _record, ${batchId('vendor', 'task', 'week')} as batch_id,
    ${nth(vendorKeys.map(vendorId), 'vendor')} as vendor_id, t.task_version as task_version_id,
    case when vendor > 0 then 'PO-' || upper(${nth(
      vendorKeys.map((key) => vendors[key].short),
      'vendor',
    )}) || '-' || (7100 + task) end as po_number,
    case ${unit} when 'hour' then 'item' else ${unit} end as unit, ${at(`(${promise})`)} as promised_at, ${at('delivered')} as delivered_at,
    b.date as service_from, b.date + 7 as service_to, round(submitted * ${factor}, 4) as qty_submitted, round((accepted - revoked) * ${factor}, 4) as qty_accepted,
    round((rejected + revoked) * ${factor}, 4) as qty_rejected, round((submitted - accepted - rejected) * ${factor}, 4) as qty_pending,
    a.n as sample_size, a.bad as sample_defects,
    case when settled is null then 'pending' when revoked > items / 2 then 'rejected'
      when rejected > 0 then 'partial' else 'accepted' end as decision,
    ${at('settled')} as decided_at
  from batch join (select d, week, ms, date from day where weekday = 0) b using (week) join (select v, task, task_version from task) t using (v, task)
  left join (
    select vendor, task, week, count(*) as n, count(case when first_is_wrong then 1 end) as bad from item
    where accepted is not null and ${draw('w', 'audited')} < 0.12 group by all
  ) a using (vendor, task, week)`;
}

/** `fact_invoice_line`: what has been posted by the sample's end. */
export function invoiceSelect(calendar: Calendar): string {
  // Of an invoice: some days before it is due, or after; one vendor is kept waiting.
  const invoice = `vendor * 64 + date_diff('month', date '${calendar.from}', month)`;
  const luck = draw(invoice, 'paid');
  const delay = `case when vendor = ${vendorAt('calderfinch')} then 8 + ${below(invoice, 'waits', 24)} when ${luck} < 0.2 then -1 - ${below(invoice, 'early', 6)}
    when ${luck} < 0.72 then ${below(invoice, 'in time', 3)} when ${luck} < 0.93 then 3 + ${below(invoice, 'late', 8)} else 14 + ${below(invoice, 'very late', 20)} end`;
  const isPaid = `state = 'paid' and paid <= date '${calendar.through}'`;
  return `select ${firstRecord + 100_000} + row_number() over (order by id) as _record, 'line-' || id as invoice_line_id,
    ${nth(vendorKeys.map(vendorId), 'vendor')} as vendor_id, invoice_number, line_no, kind as line_kind, 'line-' || credits as credits_line_id,
    case when state <> 'paid' then state when ${isPaid} then 'paid' else 'approved' end as status, invoice_date, invoice_date + 2 as posting_date,
    service_from, service_to, ${nth(tasks.map(taskId), 'task')} as task_id, case when week is not null then ${batchId('vendor', 'task', 'week')} end as batch_id,
    category as cost_category, unit, qty, unit_price, amount, round(amount * ${nth(
      vendorKeys.map((key) => vendors[key].tax),
      'vendor',
    )}, 2) as tax_amount, currency,
    case when task is not null then 'PO-' || split_part(invoice_number, '-', 1) || '-' || (7100 + task) end as po_number,
    case when ${isPaid} then cast(paid as timestamptz) + interval 10 hour end as paid_at
  from (
    select *, cast(${onWeekday('due')} as date) as paid from (select *, invoice_date + terms + ${delay} as due from line)
  ) where invoice_date + 2 <= date '${calendar.through}'`;
}

/** `ref_fx_rate`: to dollars, and back. The budget's rates were fixed before the year. */
export function fxSelect(): string {
  return `with both_ways as (
      select date, weekday, currency as f, 'USD' as t, rate as r from fx union all select date, weekday, 'USD', currency, 1 / rate from fx
    ), monthly as (
      select cast(date_trunc('month', date) as date) as month, f, t, avg(cast(r as decimal(18, 10))) as average, arg_max(r, date) as last from both_ways where weekday < 5 group by all
    ), rates as (
      select date, f, t, 'spot_daily' as kind, r from both_ways where weekday < 5
      union all select month, f, t, 'month_average', average from monthly union all select month, f, t, 'month_end', last from monthly
      union all select month, f, t, 'budget', case when f = 'EUR' then 1.08 when f = 'GBP' then 1.26 when t = 'EUR' then 1 / 1.08 else 1 / 1.26 end from monthly
    )
    select ${firstRecord + 200_000} + row_number() over (order by date, f, t, kind) as _record, date as rate_date, f as from_currency, t as to_currency,
      kind as rate_type, round(r, 10) as rate from rates`;
}

/** `fact_budget`: planned in dollars before the year, and once more in its middle, when volume had outgrown the plan; of whole months, the running one with its days to come. */
export function budgetSelect(calendar: Calendar): string {
  const fy = `FY${calendar.through.slice(2, 4)}`;
  const revised = monthOf(calendar, 24);
  return `with months as (
      select cast(date_trunc('month', date) as date) as month, sum(case when is_open then 1 else 0 end) as open_days, min(week) as week
      from day group by all having min(d) < 364
    ), plans as (
      select * from (values ('${fy}-v1', false, 0.98::double, date '${calendar.from}' - 40), ('${fy}-v2', true, 1.06::double, date '${revised}')) given(version, is_current, factor, approved)
    ), planned as (
      select version, is_current, approved, month, vendor, task, 'labeling' as category,
        round(per_day * share * open_days * factor * (0.76 + 0.44 * week / 51.0), 0) as items, price,
        case unit when 'judgement' then judgements when 'hour' then judgements * seconds * 1.2 / 3600 else 1 end as units,
        case currency when 'EUR' then 1.08 when 'GBP' then 1.26 else 1 end as fx
      from months, plans, price
    )
    select ${firstRecord + 300_000} + row_number() over (order by version, month, vendor, task, category) as _record,
      'budget-' || version || ':' || month || ':' || coalesce(vendor::varchar || '-' || task, category) as budget_line_id,
      version as budget_version, is_current, month as period_month, ${nth(vendorKeys.map(vendorId), 'vendor')} as vendor_id,
      ${nth(tasks.map(taskId), 'task')} as task_id, category as cost_category, 'USD' as currency, round(amount, 2) as amount,
      items as planned_accepted, round(items * units, 4) as planned_billed, round(price * fx, 6) as planned_unit_price,
      cast(approved as timestamptz) + interval 9 hour as approved_at
    from (
      select *, items * units * price * fx as amount from planned
      union all by name
      select version, is_current, approved, month, vendor, category, amount from months, plans,
        (values ('platform', ${vendorAt('brightmoor')}, ${platformFee}), ('training', null, 750)) fixed(category, vendor, amount)
    )`;
}
