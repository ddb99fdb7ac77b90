import type { RawBuilder } from 'kysely';
import type { Fact, RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { value } from '../dialect.ts';
import { dimensionColumns } from '../fact.ts';
import { Field } from '../field.ts';
import { inForce } from '../money/in-force.ts';
import { spentQueries } from '../money/spend-fact.ts';
import { oldest } from '../plan/span.ts';
import { ownTimeQueries } from './own-time.ts';

const dimensions = {
  vendor: { expression: sql.ref('b.vendor_id') },
  task: { expression: sql.ref('b.task_id') },
  complexity_tier: { expression: sql.ref('b.complexity_tier') },
  unit: { expression: sql.ref('b.unit') },
} as const satisfies Fact['dimensions'];

const named = { dimensions, joins: {} };

/** A batch with what it cost, as definitions see it. */
export const batchCostView = {
  id: new Field('batch_id'),
  /** True where something was billed or is owed for it. */
  costed: new Field('is_costed'),
  /** True where all that was has an exchange rate. */
  converted: new Field('is_converted'),
  /** True where all that the own team's time on it cost is known, or is not asked for. */
  ownTimeKnown: new Field('is_own_time_known'),
} as const;

/** Part of the statement with what each batch cost: amounts are multiplied by `up` and `fx_rate`, divided by `down`. */
export const costLines = 'cost_line';

function batches({ tables }: RelationScope): RawBuilder<unknown> {
  return sql`
    select d.batch_id, d.vendor_id, t.task_id, t.complexity_tier, d.unit, d.service_from, d.service_to, d.decision, d.qty_submitted, d.qty_accepted
    from ${tables('fact_delivery')} d
    left join ${tables('dim_task')} t on t.task_version_id = d.task_version_id and t.voided_at is null
    where d.service_from >= ${value('date', oldest)} and ${inForce('d')}`;
}

const isFull = ({ money }: Pick<RelationScope, 'money'>): boolean => money.scope === 'full';

/** Lines for labelling and rework, and in full for audits, with the batch and the days of what they credit (E5); drafts and voids are out. */
function workLines(scope: RelationScope): RawBuilder<unknown> {
  const { tables } = scope;
  const categories = ['labeling', 'rework', ...(isFull(scope) ? ['audit'] : [])].map((each) => sql.lit(each));
  return sql`
    select l.invoice_line_id, l.vendor_id, l.cost_category <> 'audit' as is_work, coalesce(l.task_id, c.task_id) as task_id, coalesce(l.batch_id, c.batch_id) as batch_id, l.amount, l.currency,
      coalesce(c.service_from, l.service_from) as service_from, coalesce(c.service_to, l.service_to) as service_to
    from ${tables('fact_invoice_line')} l
    left join ${tables('fact_invoice_line')} c on c.invoice_line_id = l.credits_line_id and c.voided_at is null
    where l.posting_date >= ${value('date', oldest)} and l.status in ('approved', 'disputed', 'paid') and l.cost_category in (${sql.join(categories)}) and l.amount is not null
      and ${inForce('l')}`;
}

/** A line without a batch, and a fee that is owed, are dealt to the vendor's and task's batches of their days, by what was submitted. */
function sharedLines(): RawBuilder<unknown> {
  return sql`
    select b.batch_id, l.amount, l.currency, l.service_from, l.rate_type, l.per, l.is_work, b.qty_submitted as up, sum(b.qty_submitted) over (partition by l.spend_id) as down
    from (
      select invoice_line_id as spend_id, vendor_id, task_id, amount, currency, service_from, service_to, 'month_average' as rate_type, 1 as per, is_work from work_line where batch_id is null
      union all select spend_id, vendor_id, task_id, exact, currency, span_from, span_to, rate_type, down, true from accrual where source = 'fee' and exact is not null
    ) l
    join batch b on b.vendor_id = l.vendor_id and (l.task_id is null or b.task_id = l.task_id) and b.service_from >= l.service_from and b.service_from < l.service_to
    where b.qty_submitted > 0`;
}

/** Hours of a day that no line is about are dealt to its vendor's and task's batches that were worked on then. */
function sharedHours(): RawBuilder<unknown> {
  return sql`
    select b.batch_id, h.exact, h.currency, h.span_from, h.rate_type, h.down as per, b.qty_submitted as up, sum(b.qty_submitted) over (partition by h.spend_id) as down
    from accrual h
    join batch b on b.vendor_id = h.vendor_id and (h.task_id is null or b.task_id = h.task_id) and b.service_from <= h.span_from and b.service_to > h.span_from
    where h.source = 'hours' and h.exact is not null and b.qty_submitted > 0`;
}

function costs(scope: RelationScope): RawBuilder<unknown> {
  const { functions: f } = scope;
  const one = f.cast(sql`1`, 'dec');
  const dec = (expression: RawBuilder<unknown>): RawBuilder<unknown> => sql`${f.cast(expression, 'dec')}`;
  return sql`
    select batch_id, amount, currency, service_from, 'month_average' as rate_type, ${one} as up, ${one} as down, is_work from work_line where batch_id is not null
    union all select batch_id, amount, currency, service_from, rate_type, ${dec(sql`up`)}, ${dec(sql`down * per`)}, is_work from shared_line
    union all select batch_id, exact, currency, span_from, rate_type, up, down, true from accrual where batch_id is not null and exact is not null
    union all select batch_id, exact, currency, span_from, rate_type, ${dec(sql`up`)}, ${dec(sql`down * per`)}, true from shared_hours${
      isFull(scope)
        ? sql`
    union all select batch_id, amount, currency, entry_date, 'month_average', ${dec(sql`up`)}, ${dec(sql`down`)}, false from shared_time where amount is not null`
        : sql``
    }`;
}

function converted({ tables, functions: f, money }: RelationScope): RawBuilder<unknown> {
  const currency = value('str', money.currency);
  return sql`
    select k.batch_id, k.is_work, k.amount, k.currency, k.up, k.down, case when k.currency = ${currency} then 1 else fx.rate end as fx_rate
    from cost k
    left join ${tables('ref_fx_rate')} fx on fx.from_currency = k.currency and fx.to_currency = ${currency} and fx.rate_type = k.rate_type
      and fx.rate_date = ${f.bucketOf(sql`k.service_from`, 'month')} and ${inForce('fx')}`;
}

/** As floats, which only the spread between batches is worked out of. */
function costOfBatches({ functions: f }: RelationScope): RawBuilder<unknown> {
  const flt = (name: string): RawBuilder<unknown> => sql`${f.cast(sql.ref(name), 'flt')}`;
  return sql`
    select batch_id, sum(${flt('amount')} * ${flt('fx_rate')} * ${flt('up')} / ${flt('down')}) as cost, ${f.countIf(sql`is_work`)} as works, ${f.countIf(sql`fx_rate is null`)} as unconverted
    from cost_line group by batch_id`;
}

/** Items accepted and not revoked since (E3, E4); gold and the like are no output, but their cost stays. */
function acceptedOfBatches({ tables }: RelationScope): RawBuilder<unknown> {
  return sql`
    select w.batch_id, count(*) as accepted
    from ${tables('fact_work_item')} w
    where w.batch_id is not null and w.accepted_at is not null and w.revoked_at is null and w.purpose = 'production' and ${inForce('w')}
    group by w.batch_id`;
}

function relation(scope: RelationScope): readonly NamedQuery[] {
  const { functions: f, bounds } = scope;
  return [
    ['batch', batches(scope)],
    ['work_line', workLines(scope)],
    ...spentQueries({ ...scope, money: { ...scope.money, basis: 'service' } }),
    ['shared_line', sharedLines()],
    ['shared_hours', sharedHours()],
    ...(isFull(scope) ? ownTimeQueries(scope) : []),
    ['cost', costs(scope)],
    [costLines, converted(scope)],
    ['batch_cost', costOfBatches(scope)],
    ['batch_accepted', acceptedOfBatches(scope)],
    [
      'fact_row',
      sql`
    select b.*, coalesce(a.accepted, 0) as accepted, coalesce(k.cost, 0) as cost, coalesce(k.works, 0) > 0 as is_costed, coalesce(k.unconverted, 0) = 0 as is_converted,
      ${isFull(scope) ? sql`coalesce(t.is_known, false)` : sql`true`} as is_own_time_known,
      b.batch_id as cluster_key, ${f.cast(sql`1`, 'flt')} as weight${dimensionColumns(named, scope.dimensions)}
    from batch b
    left join batch_cost k on k.batch_id = b.batch_id
    left join batch_accepted a on a.batch_id = b.batch_id${
      isFull(scope)
        ? sql`
    left join own_time_known t on t.batch_id = b.batch_id`
        : sql``
    }
    where b.service_from >= ${value('date', bounds.from.slice(0, 10))} and b.service_from <= ${value('date', bounds.to.slice(0, 10))}`,
    ],
  ];
}

/** Batches by their first day of work, with what they cost (by `scope`) and what came of them; which count is the same in every scope. */
export const batchCostFact = {
  table: 'fact_delivery',
  reads: [
    'fact_delivery',
    'fact_invoice_line',
    'fact_time_entry',
    'fact_work_item',
    'ref_rate_card',
    'ref_fx_rate',
    'dim_task',
    'dim_vendor',
  ],
  view: batchCostView,
  times: { service_from: { type: 'date', dates: ['service_from'] } },
  ...named,
  guard: null,
  samples: null,
  isGraded: false,
  isMoney: true,
  key: 'batch_id',
  shown: [
    { name: 'batch_id', title: 'Batch', type: 'str' },
    { name: 'vendor_id', title: 'Vendor', type: 'str', dimension: 'vendor' },
    { name: 'task_id', title: 'Task', type: 'str', dimension: 'task' },
    { name: 'decision', title: 'Decision', type: 'str' },
    { name: 'unit', title: 'Unit', type: 'str' },
    { name: 'qty_submitted', title: 'Submitted', type: 'dec' },
    { name: 'accepted', title: 'Items accepted', type: 'int' },
  ],
  relation,
  bare: (scope) => sql`
    select 1 as one${dimensionColumns(named, scope.dimensions)}
    from (
      select d.vendor_id, d.unit, t.task_id, t.complexity_tier
      from ${scope.tables('fact_delivery')} d
      left join ${scope.tables('dim_task')} t on t.task_version_id = d.task_version_id and t.voided_at is null
      where d.service_from >= ${value('date', oldest)} and ${inForce('d')}
    ) b`,
} as const satisfies Fact;
