import type { Day, GradeBasis, Result } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { MetricDialect } from '../dialect.ts';
import type { DaySpan } from '../time/range.ts';
import type { Tables } from '../tables.ts';
import type { Criterion } from './criteria.ts';
import { addDays, gradeBases } from '@assay/contract';
import { sql } from 'kysely';
import { word } from '../dialect.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { instantsOf, within } from '../plan/bounds.ts';
import { withQueries } from '../plan/with-queries.ts';
import { localDay } from '../time/local-day.ts';
import { criteria } from './criteria.ts';
import { gradesInForce } from './told-grades.ts';

/** How many outputs of a day were graded by a criterion, and how many of those again, by whose grades count. */
export interface RegradedDay {
  readonly criterion: Criterion;
  readonly environment: string | null;
  readonly day: Day;
  readonly graded: Readonly<Record<GradeBasis, number>>;
  readonly regraded: Readonly<Record<GradeBasis, number>>;
}

export interface RegradeScope {
  readonly tables: Tables;
  readonly functions: MetricDialect['functions'];
  readonly zone: string;
  /** Days of outputs. */
  readonly span: NonNullable<DaySpan>;
}

/** Whose grades a basis looks at; any where nothing is said. */
const kindOf: Readonly<Partial<Record<GradeBasis, string>>> = { human: 'human', judge: 'model', corrected: 'model' };

/** 1 where a row of these aliases is of a kind that the basis looks at. */
function isSeen(basis: GradeBasis, ...aliases: readonly string[]): RawBuilder<unknown> {
  const kind = kindOf[basis];
  if (kind === undefined) return sql`1`;
  const kinds = aliases.map((alias) => sql`${sql.ref(`${alias}.grader_kind`)} = ${word(kind)}`);
  return sql`max(case when ${sql.join(kinds, sql` or `)} then 1 else 0 end)`;
}

const seen = (...aliases: readonly string[]): RawBuilder<unknown> =>
  sql.join(gradeBases.map((basis) => sql`${isSeen(basis, ...aliases)} as ${sql.ref(basis)}`));

/**
 * Outputs by day, environment and criterion: graded, and graded again. What replaces a grade takes it away from those who
 * look at the kind of either. Days of criteria that nobody graded again by are none.
 */
export function regradeStatement({ tables, functions, zone, span }: RegradeScope): RawBuilder<unknown> {
  const bounds = instantsOf({ from: span.first, to: addDays(span.last, 1) }, zone);
  const counts = gradeBases.flatMap((basis) => [
    sql`sum(d.${sql.ref(basis)}) as ${sql.ref(`graded_${basis}`)}`,
    sql`sum(coalesce(r.${sql.ref(basis)}, 0)) as ${sql.ref(`regraded_${basis}`)}`,
  ]);
  const read = sql`${within('g.produced_at', bounds)} and ${gradesInForce} and g.criterion in (${sql.join(criteria.map(word))})`;
  return sql`${withQueries([
    [
      'regrade',
      sql`
    select g.output_id, g.criterion, ${seen('g', 'before')}
    from ${tables('fact_grade')} g
    left join ${tables('fact_grade')} before on before.grade_id = g.regrade_of_grade_id and ${within('before.produced_at', bounds)}
    where g.regrade_of_grade_id is not null and ${read}
    group by g.output_id, g.criterion`,
    ],
    [
      'graded',
      sql`
    select g.output_id, g.criterion, ${seen('g')}
    from ${tables('fact_grade')} g
    where (g.is_defect is not null or g.regrade_of_grade_id is not null) and ${read} and g.criterion in (select criterion from regrade)
    group by g.output_id, g.criterion`,
    ],
  ])}
  select d.criterion, o.environment, ${localDay(sql`o.produced_at`, { functions, zone, bounds })} as graded_on, ${sql.join(counts)}
  from graded d
  join ${tables('fact_output')} o on o.output_id = d.output_id
  left join regrade r on r.output_id = d.output_id and r.criterion = d.criterion
  where ${within('o.produced_at', bounds)} and coalesce(o.is_test, false) = false and o.voided_at is null
  group by d.criterion, o.environment, graded_on
  order by d.criterion, o.environment, graded_on`;
}

const byBasis = (countOf: (basis: GradeBasis) => number): Readonly<Record<GradeBasis, number>> => ({
  best: countOf('best'),
  human: countOf('human'),
  judge: countOf('judge'),
  corrected: countOf('corrected'),
});

/** The rows of the statement. */
export function regradedDays(result: Result): readonly RegradedDay[] {
  const read = readerOf(result);
  return Array.from({ length: result.rowCount }, (_, row) => ({
    criterion: read('criterion', row) as Criterion,
    environment: read('environment', row) as string | null,
    day: read('graded_on', row) as Day,
    graded: byBasis((basis) => amount(read(`graded_${basis}`, row))),
    regraded: byBasis((basis) => amount(read(`regraded_${basis}`, row))),
  }));
}
