import type { SetRule } from './rule.ts';
import { countedRows, keyText, roughly, setRule } from './rule.ts';

const line = countedRows('fact_invoice_line');
const rate = countedRows('ref_fx_rate');

/** Amounts that are converted: by which kind of rate, of the month of which date. */
const converted = [
  ['fact_invoice_line', 'invoice_line_id', 'service_from', 'month_average'],
  ['fact_budget', 'budget_line_id', 'period_month', 'budget'],
] as const;

/**
 * V-M1. The line stays, and is "unconverted" in metrics. Where all amounts are of one currency and no rate is loaded,
 * nothing is to be converted. Which side is the reporting currency is not asked: a rate may name it on either.
 */
function unconverted([table, key, at, kind]: (typeof converted)[number]): SetRule {
  return setRule('V-M1', 'error', {
    table,
    column: 'currency',
    reads: ['ref_fx_rate'],
    counts: 'rows',
    asked: 'load',
    breaks: (say) => `select a.${key} as key from ${countedRows(table)} a
      where a.currency is not null
        and (exists (select 1 from ${rate} r) or (select count(distinct currency) from ${countedRows(table)} b) > 1)
        and not exists (
          select 1 from ${rate} r where r.rate_type = '${kind}' and r.rate_date = ${say.bucketOf(`a.${at}`, 'month')}
            and (r.from_currency = a.currency or r.to_currency = a.currency))`,
  });
}

/** Seconds between two daily rates over the longest holidays; further apart a rate may have gone anywhere. */
const longestPause = 5 * 86_400;

const toleratedShare = 0.005;
function differs(stated: string, found: string): string {
  const offBy = `abs(${roughly(stated)} - ${found})`;
  return `(${offBy} > 1 and ${offBy} > ${toleratedShare} * ${roughly(stated)})`;
}

export const moneyRules: readonly SetRule[] = [
  ...converted.map(unconverted),
  // All credits of a line together; each may come in another file, so that no one record is at fault.
  setRule('V-M3', 'error', {
    table: 'fact_invoice_line',
    column: ['credits_line_id', 'amount'],
    reads: [],
    counts: 'rows',
    wrong: 'credits take off more than the line they reduce',
    asked: 'load',
    breaks: () => `select l.invoice_line_id as key from ${line} l join (
        select credits_line_id, sum(amount) as credited from ${line} c
        where line_kind in ('credit_note', 'refund') and status <> 'void' group by credits_line_id
      ) c on c.credits_line_id = l.invoice_line_id
      where l.amount + c.credited < 0`,
  }),
  setRule('V-M5', 'warning', {
    table: 'ref_fx_rate',
    column: 'rate',
    reads: [],
    counts: 'rows',
    asked: 'load',
    breaks: (say) => {
      const ofPair = 'over (partition by r.from_currency, r.to_currency, r.rate_type order by r.rate_date)';
      const since = say.secondsBetween(say.cast(`lag(r.rate_date) ${ofPair}`, 'ts'), say.cast('r.rate_date', 'ts'));
      return `select ${keyText(say, ['rate_date', 'from_currency', 'to_currency', 'rate_type'])} as key from (
        select r.rate_date, r.from_currency, r.to_currency, r.rate_type, ${roughly('r.rate')} as rate, ${roughly('back.rate')} as back,
          case when r.rate_type = 'spot_daily' then lag(${roughly('r.rate')}) ${ofPair} end as before,
          ${since} as since
        from ${rate} r left join ${rate} back on back.rate_date = r.rate_date and back.rate_type = r.rate_type
          and back.from_currency = r.to_currency and back.to_currency = r.from_currency
      ) n
      where (abs(rate - before) > 0.15 * before and since <= ${longestPause}) or abs(rate * back - 1) > 0.005`;
    },
  }),
  setRule('V-M6', 'error', {
    table: 'fact_budget',
    column: 'is_current',
    reads: [],
    counts: 'months',
    asked: 'load',
    breaks: (say) => `select ${say.cast('period_month', 'str')} as key from ${countedRows('fact_budget')} b
      where is_current = true group by period_month having count(distinct budget_version) > 1`,
  }),
  // Only items can be counted; where none of a batch is loaded, nothing is compared.
  setRule('V-M7', 'warning', {
    table: 'fact_delivery',
    column: ['qty_submitted', 'qty_accepted'],
    reads: ['fact_work_item'],
    counts: 'rows',
    asked: 'doctor',
    breaks: () => `select d.batch_id as key from ${countedRows('fact_delivery')} d join (
        select batch_id, count(first_submitted_at) as submitted,
          count(case when accepted_at is not null and revoked_at is null then 1 end) as accepted
        from ${countedRows('fact_work_item')} w where batch_id is not null group by batch_id
      ) w on w.batch_id = d.batch_id
      where d.unit = 'item'
        and (${differs('d.qty_submitted', 'w.submitted')} or ${differs('d.qty_accepted', 'w.accepted')})`,
  }),
  // Within a cent, so that a tax of a cent cannot be told. By whole cents: an invoice of many lines is not asked pair by pair.
  setRule('V-M8', 'warning', {
    table: 'fact_invoice_line',
    column: 'tax_amount',
    reads: [],
    counts: 'rows',
    asked: 'load',
    breaks: () => `select a.invoice_line_id as key from (
        select invoice_line_id, vendor_id, invoice_number, round(100 * ${roughly('amount')}) as cents from ${line} l
      ) a join (
        select distinct b.vendor_id, b.invoice_number,
          round(100 * (${roughly('b.amount')} + ${roughly('b.tax_amount')})) + near.n as cents
        from ${line} b cross join (select -1 as n union all select 0 union all select 1) near
        where b.tax_amount > 0.0105
      ) taxed on taxed.vendor_id = a.vendor_id and taxed.invoice_number = a.invoice_number and taxed.cents = a.cents`,
  }),
];
