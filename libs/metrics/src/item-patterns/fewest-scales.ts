import type { RawBuilder } from 'kysely';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { word } from '../dialect.ts';
import { cellKeys } from '../plan/cell-rows.ts';
import { list, refs } from '../plan/select-list.ts';
import { splitColumn } from '../plan/slot-rows.ts';

type Functions = StatementScope['functions'];
const scaleColumns = ['task_id', 'question_code', 'label_level'] as const;
const splitColumns = ({ splits }: Layout): readonly string[] => splits.map(splitColumn);

/** Both sides have the columns, whose values may be missing. */
export const sameIn = (
  columns: readonly string[],
  [a, b]: readonly [string, string],
  f: Functions,
): RawBuilder<unknown> =>
  sql.join(
    columns.map((column) => f.same(sql.ref(`${a}.${column}`), sql.ref(`${b}.${column}`))),
    sql` and `,
  );

/** How many scales the bucket of each slice has answers on that has fewest: `fewest_scales`. */
export function fewestScales(patterns: string, layout: Layout, { functions }: StatementScope): readonly NamedQuery[] {
  const slice = ['slot', ...splitColumns(layout)];
  const cells = [...cellKeys(layout), ...scaleColumns];
  const bucket = [...slice, 'bucket'];
  return [
    [
      `${patterns}_scale`,
      sql`select distinct ${list(refs(cells))} from ${sql.ref(patterns)} where pattern is not null`,
    ],
    [
      `${patterns}_bucket`,
      sql`
    select ${list([...refs(bucket), sql`count(*) as scales`])}
    from (
      select distinct ${list([...refs(bucket, 's'), ...refs(scaleColumns, 'p')])}
      from slot_cell s
      join ${sql.ref(`${patterns}_scale`)} p on ${sameIn(cellKeys(layout), ['s', 'p'], functions)}
    ) told
    group by ${list(refs(bucket))}`,
    ],
    [
      `${patterns}_slice`,
      sql`
    select ${list([...refs(slice), sql`min(scales) as fewest_scales`])}
    from ${sql.ref(`${patterns}_bucket`)}
    group by ${list(refs(slice))}`,
    ],
  ];
}

/**
 * Patterns of slices that have labels of one scale in some bucket; of the others one text stands for all: nothing is worked
 * out of labels of several scales, and a page of all tasks would read thousands of them.
 */
export const patternOfOneScale = sql`case when p.pattern is not null and f.fewest_scales > 1 then ${word('')} else p.pattern end`;

export const joinFewest = (patterns: string, layout: Layout, { functions }: StatementScope): RawBuilder<unknown> => sql`
  left join ${sql.ref(`${patterns}_slice`)} f on s.slot = f.slot${sql.join(
    splitColumns(layout).map((column) => sql` and ${functions.same(sql.ref(`s.${column}`), sql.ref(`f.${column}`))}`),
    sql``,
  )}`;
