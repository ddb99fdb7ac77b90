import type { RawBuilder } from 'kysely';
import type { MetricDialect } from '../dialect.ts';
import type { Measure } from '../event-rate/statement.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { countNames, measuresOf, placedRows, plainCounts } from '../event-rate/statement.ts';
import { rowsOfSlots, splitColumn } from '../plan/slot-rows.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { withQueries } from '../plan/with-queries.ts';
import { list } from '../plan/select-list.ts';

/** Answers are summed by who gave them, and by the group that those are of. */
export const levels = ['person', 'team'] as const;
export type Level = (typeof levels)[number];

/** Sums over clusters, each with x answers whose scores add up to y. */
export const momentNames = ['k', 'x', 'y', 'x2', 'y2', 'xy'] as const;
export const momentColumn = ({ names }: Measure, level: Level, name: string): string =>
  `${name}_${level}_${names.state}`;
/** Different people who answered. */
export const peopleColumn = ({ names }: Measure): string => `people_${names.state}`;
/** Teams that are known by name. */
export const teamsColumn = ({ names }: Measure): string => `teams_${names.state}`;

const answers = ({ names }: Measure): string => `m_${names.state}`;
const scores = ({ names }: Measure): string => `x_${names.state}`;

/** Answers of one person of one team, and the counts of all rows. */
function personColumns(each: Measure, f: MetricDialect['functions']): readonly RawBuilder<unknown>[] {
  const { metric, names } = each;
  const score = sql.ref(metric.kind === 'mean_answer' ? metric.score : metric.time);
  const counted = sql`${sql.ref(names.state)} = 0`;
  return [
    ...plainCounts(each, f),
    sql`${f.countIf(counted)} as ${sql.ref(answers(each))}`,
    sql`coalesce(sum(case when ${counted} then ${score} end), 0) as ${sql.ref(scores(each))}`,
  ];
}

function clusterColumns(each: Measure, level: Level): readonly RawBuilder<unknown>[] {
  const { names } = each;
  const counts = countNames(names).map((name) => {
    const own = sql.ref(name);
    // Once is enough: those of teams are the same rows again.
    return level === 'person' ? sql`${own}` : sql`0 as ${own}`;
  });
  const sums = [answers(each), scores(each)].map((name) =>
    level === 'person' ? sql`${sql.ref(name)}` : sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`,
  );
  return [...counts, ...sums];
}

function answerColumns(each: Measure, f: MetricDialect['functions']): readonly RawBuilder<unknown>[] {
  const [m, y] = [f.cast(sql.ref(answers(each)), 'flt'), sql.ref(scores(each))];
  const of = { x: m, y, x2: sql`${m} * ${m}`, y2: sql`${y} * ${y}`, xy: sql`${m} * ${y}` };
  const moments = levels.flatMap((level) =>
    momentNames.map((name) => {
      const column = sql.ref(momentColumn(each, level, name));
      const isOwn = sql`level = ${sql.lit(level)}`;
      if (name === 'k') return sql`${f.countIf(sql`${isOwn} and ${m} > 0`)} as ${column}`;
      return sql`coalesce(sum(case when ${isOwn} then ${of[name]} end), 0) as ${column}`;
    }),
  );
  const teams = f.countIf(sql`level = 'team' and is_team = 1 and ${m} > 0`);
  return [
    ...countNames(each.names).map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`),
    ...moments,
    sql`count(distinct case when ${m} > 0 then person_key end) as ${sql.ref(peopleColumn(each))}`,
    sql`${teams} as ${sql.ref(teamsColumn(each))}`,
  ];
}

/** Scores of answers, summed within who gave them and within their teams; both with their squares. Nothing is divided here. */
export function meanAnswers(layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const { functions: f } = scope;
  const measures = measuresOf(layout);
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)].map((name) => sql.ref(name));
  const ofPerson = [...keys, sql`team_key`, sql`is_team`];
  const queries: readonly NamedQuery[] = [
    ...layout.fact.relation(relationScope(layout, boundsOf(layout, scope.zone), scope)),
    ['placed', placedRows(layout, scope)],
    ['slot_row', rowsOfSlots(layout, scope)],
    [
      'of_person',
      sql`
    select ${list([...ofPerson, sql`person_key`, ...measures.flatMap((each) => personColumns(each, f))])}
    from slot_row
    where bucket is not null
    group by ${list([...ofPerson, sql`person_key`])}`,
    ],
    [
      'clustered',
      sql`
    select ${list([...keys, sql`is_team`, sql`person_key`, sql`'person' as level`, ...measures.flatMap((each) => clusterColumns(each, 'person'))])}
    from of_person
    union all
    select ${list([...keys, sql`is_team`, sql`${f.cast(sql`null`, 'str')} as person_key`, sql`'team' as level`, ...measures.flatMap((each) => clusterColumns(each, 'team'))])}
    from of_person
    group by ${list(ofPerson)}`,
    ],
  ];
  return sql`${withQueries(queries)}
  select ${list([...keys, ...measures.flatMap((each) => answerColumns(each, f))])}
  from clustered
  group by ${list(keys)}`;
}
