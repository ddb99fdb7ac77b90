import type { Result } from '@assay/contract';
import type { RawBuilder } from 'kysely';
import type { MetricOf } from '../definition.ts';
import type { RelationScope } from '../fact.ts';
import type { GradeScope, Graders } from '../output/verdict.ts';
import { sql } from 'kysely';
import { and, or } from '../dialect.ts';
import { dimensionColumn } from '../dimensions.ts';
import { amount, readerOf } from '../evaluate/cell.ts';
import { outputFact } from '../output/fact.ts';
import { byMajority } from '../output/verdict.ts';
import { stateExpression, viewOf } from '../plan/state.ts';
import { withQueries } from '../plan/with-queries.ts';

type Share = MetricOf<'rate'>;

/** Outputs of one kind: how many, their weights and the squares of those. */
export interface Weighed {
  readonly rows: number;
  readonly sum: number;
  readonly squares: number;
}

/** What people and judges say of the same outputs, as a metric counts them; the first word is the people's. */
export const quadrants = ['yes_yes', 'yes_no', 'no_yes', 'no_no'] as const;
export type Quadrant = (typeof quadrants)[number];

/** How judges did beside people by one metric in one environment. */
export interface JudgedBeside {
  readonly metric: string;
  readonly environment: string | null;
  readonly cells: Readonly<Record<Quadrant, Weighed>>;
}

export interface BesideScope extends Pick<GradeScope, 'tables' | 'functions' | 'bounds'> {
  readonly zone: string;
  /** The judges that may decide. */
  readonly judges: Graders['judges'];
}

const hit = (index: number): string => `hit_${index}`;
const column = (index: number, quadrant: Quadrant, of: keyof Weighed): string => `${quadrant}_${of}_${index}`;

/** Outputs as the metrics count them by some graders: 1 where one makes the numerator, 0 where not, null where it does not count. */
function hits(metrics: readonly Share[], graders: Graders, scope: BesideScope): RawBuilder<unknown> {
  const relation: RelationScope = {
    ...scope,
    graders,
    reaching: () => scope.bounds,
    times: ['produced_at'],
    dimensions: ['environment'],
    graded: new Set(metrics.flatMap((metric) => metric.graded ?? [])),
    details: new Set(metrics.flatMap((metric) => metric.details ?? [])),
    modes: [],
    money: { basis: 'service', currency: '' },
    items: 'restated',
    ends: [],
    coverageCases: 0,
    elapsedTo: scope.bounds.to.slice(0, 10) as RelationScope['elapsedTo'],
  };
  const columns = metrics.map((metric, index) => {
    const kinds = metric.value.flatMap((id) => metric.counts[id]?.when(viewOf(metric)) ?? []);
    const counts = sql`(${stateExpression(metric)}) = 0`;
    return sql`case when ${counts} then case when ${or(...kinds)} then 1 else 0 end end as ${sql.ref(hit(index))}`;
  });
  return sql`${withQueries(outputFact.relation(relation))}
    select output_id, ${sql.ref(dimensionColumn('environment'))} as environment, weight, ${sql.join(columns)} from fact_row`;
}

/**
 * The outputs that both people and the judges that may decide came to a verdict on, by environment: how many of each kind,
 * as each metric counts them. Labels are those in force, as for the calibration of judges.
 */
export function besideStatement(metrics: readonly Share[], scope: BesideScope): RawBuilder<unknown> {
  const { functions: f } = scope;
  const people = hits(metrics, byMajority, scope);
  const judges = hits(metrics, { ...byMajority, basis: 'corrected', judges: scope.judges }, scope);
  const cells = metrics.flatMap((_, index) =>
    quadrants.flatMap((quadrant) => {
      const [truth, said] = quadrant.split('_').map((word) => sql.lit(word === 'yes' ? 1 : 0));
      const both = and(sql`h.${sql.ref(hit(index))} = ${truth}`, sql`j.${sql.ref(hit(index))} = ${said}`);
      const as = (of: keyof Weighed) => sql.ref(column(index, quadrant, of));
      return [
        sql`${f.countIf(both)} as ${as('rows')}`,
        sql`${f.sumIf(both, sql`h.weight`)} as ${as('sum')}`,
        sql`${f.sumIf(both, sql`h.weight * h.weight`)} as ${as('squares')}`,
      ];
    }),
  );
  return sql`
  select h.environment, ${sql.join(cells, sql`,\n    `)}
  from (${people}) h
  join (${judges}) j on j.output_id = h.output_id
  group by h.environment`;
}

/** The rows of the statement. */
export function judgedBeside(metrics: readonly Share[], result: Result): readonly JudgedBeside[] {
  const read = readerOf(result);
  return Array.from({ length: result.rowCount }, (_, row) => row).flatMap((row) =>
    metrics.map(({ id }, index): JudgedBeside => {
      const cell = (quadrant: Quadrant): Weighed => {
        const of = (what: keyof Weighed): number => amount(read(column(index, quadrant, what), row));
        return { rows: of('rows'), sum: of('sum'), squares: of('squares') };
      };
      const cells = { yes_yes: cell('yes_yes'), yes_no: cell('yes_no'), no_yes: cell('no_yes'), no_no: cell('no_no') };
      return { metric: id, environment: read('environment', row) as string | null, cells };
    }),
  );
}
