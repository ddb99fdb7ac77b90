import type { RawBuilder } from 'kysely';
import type { NamedQuery } from '../plan/with-queries.ts';
import type { Tables } from '../tables.ts';
import type { InstantBounds } from '../plan/bounds.ts';
import type { Fallback, LabelTerms } from './label-terms.ts';
import { sql } from 'kysely';
import { and, or, value, word } from '../dialect.ts';
import { within } from '../plan/bounds.ts';

/** Where grades are read from, and between which instants of their outputs. */
interface Told {
  readonly tables: Tables;
  readonly bounds: InstantBounds;
  /** Whether a grade is of what is asked for. */
  readonly isAsked: RawBuilder<boolean>;
}

/** Grades that are there and meant, over the alias g. */
export const gradesInForce = sql<boolean>`coalesce(g.is_test, false) = false and g.voided_at is null`;

/** Some hundred days of a page in a row are one stretch. */
function united(fallbacks: readonly Fallback[]): readonly InstantBounds[] {
  const sorted = fallbacks.map(({ bounds }) => bounds).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return sorted.reduce<InstantBounds[]>((done, next) => {
    const last = done.at(-1);
    if (!last || next.from > last.to) return [...done, next];
    return [...done.slice(0, -1), { from: last.from, to: next.to > last.to ? next.to : last.to }];
  }, []);
}

/** Grades of outputs of one environment in its days, by criterion. */
function isFallenBack(
  environment: string | null,
  own: readonly Fallback[],
  { tables, bounds }: Told,
): RawBuilder<unknown> {
  const byCriterion = [...Map.groupBy(own, ({ criterion }) => criterion)].map(([criterion, each]) =>
    and(sql`g.criterion = ${word(criterion)}`, or(...united(each).map((stretch) => within('g.produced_at', stretch)))),
  );
  const there = environment === null ? sql`o.environment is null` : sql`o.environment = ${value('str', environment)}`;
  return and(
    or(...byCriterion),
    sql`g.output_id in (select o.output_id from ${tables('fact_output')} o where ${within('o.produced_at', bounds)} and ${there})`,
  );
}

/** The last of what a grader said before anything was graded again. */
const isFirstGiven = sql<boolean>`g.regrade_of_grade_id is null and g.graded_at is not distinct from g.last_given_at`;

function toldRows(labels: LabelTerms, scope: Told): RawBuilder<unknown> {
  const groups = [...Map.groupBy(labels.fallbacks, ({ environment }) => environment)];
  const fallen = or(...groups.map(([environment, own]) => isFallenBack(environment, own, scope)));
  const isTold =
    labels.basis === 'as_graded'
      ? sql`${isFirstGiven}`
      : sql`case when ${fallen} then ${isFirstGiven} else g.is_latest end`;
  return sql`
    select g.*, ${isTold} as is_told
    from (
      select g.*, max(case when g.regrade_of_grade_id is null then g.graded_at end)
          over (partition by g.output_id, g.criterion, g.grader_id, g.is_adjudicated) as last_given_at
      from ${scope.tables('fact_grade')} g
      where ${within('g.produced_at', scope.bounds)} and ${gradesInForce} and ${scope.isAsked}
    ) g`;
}

const isPlain = ({ basis, fallbacks }: LabelTerms): boolean => basis === 'current' && fallbacks.length === 0;

/** What comes before whatever reads `toldGrades`. */
export function toldQueries(labels: LabelTerms, scope: Told): readonly NamedQuery[] {
  return isPlain(labels) ? [] : [['told_grade', toldRows(labels, scope)]];
}

/** The grades whose labels count, over the alias g: those in force, or those that were given before anybody graded again. */
export function toldGrades(
  labels: LabelTerms,
  { tables }: Pick<Told, 'tables'>,
): { readonly from: RawBuilder<unknown>; readonly isTold: RawBuilder<unknown> } {
  return isPlain(labels)
    ? { from: tables('fact_grade'), isTold: sql`g.is_latest` }
    : { from: sql`told_grade`, isTold: sql`g.is_told` };
}
