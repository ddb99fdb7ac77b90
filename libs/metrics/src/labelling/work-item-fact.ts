import type { CountedDate } from '@assay/model';
import type { RawBuilder } from 'kysely';
import type { Fact, RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { dimensionColumns, joinsFor, standsForItself } from '../fact.ts';
import { within } from '../plan/bounds.ts';
import { deliveredItems } from './delivered-items.ts';
import { itemColumns, workDimensions as dimensions, workJoins as joins } from './work-dimensions.ts';
import { workItemView } from './work-item-view.ts';

const named = { dimensions, joins };
const current = sql`coalesce(w.is_test, false) = false and w.voided_at is null`;

const times = {
  accepted_at: { type: 'ts', dates: ['accepted_at'] },
  first_submitted_at: { type: 'ts', dates: ['first_submitted_at'] },
  decided_at: { type: 'ts', dates: ['accepted_at', 'rejected_at'] },
} as const satisfies Fact['times'];

/** What tells a withdrawal from the item itself: it has no date but its own, and takes one off. */
interface Entry {
  /** What the rows are read from, by the columns of items. */
  readonly from: RawBuilder<unknown>;
  /** Tells rows apart. */
  readonly id: RawBuilder<unknown>;
  readonly quantity: RawBuilder<unknown>;
  readonly accepted: RawBuilder<unknown>;
  readonly date: (column: string) => RawBuilder<unknown>;
  readonly weight: number;
  readonly isRevoked: RawBuilder<unknown>;
  readonly isWithdrawal: boolean;
}

function entries(entry: Entry, scope: RelationScope): RawBuilder<unknown> {
  const { functions: f } = scope;
  const { from, id, quantity, accepted, date, weight, isRevoked, isWithdrawal } = entry;
  return sql`
    select ${id} as work_item_id, w.task_version_id, w.vendor_id, w.item_id, w.batch_id, w.work_item_id is null as is_delivery, w.purpose, w.is_duplicate, w.status, w.first_decision,
      w.rework_reason, w.acceptance_basis, w.rework_count, ${accepted} as accepted_at, ${date('w.first_submitted_at')} as first_submitted_at,
      ${date('coalesce(w.accepted_at, w.rejected_at)')} as decided_at,
      ${isRevoked} as is_revoked, ${sql.lit(isWithdrawal)} as is_withdrawal,
      w.first_decided_at is not null as is_decided,
      w.rework_count >= 1 as was_sent_back,
      case when w.rework_count >= 1 then w.rework_count end as rounds,
      w.relabel_of_work_item_id is not null as is_refresh,
      case when w.accepted_at is not null and w.revoked_at is null then 'accepted' when coalesce(w.rejected_at, w.revoked_at) is not null then 'rejected' end as verdict,
      coalesce(w.batch_id, w.work_item_id) as cluster_key,
      ${f.cast(sql.lit(weight), 'flt')} as weight, ${f.cast(quantity, 'flt')} as quantity${dimensionColumns(named, scope.dimensions)}
    from ${from} w
    ${joinsFor(named, scope)}`;
}

/** Items that some date asked for may put into the periods. */
function itemsIn(scope: RelationScope): RawBuilder<unknown> {
  const dates = scope.times.flatMap((time): readonly CountedDate[] => times[time as keyof typeof times].dates);
  const reached: readonly CountedDate[] = scope.items === 'ledger' ? [...dates, 'revoked_at'] : dates;
  return sql`where ${within('w.created_at', scope.reaching('fact_work_item', reached))} and ${current}`;
}

/**
 * By ledger a withdrawn acceptance stays where it was, and the withdrawal is taken off its own period (E4). Of vendors without
 * items, what was accepted of their deliveries is asked for with the verdicts.
 */
function relation(scope: RelationScope): readonly NamedQuery[] {
  const { functions: f, tables } = scope;
  const none = () => f.cast(sql`null`, 'ts') as RawBuilder<unknown>;
  const from = tables('fact_work_item');
  const isLedger = scope.items === 'ledger';
  const item: Entry = {
    ...{ from, id: sql`w.work_item_id`, quantity: sql`1`, accepted: sql`w.accepted_at`, weight: 1 },
    ...{ date: (column) => sql.raw(column), isWithdrawal: false },
    isRevoked: isLedger ? sql`false` : sql`w.revoked_at is not null`,
  };
  const withdrawal: Entry = {
    ...{ from, id: sql`w.work_item_id || ' withdrawn'`, quantity: sql`1`, accepted: sql`w.revoked_at`, weight: -1 },
    ...{ date: none, isWithdrawal: true, isRevoked: sql`false` },
  };
  const delivery: Entry = {
    ...item,
    ...{
      from: sql`delivered_item`,
      id: sql`w.batch_id || ' ' || w.outcome`,
      quantity: sql`w.quantity`,
      accepted: none(),
    },
  };
  const hasDeliveries = scope.times.includes('decided_at');
  const parts = [
    sql`${entries(item, scope)}
    ${itemsIn(scope)}`,
    ...(isLedger
      ? [
          sql`${entries(withdrawal, scope)}
    ${itemsIn(scope)} and w.accepted_at is not null and w.revoked_at is not null`,
        ]
      : []),
    ...(hasDeliveries ? [entries(delivery, scope)] : []),
  ];
  return [
    ...(hasDeliveries ? [['delivered_item', deliveredItems(scope)] as const] : []),
    ['fact_row', sql.join(parts, sql`\n    union all`)],
  ];
}

/** Units of labelling work; batches are their clusters, an item without one is its own. */
export const workItemFact = {
  table: 'fact_work_item',
  reads: ['fact_work_item', 'fact_delivery'],
  view: workItemView,
  times,
  ...named,
  ...standsForItself,
  isAccepted: true,
  quantity: 'quantity',
  key: 'work_item_id',
  shown: [
    ...itemColumns,
    { name: 'quantity', title: 'Quantity', type: 'flt' },
    { name: 'status', title: 'Status', type: 'str' },
    { name: 'first_decision', title: 'First verdict', type: 'str' },
    { name: 'rework_count', title: 'Times sent back', type: 'int' },
    { name: 'rework_reason', title: 'Why', type: 'str' },
  ],
  relation,
  bare: (scope) => sql`
    select 1 as one${dimensionColumns(named, scope.dimensions)}
    from ${scope.tables('fact_work_item')} w
    ${joinsFor(named, scope)}
    where ${within('w.created_at', scope.bounds)} and ${current}`,
} as const satisfies Fact;
