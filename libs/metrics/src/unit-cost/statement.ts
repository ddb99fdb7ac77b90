import type { LogicalType } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { Measure } from '../event-rate/statement.ts';
import type { Layout } from '../plan/slot.ts';
import type { Staged } from '../plan/staged.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import { sql } from 'kysely';
import { countNames, measuresOf, placedRows, plainCounts } from '../event-rate/statement.ts';
import { rowsOfSlots, splitColumn } from '../plan/slot-rows.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { knownCost } from '../money/known-cost.ts';
import { costLines } from './batch-cost-fact.ts';
import { list } from '../plan/select-list.ts';

/** Sums over batches: x is what came of a batch, y what it cost. */
export const momentNames = ['k', 'x', 'y', 'x2', 'y2', 'xy'] as const;
export const momentColumn = (names: Measure['names'], name: string): string => `${name}_${names.state}`;
/** The sum of amounts of one group, exact. */
export const costColumn = (names: Measure['names']): string => `cost_${names.state}`;

function moments({ metric, names }: Measure, f: StatementScope['functions']): readonly RawBuilder<unknown>[] {
  const x = sql`${f.cast(sql.ref(metric.kind === 'unit_cost' ? metric.denominator : 'weight'), 'flt')}`;
  const counted = sql`${sql.ref(names.state)} = 0`;
  const sums = { x, y: sql`cost`, x2: sql`${x} * ${x}`, y2: sql`cost * cost`, xy: sql`${x} * cost` };
  return momentNames.map((name) => {
    // A batch with nothing on either side says nothing of the spread.
    const sum = name === 'k' ? f.countIf(sql`${counted} and (${x} <> 0 or cost <> 0)`) : f.sumIf(counted, sums[name]);
    return sql`${sum} as ${sql.ref(momentColumn(names, name))}`;
  });
}

/** Sums of batches by bucket and, in rows of their own, exact amounts in groups that are converted and divided alike. */
export function unitCosts(layout: Layout, scope: StatementScope): Staged {
  return {
    layout,
    sums: (longer) => [
      ...longer.fact.relation(relationScope(longer, boundsOf(longer, scope.zone), scope)),
      ['placed', placedRows(longer, scope)],
    ],
    read: ['placed', costLines, knownCost],
    slots: [['slot_row', rowsOfSlots(layout, scope)]],
    answer: answerOf(layout, scope),
  };
}

function answerOf(layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const { functions: f } = scope;
  const measures = measuresOf(layout);
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)].map((name) => sql.ref(name));
  const groups = ['currency', 'fx_rate', 'down'].map((name) => sql.ref(name));
  const none = (type: LogicalType, name: string): RawBuilder<unknown> =>
    sql`${f.cast(sql`null`, type)} as ${sql.ref(name)}`;
  const counted = measures.flatMap((each) => [...plainCounts(each, f), ...moments(each, f)]);
  const zeros = measures.flatMap(({ names }) =>
    [...countNames(names), ...momentNames.map((name) => momentColumn(names, name))].map(
      (name) => sql`0 as ${sql.ref(name)}`,
    ),
  );
  const noGroup = [none('str', 'currency'), none('dec', 'fx_rate'), none('dec', 'down')];
  const noCosts = measures.map(({ names }) => none('dec', costColumn(names)));
  const costs = measures.map(
    ({ names }) =>
      sql`${f.sumIf(sql`${sql.ref(names.state)} = 0 or fx_rate is null`, f.multiply(sql`amount`, sql`up`))} as ${sql.ref(costColumn(names))}`,
  );
  return sql`
  select ${list([...keys, sql`'batches' as part`, ...noGroup, ...counted, ...noCosts, none('date', 'known_to')])}
  from slot_row
  where bucket is not null
  group by ${list(keys)}
  union all
  select ${list([...keys, sql`'costs' as part`, ...groups, ...zeros, ...costs, none('date', 'known_to')])}
  from slot_row s join ${sql.raw(costLines)} c on c.batch_id = s.batch_id
  where bucket is not null
  group by ${list([...keys, ...groups])}
  union all
  select ${list([none('int', 'slot'), none('date', 'bucket'), ...layout.splits.map((id) => none('str', splitColumn(id))), sql`'reach' as part`, ...noGroup, ...zeros, ...noCosts, sql`known_to`])}
  from ${sql.raw(knownCost)}`;
}
