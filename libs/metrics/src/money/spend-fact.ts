import type { RawBuilder } from 'kysely';
import type { Fact, RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { value } from '../dialect.ts';
import { dimensionColumns } from '../fact.ts';
import { oldest } from '../plan/span.ts';
import { accrualQueries } from './accruals.ts';
import { knownCost, knownCostQuery } from './known-cost.ts';
import { spendView } from './spend-view.ts';

const dimensions = {
  vendor: { expression: sql.ref('s.vendor_id') },
  task: { expression: sql.ref('s.task_id') },
  cost_category: { expression: sql.ref('s.cost_category') },
  unit: { expression: sql.ref('s.unit') },
  currency: { expression: sql.ref('s.currency') },
} as const satisfies Fact['dimensions'];

const named = { dimensions, joins: {} };
const current = sql`coalesce(l.is_test, false) = false and l.voided_at is null`;

/** Lines with the days of service of what they credit (E5); by ledger the day of posting is all that counts. */
function lineRows({ tables, functions: f, bounds, money }: RelationScope): RawBuilder<unknown> {
  const isLedger = money.basis === 'ledger';
  // Days have no zone: a bound too wide by one on either side holds them all, and buckets cut exactly.
  const posted = isLedger
    ? sql`l.posting_date >= ${value('date', bounds.from.slice(0, 10))} and l.posting_date <= ${value('date', bounds.to.slice(0, 10))}`
    : sql`l.posting_date >= ${value('date', oldest)}`;
  const [from, to] = [sql`coalesce(c.service_from, l.service_from)`, sql`coalesce(c.service_to, l.service_to)`];
  const one = f.cast(sql`1`, 'dec');
  return sql`
    select l.invoice_line_id as spend_id, 'line' as source, l.vendor_id, l.task_id, l.batch_id, l.cost_category, l.unit, l.line_kind, l.status, l.qty, l.unit_price,
      l.amount, l.currency, l.posting_date as booked_on, ${from} as span_from, ${to} as span_to,
      ${isLedger ? sql`false` : sql`coalesce(${from} < ${to}, false)`} as is_spread,
      l.line_kind in ('credit_note', 'refund') and l.credits_line_id is null as is_unlinked, 'month_average' as rate_type, l.amount as exact, ${one} as up, ${one} as down
    from ${tables('fact_invoice_line')} l
    left join ${tables('fact_invoice_line')} c on c.invoice_line_id = l.credits_line_id and c.voided_at is null
    where ${posted} and ${current}`;
}

/** Lines and, by service, what is owed: the parts of a statement that end with `spend` and how far cost is known. */
export function spentQueries(scope: RelationScope): readonly NamedQuery[] {
  const known = [knownCost, knownCostQuery(scope)] as const;
  if (scope.money.basis === 'ledger') return [['spend', lineRows(scope)], known];
  return [...accrualQueries(scope), ['spend', sql`${lineRows(scope)}\n    union all select * from accrual`], known];
}

/** Rows that are lined up already, and the day after the last of each that is counted. */
interface SpentRows {
  readonly from: string;
  readonly seenTo: RawBuilder<unknown>;
  readonly dimensions: Fact['dimensions'];
}

/** Rates of the service month, row by row; money in the reporting currency needs none (E6). */
export function convertedRows(
  { tables, functions: f, money, dimensions: asked }: RelationScope,
  { from, seenTo, dimensions: own }: SpentRows,
): RawBuilder<unknown> {
  const isLedger = money.basis === 'ledger';
  const currency = value('str', money.currency);
  const month = f.bucketOf(sql`coalesce(s.span_from, s.booked_on)`, 'month');
  return sql`
    select s.*, ${seenTo} as seen_to, s.spend_id as cluster_key, ${f.cast(sql`1`, 'flt')} as weight, ${isLedger ? sql`true` : sql`s.is_spread`} as is_dated,
      case when s.currency = ${currency} then 1 else fx.rate end as fx_rate${dimensionColumns({ dimensions: own }, asked)}
    from ${sql.raw(from)} s
    left join ${tables('ref_fx_rate')} fx on fx.from_currency = s.currency and fx.to_currency = ${currency} and fx.rate_type = s.rate_type
      and fx.rate_date = ${month} and coalesce(fx.is_test, false) = false and fx.voided_at is null`;
}

/** Money that was billed or is owed. Amounts are dealt to days by the shape that reads it. */
export const spendFact = {
  table: 'fact_invoice_line',
  reads: ['fact_invoice_line', 'fact_delivery', 'fact_time_entry', 'ref_rate_card', 'ref_fx_rate', 'dim_task'],
  view: spendView,
  times: { booked_on: { type: 'date', dates: ['posting_date'] } },
  ...named,
  guard: null,
  samples: null,
  isGraded: false,
  isMoney: true,
  key: 'spend_id',
  shown: [
    { name: 'spend_id', title: 'Line', type: 'str' },
    { name: 'source', title: 'Billed or owed', type: 'str' },
    { name: 'vendor_id', title: 'Vendor', type: 'str', dimension: 'vendor' },
    { name: 'task_id', title: 'Task', type: 'str', dimension: 'task' },
    { name: 'batch_id', title: 'Batch', type: 'str' },
    { name: 'cost_category', title: 'For', type: 'str' },
    { name: 'line_kind', title: 'Kind', type: 'str' },
    { name: 'status', title: 'Status', type: 'str' },
    { name: 'qty', title: 'Quantity', type: 'dec' },
    { name: 'amount', title: 'Amount', type: 'dec' },
    { name: 'currency', title: 'Currency', type: 'str' },
    { name: 'span_from', title: 'Service from', type: 'date' },
    { name: 'span_to', title: 'Service to', type: 'date' },
  ],
  relation: (scope) => [
    ...spentQueries(scope),
    ['fact_row', convertedRows(scope, { from: 'spend', seenTo: sql`s.span_to`, dimensions })],
  ],
  bare: (scope) => sql`
    select 1 as one${dimensionColumns(named, scope.dimensions)}
    from ${scope.tables('fact_invoice_line')} s
    where s.posting_date >= ${value('date', oldest)} and coalesce(s.is_test, false) = false and s.voided_at is null`,
} as const satisfies Fact;
