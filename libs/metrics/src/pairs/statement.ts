import type { RawBuilder } from 'kysely';
import type { MetricDefinition } from '../definition.ts';
import type { Pairs } from '../fact.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import { sql } from 'kysely';
import { and, or, word } from '../dialect.ts';
import type { Criterion } from '../output/criteria.ts';
import { judgesColumn } from '../output/judges.ts';
import { dayColumns, rowsOfSlots, splitColumn } from '../plan/slot-rows.ts';
import { keptRows } from '../plan/cell-rows.ts';
import { stateExpression, viewOf } from '../plan/state.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { withQueries } from '../plan/with-queries.ts';
import { eventsOf } from './pairable.ts';
import { list } from '../plan/select-list.ts';

type Part = RawBuilder<unknown>;

/** Two sides of comparisons: a slot of numbers, and the slot of what they are compared with. */
export interface SlotPair {
  readonly current: number;
  readonly compared: number;
}

/** Kinds of rows of the answer. */
export const answerKinds = { pattern: 0, unpaired: 1, compared: 2 } as const;

const stateOf = (index: number): string => `state_${index}`;
const rowsOf = (index: number): string => `rows_${index}`;
const eventOf = (index: number, event: number): string => `x_${index}_${event}`;

/** Columns of the means of one side in the answer, for the value and each kind of rows. */
export const meanColumns = (event: number): { readonly current: string; readonly compared: string } => ({
  current: `current_${event}`,
  compared: `compared_${event}`,
});

/** Counts of the answer; what they are depends on the kind of row. */
export const answerCounts = ['n_0', 'n_1', 'n_2', 'n_3'] as const;

const mostEvents = ({ metrics }: Layout): number => Math.max(...metrics.map((metric) => eventsOf(metric).length));

function eventCondition(metric: MetricDefinition, event: string): RawBuilder<boolean> {
  const ids = event === '' && 'value' in metric ? [metric.value].flat() : [event];
  return or(...ids.flatMap((id) => metric.counts[id]?.when(viewOf(metric)) ?? []));
}

/** What graders are asked whose verdicts the metrics of a layout read. */
const gradedIn = ({ metrics }: Pick<Layout, 'metrics'>): readonly Criterion[] => [
  ...new Set(metrics.flatMap(({ graded = [] }) => graded)),
];

/** First and last of the judges of a criterion that one side of a case was decided by. */
const judgesColumns = (criterion: Criterion): { readonly first: string; readonly last: string } => ({
  first: `first_${judgesColumn(criterion)}`,
  last: `last_${judgesColumn(criterion)}`,
});

function placedRows(pairs: Pairs, layout: Layout, scope: StatementScope): Part {
  const key = sql.ref(`fact_row.${layout.fact.key}`);
  const states = layout.metrics.map((metric, index) => sql`${stateExpression(metric)} as ${sql.ref(stateOf(index))}`);
  const judges = gradedIn(layout).map((criterion) => sql.ref(`j.${judgesColumn(criterion)}`));
  const of = sql.ref(`fact_row.${pairs.of}`);
  const pairKey = sql`coalesce(${of}, ${scope.functions.concat(word('row:'), key)}) as pair_key`;
  const judge = sql.ref(`j.${layout.fact.key}`);
  return sql`
    select fact_row.*, ${list([...dayColumns(layout, scope), pairKey, ...states, ...judges])}
    from fact_row left join judge j on ${judge} = ${key}`;
}

/** What one side says of each case: how many rows count, how many of them have what is counted, who judged them. */
function sideColumns(layout: Layout, { functions: f }: StatementScope): readonly Part[] {
  const counted = layout.metrics.flatMap((metric, index) => {
    const isCounted = sql<boolean>`${sql.ref(stateOf(index))} = 0`;
    return [
      sql`${f.countIf(isCounted)} as ${sql.ref(rowsOf(index))}`,
      ...eventsOf(metric).map(
        (event, at) =>
          sql`${f.countIf(and(isCounted, eventCondition(metric, event)))} as ${sql.ref(eventOf(index, at))}`,
      ),
    ];
  });
  const judges = gradedIn(layout).flatMap((criterion) => {
    const { first, last } = judgesColumns(criterion);
    const of = sql.ref(judgesColumn(criterion));
    return [sql`min(${of}) as ${sql.ref(first)}`, sql`max(${of}) as ${sql.ref(last)}`];
  });
  return [...counted, ...judges];
}

/** Of the side that is compared with: where a case of a slot finds its counterpart. */
function counterpart(layout: Layout, pairs: readonly SlotPair[]): readonly (readonly [string, Part])[] {
  const cases = pairs.map(({ current, compared }) => sql`when ${sql.lit(current)} then ${sql.lit(compared)}`);
  const splits = layout.splits.map((id): readonly [string, Part] => {
    const both = pairs.filter(({ compared }) => layout.slots[compared]?.splits.includes(id));
    const column = splitColumn(id);
    if (both.length === 0) return [column, sql`null`];
    const slots = sql.join(both.map(({ current }) => sql.lit(current)));
    return [column, sql`case when slot in (${slots}) then ${sql.ref(column)} end`];
  });
  return [['slot', sql`case slot ${sql.join(cases, sql` `)} end`], ['bucket', sql.ref('bucket')], ...splits];
}

/** Every case of a number with what the other side says of it; nothing where that never answered it. */
function matched(layout: Layout, pairs: readonly SlotPair[], scope: StatementScope): Part {
  const place = counterpart(layout, pairs);
  const there = place.map(([name, expression]) => sql`${expression} as ${sql.ref(`there_${name}`)}`);
  const own = [
    ...layout.metrics.flatMap((metric, index) => [
      rowsOf(index),
      ...eventsOf(metric).map((_, at) => eventOf(index, at)),
    ]),
    ...gradedIn(layout).flatMap((criterion) => Object.values(judgesColumns(criterion))),
  ];
  const both = own.map((name) => sql`b.${sql.ref(name)} as ${sql.ref(`b_${name}`)}`);
  const on = place.map(([name]) => scope.functions.same(sql.ref(`b.${name}`), sql.ref(`c.there_${name}`)));
  return sql`
    select c.*, b.pair_key is not null as is_answered, ${list(both)}
    from (
      select side.*, ${list(there)} from side where slot in (${sql.join(pairs.map(({ current }) => sql.lit(current)))})
    ) c
    left join side b on b.pair_key = c.pair_key and ${sql.join(on, sql` and `)}`;
}

interface Answer {
  readonly layout: Layout;
  readonly scope: StatementScope;
  readonly index: number;
  readonly metric: MetricDefinition;
}

/** Columns that every row of the answer has, in the order of the answer. */
function answerRow(
  { layout, scope: { functions: f }, index }: Answer,
  kind: number,
  own: { readonly counts: readonly Part[]; readonly means: ReadonlyMap<string, Part> },
): Part {
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)].map((name) => sql.ref(name));
  const events = Array.from({ length: mostEvents(layout) }, (_, event) => Object.values(meanColumns(event))).flat();
  const means = events.map((name) => sql`${own.means.get(name) ?? f.cast(sql`null`, 'flt')} as ${sql.ref(name)}`);
  const counts = answerCounts.map((name, at) => sql`${own.counts[at] ?? f.cast(sql`0`, 'int')} as ${sql.ref(name)}`);
  return list([...keys, sql`${sql.lit(index)} as metric`, sql`${sql.lit(kind)} as kind`, ...counts, ...means]);
}

const keysOf = ({ splits }: Layout): readonly Part[] =>
  ['slot', 'bucket', ...splits.map(splitColumn)].map((name) => sql.ref(name));

/** Different judges measure with different rods; what people say stands beside any of them. */
const isJudgedAlike = ({ metric }: Pick<Answer, 'metric'>): RawBuilder<boolean> =>
  and(
    ...gradedIn({ metrics: [metric] }).map((criterion) => {
      const { first, last } = judgesColumns(criterion);
      const [here, there] = [sql.ref(first), sql.ref(`b_${first}`)];
      const isSame = sql`(${here} = ${there} and ${sql.ref(last)} = ${sql.ref(`b_${last}`)})`;
      return or(sql`${here} is null`, sql`${there} is null`, isSame);
    }),
  );

/** Cases that count on both sides, put together by what hangs together; groups that look alike make one row. */
function patterns(answer: Answer): Part {
  const {
    layout,
    scope: { functions: f },
    index,
    metric,
  } = answer;
  const [rows, there] = [sql.ref(rowsOf(index)), sql.ref(`b_${rowsOf(index)}`)];
  const names = eventsOf(metric).flatMap((_, event) => Object.values(meanColumns(event)));
  const means = eventsOf(metric).flatMap((_, event) => {
    const x = eventOf(index, event);
    const { current, compared } = meanColumns(event);
    const mean = (count: string, of: Part): Part => sql`avg(${f.cast(sql.ref(count), 'flt')} / ${of})`;
    return [sql`${mean(x, rows)} as ${sql.ref(current)}`, sql`${mean(`b_${x}`, there)} as ${sql.ref(compared)}`];
  });
  const more = sql`max(case when ${rows} > 1 or ${there} > 1 then 1 else 0 end) as is_repeated`;
  const of = keysOf(layout);
  const told = ['cases', 'is_repeated', ...names].map((name) => sql.ref(name));
  const counts = [sql`count(*)`, sql.ref('cases'), sql.ref('is_repeated')];
  return sql`
  select ${answerRow(answer, answerKinds.pattern, { counts, means: new Map(names.map((name) => [name, sql.ref(name)])) })}
  from (
    select ${list([...of, sql`cluster_key`, sql`count(*) as cases`, more, ...means])}
    from matched
    where ${rows} > 0 and ${there} > 0 and ${isJudgedAlike(answer)}
    group by ${list([...of, sql`cluster_key`])}
  ) grouped
  group by ${list([...of, ...told])}`;
}

/** Cases that are no pair: never answered there, not counted there, not counted here, judged otherwise. */
function unpaired(answer: Answer): Part {
  const {
    layout,
    scope: { functions: f },
    index,
  } = answer;
  const [rows, there] = [sql.ref(rowsOf(index)), sql.ref(`b_${rowsOf(index)}`)];
  const counts = [
    sql<boolean>`${rows} > 0 and not is_answered`,
    sql<boolean>`${rows} > 0 and ${there} = 0`,
    sql<boolean>`${rows} = 0 and ${there} > 0`,
    sql<boolean>`${rows} > 0 and ${there} > 0 and not ${isJudgedAlike(answer)}`,
  ].map((condition) => sql`${f.countIf(condition)}`);
  return sql`
  select ${answerRow(answer, answerKinds.unpaired, { counts, means: new Map() })}
  from matched group by ${list(keysOf(layout))}`;
}

/** How many cases the other side counts, whoever else answered them. */
function comparedCases(answer: Answer, pairs: readonly SlotPair[]): Part {
  const {
    layout,
    scope: { functions: f },
    index,
  } = answer;
  const counts = [sql`${f.countIf(sql`${sql.ref(rowsOf(index))} > 0`)}`];
  return sql`
  select ${answerRow(answer, answerKinds.compared, { counts, means: new Map() })}
  from side where slot in (${sql.join(pairs.map(({ compared }) => sql.lit(compared)))}) group by ${list(keysOf(layout))}`;
}

/**
 * Two sides case by case: one scan for all numbers that are compared so. Rows become cases of each side, cases pairs, and
 * pairs that look alike one row with their number, so that the answer is small however many cases there are.
 */
export function pairPatterns(layout: Layout, pairs: readonly SlotPair[], scope: StatementScope): Part | null {
  const { fact } = layout;
  if (fact.pairs === undefined || pairs.length === 0) return null;
  const keys = [...keysOf(layout), sql.ref('pair_key')];
  const side = sql`
    select ${list([...keys, sql`max(cluster_key) as cluster_key`, ...sideColumns(layout, scope)])}
    from slot_row
    where bucket is not null
    group by ${list(keys)}`;
  const answers = layout.metrics.flatMap((metric, index) => {
    const answer = { layout, scope, index, metric };
    return [patterns(answer), unpaired(answer), comparedCases(answer, pairs)];
  });
  return sql`${withQueries([
    ...fact.relation(relationScope(layout, boundsOf(layout, scope.zone), scope)),
    ['judge', fact.pairs.judges(scope)],
    ['placed', placedRows(fact.pairs, layout, scope)],
    ['kept', sql`\n    select * from placed where ${keptRows(layout, scope.zone)}`],
    ['slot_row', rowsOfSlots(layout, scope, 'kept')],
    ['side', side],
    ['matched', matched(layout, pairs, scope)],
  ])}${sql.join(answers, sql`\n  union all`)}`;
}
