import type { Day, DayRange } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { addMonths } from '@assay/contract';
import { sql } from 'kysely';
import { value } from '../dialect.ts';
import { inForce } from './in-force.ts';

const monthOf = (instant: string): Day => `${instant.slice(0, 7)}-01` as Day;

/** The days of each month asked for that have elapsed; an empty stretch where none has. */
function elapsedMonths({ bounds, elapsedTo }: Pick<RelationScope, 'bounds' | 'elapsedTo'>): readonly DayRange[] {
  const months: DayRange[] = [];
  for (let from = monthOf(bounds.from); from <= monthOf(bounds.to) && from < elapsedTo; from = addMonths(from, 1)) {
    const to = addMonths(from, 1);
    months.push({ from, to: to < elapsedTo ? to : elapsedTo });
  }
  return months.length === 0 ? [{ from: elapsedTo, to: elapsedTo }] : months;
}

function feeMonths(scope: RelationScope): RawBuilder<unknown> {
  const { functions: f } = scope;
  const rows = elapsedMonths(scope).map(
    ({ from, to }) =>
      sql`select ${f.cast(value('date', from), 'date')} as month_from, ${f.cast(value('date', to), 'date')} as month_to`,
  );
  return sql`
    ${sql.join(rows, sql` union all\n    `)}`;
}

/** Fixed fees with their elapsed days of each month: a month is converted with its own rate. */
function fees({ tables, functions: f }: RelationScope): RawBuilder<unknown> {
  return sql`
    select r.rate_id, r.vendor_id, r.task_id, r.unit, r.unit_price, r.currency, ${f.daysBetween(sql`r.valid_from`, sql`r.valid_to`)} as days_of,
      case when r.valid_from > m.month_from then r.valid_from else m.month_from end as part_from,
      case when r.valid_to < m.month_to then r.valid_to else m.month_to end as part_to
    from ${tables('ref_rate_card')} r
    join fee_month m on r.valid_from < m.month_to and (r.valid_to is null or r.valid_to > m.month_from)
    where r.billing_basis = 'fixed' and coalesce(r.qty_from, 0) = 0 and ${inForce('r')}`;
}

/** Where billed days begin and end; the end of a fee's days closes the last stretch that nobody billed. */
function feeEdges({ tables }: RelationScope): RawBuilder<unknown> {
  return sql`
    select p.rate_id, p.part_from, l.service_from as billed_from, l.service_to as billed_to
    from fee p
    join ${tables('fact_invoice_line')} l on l.vendor_id = p.vendor_id and (p.task_id is null or l.task_id is null or l.task_id = p.task_id)
      and l.service_from < l.service_to and l.service_from < p.part_to and l.service_to > p.part_from
    where l.status in ('approved', 'disputed', 'paid') and ${inForce('l')}
      and (l.line_kind = 'fixed_fee' or l.unit = 'fixed' or (l.batch_id is null and l.cost_category in ('labeling', 'rework')))
    union all select rate_id, part_from, part_to, part_to from fee`;
}

/** Stretches of days of a fee that are in no line. */
function feeGaps(): RawBuilder<unknown> {
  return sql`
    select rate_id, part_from, open_from, billed_from as open_to
    from (
      select e.*, coalesce(max(billed_to) over (partition by rate_id, part_from order by billed_from, billed_to rows between unbounded preceding and 1 preceding), part_from) as open_from
      from fee_edge e
    ) g
    where open_from < billed_from`;
}

/**
 * What is owed of fixed fees (metrics.md 5.2: by days elapsed over days of service): a row for each stretch of days within a
 * month that has elapsed and that no line bills, in the columns of accruals.
 *
 * model.md says of a rate card how long its price holds, and of a fixed fee nothing else. So its days of service are those of
 * the card, `[valid_from, valid_to)`, and `unit_price` is for all of them together; a fee a month is a card a month. Of a card
 * without an end no day's part is known: its days are told as rows without an amount, never as 0. A card does not say what its
 * fee is for: as with the other accruals that is labelling, until a line says otherwise. It is billed by any line of its
 * vendor (and task) for a fixed fee, and by one for labelling or rework of no batch, whatever the amounts, so that nothing
 * counts twice. A fee that is due from a quantity on is not owed by days. A day has elapsed when it is over and the data
 * reaches it.
 */
export function feeQueries(scope: RelationScope): readonly NamedQuery[] {
  const { functions: f } = scope;
  const flt = (expression: RawBuilder<unknown>): RawBuilder<unknown> => sql`${f.cast(expression, 'flt')}`;
  const dec = (expression: RawBuilder<unknown>): RawBuilder<unknown> => sql`${f.cast(expression, 'dec')}`;
  const text = (name: string): RawBuilder<unknown> => sql`${f.cast(sql`null`, 'str')} as ${sql.ref(name)}`;
  const days = sql`${f.daysBetween(sql`g.open_from`, sql`g.open_to`)}`;
  const part = sql`${flt(days)} / p.days_of`;
  return [
    ['fee_month', feeMonths(scope)],
    ['fee', fees(scope)],
    ['fee_edge', feeEdges(scope)],
    ['fee_gap', feeGaps()],
    [
      'fee_accrual',
      sql`
    select ${f.concat(sql`p.rate_id`, sql.lit(':'), f.cast(sql`g.open_from`, 'str'), sql.lit(':fee'))} as spend_id, 'fee' as source, p.vendor_id, p.task_id, ${text('batch_id')},
      'labeling' as cost_category, p.unit, ${text('line_kind')}, ${text('status')}, ${dec(part)} as qty, p.unit_price, ${dec(sql`${part} * ${flt(sql`p.unit_price`)}`)} as amount,
      p.currency, g.open_from as booked_on, g.open_from as span_from, g.open_to as span_to, true as is_spread, false as is_unlinked, 'month_end' as rate_type,
      case when p.days_of is not null then ${dec(sql`${f.multiply(dec(days), sql`p.unit_price`)}`)} end as exact, ${dec(sql`1`)} as up, ${dec(sql`coalesce(p.days_of, 1)`)} as down
    from fee_gap g join fee p on p.rate_id = g.rate_id and p.part_from = g.part_from`,
    ],
  ];
}
