import type { Result, Statement } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { CellParts, SlotCells } from '../evaluate/cell.ts';
import type { Layout } from './slot.ts';
import type { StatementScope } from './statement-scope.ts';
import type { Day } from '@assay/contract';
import { sql } from 'kysely';
import { amount, readerOf } from '../evaluate/cell.ts';
import { sliceAt } from './slice-at.ts';
import { dayColumns, rowsOfSlots, splitColumn } from './slot-rows.ts';
import { stateExpression } from './state.ts';
import { boundsOf, relationScope } from './statement-scope.ts';
import { withQueries } from './with-queries.ts';
import { factRowsWith } from './fact-rows.ts';
import { list } from './select-list.ts';

/** How many people did the work that the numbers of a statement are of. */
export interface PeopleStatement {
  readonly statement: Statement;
  readonly read: (result: Result) => SlotCells<number>;
}

const peopleColumn = (index: number): string => `people_${index}`;

/** Different people whose work counts, by metric, in every slot; null where rows are nobody's work. */
export function countPeople(layout: Layout, scope: StatementScope): RawBuilder<unknown> | null {
  const { fact, metrics, splits } = layout;
  if (fact.person === undefined) return null;
  const keys = ['slot', 'bucket', ...splits.map(splitColumn)].map((name) => sql.ref(name));
  const person = sql.ref(fact.person);
  const whose = metrics.map(
    (metric, index) =>
      sql`case when ${stateExpression(metric)} = 0 then ${person} end as ${sql.ref(peopleColumn(index))}`,
  );
  const counts = metrics.map(
    (_, index) => sql`count(distinct ${sql.ref(peopleColumn(index))}) as ${sql.ref(peopleColumn(index))}`,
  );
  return sql`${withQueries([
    ...fact.relation(relationScope(layout, boundsOf(layout, scope.zone), scope)),
    ['placed', factRowsWith([...dayColumns(layout, scope), ...whose])],
    ['slot_row', rowsOfSlots(layout, scope)],
  ])}
  select ${list([...keys, ...counts])}
  from slot_row
  where bucket is not null
  group by ${list(keys)}`;
}

/** The answer of `countPeople`. */
export function readPeople(result: Result, layout: Layout): SlotCells<number> {
  const read = readerOf(result);
  const cells: CellParts<number>[][] = layout.slots.map(() => []);
  for (let row = 0; row < result.rowCount; row += 1) {
    const slot = amount(read('slot', row));
    cells[slot]?.push({
      at: read('bucket', row) as Day,
      by: sliceAt(read, row, layout.slots[slot]),
      environments: [null, null],
      parts: new Map(layout.metrics.map(({ id }, index) => [id, amount(read(peopleColumn(index), row))])),
    });
  }
  return cells;
}
