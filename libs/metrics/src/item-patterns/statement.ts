import type { RawBuilder } from 'kysely';
import type { MetricDefinition } from '../definition.ts';
import type { Layout } from '../plan/slot.ts';
import type { Staged } from '../plan/staged.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { word } from '../dialect.ts';
import { cellColumns, cellKeys, keptRows } from '../plan/cell-rows.ts';
import { cellsOfSlots, splitColumn } from '../plan/slot-rows.ts';
import { factRowsWith, stateColumns } from '../plan/fact-rows.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { fewestScales, joinFewest, patternOfOneScale, sameIn } from './fewest-scales.ts';
import { patternExpression, togetherExpression } from './pattern.ts';
import { list, refs } from '../plan/select-list.ts';

type Part = RawBuilder<unknown>;

/** What tells scales apart: their labels are never compared with each other. */
const scale = ['task_id', 'question_code', 'compat_group', 'label_level'] as const;

/** What a mix of items is made of: where they came from and their language. */
export const mixColumns = ['source_kind', 'locale'] as const;

/** Answers by what became of them: `answers_0` count, those of `answers_1` were left out for the first reason, and so on. */
export const answersColumn = (state: number): string => `answers_${state}`;

const stateOf = (index: number): string => `state_${index}`;
const patternsName = (index: number): string => `pattern_${index}`;
const answersOf = ({ leftOut }: MetricDefinition): readonly string[] =>
  [0, ...leftOut.map((_, index) => index + 1)].map(answersColumn);
/** Every column of answers that some metric of the layout has. */
const allAnswers = ({ metrics }: Layout): readonly string[] => [...new Set(metrics.flatMap(answersOf))];

/** An item's answers in one text, then items with one text in one row; what was left out is counted on the way. */
function patternsOf(metric: MetricDefinition, index: number, { layout, scope, mix }: Patterned): readonly NamedQuery[] {
  const f = scope.functions;
  const cell = [...cellKeys(layout), ...scale, ...mix.columns];
  const state = sql.ref(stateOf(index));
  const label: Part = sql`case when ${state} = 0 then label end`;
  const answers = answersOf(metric).map(
    (name, reason) => sql`${f.countIf(sql`${state} = ${sql.lit(reason)}`)} as ${sql.ref(name)}`,
  );
  const summed = answersOf(metric).map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`);
  return [
    [
      `item_${index}`,
      sql`
    select ${list([...refs(cell), sql`${patternExpression(label, f)} as pattern`, ...answers])}
    from placed
    where ${keptRows(layout, scope.zone)}
    group by ${list(refs([...cell, 'cluster_key']))}`,
    ],
    [
      patternsName(index),
      sql`
    select ${list([...refs([...cell, 'pattern']), sql`count(*) as items`, ...summed])}
    from ${sql.ref(`item_${index}`)}
    group by ${list(refs([...cell, 'pattern']))}`,
    ],
  ];
}

interface Patterned extends Told {
  readonly layout: Layout;
  readonly scope: StatementScope;
}

/** Slots in which items of one pattern are told apart by some more columns; in the others those are null. */
export interface Mix {
  readonly columns: readonly (typeof mixColumns)[number][];
  readonly slots: readonly number[];
}
const noMix: Mix = { columns: [], slots: [] };

/** What of its items a slot tells. */
export interface Told {
  readonly mix: Mix;
  /** Whether labels are compared within one scale alone: where each bucket of a slice has several they are left out. */
  readonly isOfOneScale: boolean;
}

/** Patterns of one metric in the buckets and slices of all slots. */
function answerOf(metric: MetricDefinition, index: number, { layout, scope, mix, isOfOneScale }: Patterned): Part {
  const { functions: f } = scope;
  const slot = ['slot', 'bucket', ...layout.splits.map(splitColumn)];
  const own = answersOf(metric);
  const none = sql`${f.cast(sql`0`, 'int')}`;
  const answers = allAnswers(layout).map(
    (name) => sql`${own.includes(name) ? sql`sum(p.${sql.ref(name)})` : none} as ${sql.ref(name)}`,
  );
  const isMixed = sql`s.slot in (${sql.join(mix.slots.map((each) => sql.lit(each)))})`;
  const mixed = mix.columns.map(
    (name) => sql`case when ${isMixed} then coalesce(${sql.ref(`p.${name}`)}, ${word('')}) end`,
  );
  const pattern = isOfOneScale ? patternOfOneScale : sql.ref('p.pattern');
  const by = [...refs(slot, 's'), ...refs(scale, 'p'), pattern, ...mixed];
  const shown = [
    ...refs(slot, 's'),
    sql`${togetherExpression(refs(scale, 'p'), f)} as scale`,
    sql`${pattern} as pattern`,
    ...(mixed.length === 0 ? [] : [sql`case when ${isMixed} then ${togetherExpression(mixed, f)} end as mix`]),
  ];
  const patterns = patternsName(index);
  return sql`
  select ${list([...shown, sql`${sql.lit(index)} as metric`, sql`sum(p.items) as items`, ...answers])}
  from slot_cell s
  join ${sql.ref(patterns)} p on ${sameIn(cellKeys(layout), ['s', 'p'], f)}${isOfOneScale ? joinFewest(patterns, layout, scope) : sql``}
  group by ${list(by)}`;
}

/**
 * One scan of answers for all periods, comparisons and splits of a layout: what was answered to each item becomes a pattern,
 * and items with one pattern a number; in slots with a mix, one a part of it. All answers to an item lie in one cell, so that both add up over cells.
 */
export function itemPatterns(layout: Layout, scope: StatementScope, told: Partial<Told> = {}): Staged {
  const { metrics } = layout;
  const { mix = noMix, isOfOneScale = false } = told;
  const patterned = { layout, scope, mix: mix.slots.length > 0 ? mix : noMix, isOfOneScale };
  const names = metrics.map((_, index) => patternsName(index));
  const cells = names.map((name) => sql`select ${list(refs(cellKeys(layout)))} from ${sql.ref(name)}`);
  const answers = metrics.map((metric, index) => answerOf(metric, index, patterned));
  return {
    layout,
    sums: (longer) => patternSums({ ...patterned, layout: longer }),
    read: names,
    slots: [
      ['cell', sql`select distinct * from (${sql.join(cells, sql` union all `)}) cells`],
      ...cellsOfSlots(layout, scope, 'cell'),
      ...(isOfOneScale ? names.flatMap((name) => fewestScales(name, layout, scope)) : []),
    ],
    answer: sql.join(answers, sql`\n  union all`),
  };
}

function patternSums(patterned: Patterned): readonly NamedQuery[] {
  const { layout, scope } = patterned;
  const { metrics, fact } = layout;
  const states = stateColumns(metrics.map((metric, index) => ({ metric, names: { state: stateOf(index) } })));
  return [
    ...fact.relation(relationScope(layout, boundsOf(layout, scope.zone), scope)),
    ['placed', factRowsWith([...cellColumns(layout, scope), ...states])],
    ...metrics.flatMap((metric, index) => patternsOf(metric, index, patterned)),
  ];
}
