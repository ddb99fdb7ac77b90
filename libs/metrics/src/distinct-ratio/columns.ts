import type { RawBuilder } from 'kysely';
import type { Measure } from '../event-rate/statement.ts';
import { sql } from 'kysely';
import { countNames } from '../event-rate/statement.ts';

/** Sums over clusters: x is the different values of a cluster that are divided by, y those that are divided. */
export const momentNames = ['k', 'x', 'y', 'x2', 'y2', 'xy'] as const;

export const momentColumn = (column: string, name: string): string => `${name}_${column}`;

/** Different values of a cluster by kind of rows, the whole first. */
export const eachColumns = ({ names }: Measure): readonly string[] => [
  `each_${names.state}`,
  ...names.counts.map(({ x }) => `each_${x}`),
];

export const perColumn = ({ names }: Measure): string => `per_${names.state}`;

/** What is told apart, in rows that count; null in the others. */
export const valueColumns = ({ names }: Measure) => ({ each: `of_${names.state}`, per: `by_${names.state}` });

export const isKind = (x: string): string => `is_${x}`;

export const valueNames = (measures: readonly Measure[]): readonly string[] =>
  measures.flatMap((each) => Object.values(valueColumns(each)));

/** How many different values of each kind, of those that `isTold` tells; the columns of `eachColumns` and `perColumn`. */
export function differentValues(
  measure: Measure,
  isTold: (column: string) => RawBuilder<unknown>,
): readonly (readonly [name: string, count: RawBuilder<unknown>])[] {
  const { each, per } = valueColumns(measure);
  const [whole = '', ...kinds] = eachColumns(measure);
  const different = (column: string, condition: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`count(distinct case when ${condition} then ${sql.ref(column)} end)`;
  return [
    [whole, different(each, isTold(each))],
    ...measure.names.counts.map(
      ({ x }, index) =>
        [kinds[index] ?? x, different(each, sql`${isTold(each)} and ${sql.ref(isKind(x))} = 1`)] as const,
    ),
    [perColumn(measure), different(per, isTold(per))],
  ];
}

export const kindNames = (measures: readonly Measure[]): readonly string[] =>
  measures.flatMap(({ names }) => names.counts.map(({ x }) => isKind(x)));

export const addedNames = (measures: readonly Measure[]): readonly string[] =>
  measures.flatMap((each) => [...countNames(each.names), ...eachColumns(each), perColumn(each)]);
