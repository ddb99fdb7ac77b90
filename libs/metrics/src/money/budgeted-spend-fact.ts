import type { Day } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { Fact, RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { addMonths } from '@assay/contract';
import { sql } from 'kysely';
import type { DimensionId } from '../dimensions.ts';
import { and, value } from '../dialect.ts';
import { dimensionColumns } from '../fact.ts';
import { oldest } from '../plan/span.ts';
import { knownCost } from './known-cost.ts';
import { convertedRows, spendFact, spentQueries } from './spend-fact.ts';

const { vendor, task, cost_category } = spendFact.dimensions;
/** A budget names neither a unit of work nor the currency of its vendor's bills. */
const dimensions = { vendor, task, cost_category } as const satisfies Fact['dimensions'];

/** A line names this. */
function namedBy(id: DimensionId): readonly RawBuilder<boolean>[] {
  const found = (dimensions as Fact['dimensions'])[id];
  return found ? [sql<boolean>`${found.expression} is not null`] : [];
}

const inForce = sql`coalesce(b.is_test, false) = false and b.voided_at is null`;
const isMeant = ({ budgetVersion }: RelationScope['money']): RawBuilder<unknown> =>
  budgetVersion === undefined ? sql`b.is_current = true` : sql`b.budget_version = ${value('str', budgetVersion)}`;

const monthOf = (instant: string): Day => `${instant.slice(0, 7)}-01` as Day;

/** Lines of a version of the budget with the days of their month; of no vendor where it is not allocated. */
function budgetRows({ tables, functions: f, bounds, money }: RelationScope): RawBuilder<unknown> {
  const text = (name: string): RawBuilder<unknown> => sql`${f.cast(sql`null`, 'str')} as ${sql.ref(name)}`;
  const none = (name: string): RawBuilder<unknown> => sql`${f.cast(sql`null`, 'dec')} as ${sql.ref(name)}`;
  const from = f.bucketOf(sql`b.period_month`, 'month');
  const to = f.bucketOf(f.laterDay(from, 31), 'month');
  const one = f.cast(sql`1`, 'dec');
  return sql`
    select b.budget_line_id as spend_id, 'budget' as source, b.vendor_id, b.task_id, ${text('batch_id')}, b.cost_category, ${text('unit')}, ${text('line_kind')}, ${text('status')},
      ${none('qty')}, ${none('unit_price')}, b.amount, b.currency, ${from} as booked_on, ${from} as span_from, ${to} as span_to,
      true as is_spread, false as is_unlinked, 'budget' as rate_type, b.amount as exact, ${one} as up, ${one} as down
    from ${tables('fact_budget')} b
    where b.period_month >= ${value('date', monthOf(bounds.from))} and b.period_month < ${value('date', addMonths(monthOf(bounds.to), 1))} and ${isMeant(money)} and ${inForce}`;
}

/** Both sides of the same days: nothing counts of what lies after the last day whose cost is known. */
function relation(scope: RelationScope): readonly NamedQuery[] {
  const seenTo = sql`case when s.span_to < s.known_to then s.span_to else s.known_to end`;
  return [
    ...spentQueries(scope),
    [
      'budgeted',
      sql`
    select p.*, k.known_to
    from (select * from spend union all ${budgetRows(scope)}) p cross join ${sql.raw(knownCost)} k
    where not p.is_spread or p.span_from < k.known_to`,
    ],
    ['fact_row', convertedRows(scope, { from: 'budgeted', seenTo, dimensions })],
  ];
}

/** Money that was billed or is owed, and what was planned. */
export const budgetedSpendFact = {
  ...spendFact,
  reads: [...spendFact.reads, 'fact_budget'],
  dimensions,
  shown: spendFact.shown.map((column) =>
    column.name === 'source' ? { ...column, title: 'Billed, owed or planned' } : column,
  ),
  relation,
  // A line that is for all vendors, say, is of no unknown one: it has a share in the others.
  bare: (scope) => sql`
    select 1 as one${dimensionColumns({ dimensions }, scope.dimensions)}
    from ${scope.tables('fact_budget')} s
    where s.period_month >= ${value('date', oldest)} and s.is_current = true and coalesce(s.is_test, false) = false and s.voided_at is null
      and ${and(...scope.dimensions.flatMap((id) => namedBy(id)))}`,
} as const satisfies Fact;
