import type { RawBuilder } from 'kysely';
import type { RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { value } from '../dialect.ts';
import { inForce } from '../money/in-force.ts';
import { oldest } from '../plan/span.ts';

/** What the own team does to the work of all: what others do of it is in their bills. */
const activities = ['review', 'adjudication', 'gold', 'rework'] as const;

function ownTime({ tables, functions: f }: RelationScope): RawBuilder<unknown> {
  return sql`
    select e.task_id, e.entry_date, e.currency, sum(e.cost_amount) as amount, ${f.countIf(sql`e.cost_amount is null`)} as unknown
    from ${tables('fact_time_entry')} e
    join ${tables('dim_vendor')} v on v.vendor_id = e.vendor_id and v.vendor_kind = 'internal' and v.voided_at is null
    where e.entry_date >= ${value('date', oldest)} and e.activity in (${sql.join(activities.map((each) => sql.lit(each)))}) and ${inForce('e')}
    group by e.task_id, e.entry_date, e.currency`;
}

function itemsOfBatches({ tables }: RelationScope): RawBuilder<unknown> {
  return sql`
    select w.batch_id, count(*) as items from ${tables('fact_work_item')} w where w.batch_id is not null and ${inForce('w')} group by w.batch_id`;
}

/** Vendors count their units in different ways, so time on the work of several is dealt by items. */
function sharedTime(): RawBuilder<unknown> {
  return sql`
    select b.batch_id, o.amount, o.currency, o.entry_date, o.unknown, i.items as up, sum(i.items) over (partition by o.task_id, o.entry_date, o.currency) as down
    from own_time o
    join batch b on (o.task_id is null or b.task_id = o.task_id) and b.service_from <= o.entry_date and b.service_to > o.entry_date
    join batch_items i on i.batch_id = b.batch_id`;
}

/**
 * What the own team's review, adjudication, gold and rework cost, dealt to the batches of the task that were worked on that
 * day. The internal cost is `cost_amount` of an entry of a vendor of kind internal. It is known of a batch between the first
 * and the last day that has one, where none of its own entries lacks it: there, no entry means that no time was spent.
 */
export function ownTimeQueries(scope: RelationScope): readonly NamedQuery[] {
  const { functions: f } = scope;
  return [
    ['own_time', ownTime(scope)],
    ['batch_items', itemsOfBatches(scope)],
    ['shared_time', sharedTime()],
    [
      'own_time_known',
      sql`
    select b.batch_id, ${f.countIf(sql`s.unknown > 0`)} = 0 and max(r.first_day) <= b.service_from and max(r.last_day) >= ${f.laterDay(sql`b.service_to`, -1)} as is_known
    from batch b
    cross join (select min(entry_date) as first_day, max(entry_date) as last_day from own_time where amount is not null) r
    left join shared_time s on s.batch_id = b.batch_id
    group by b.batch_id, b.service_from, b.service_to`,
    ],
  ];
}
