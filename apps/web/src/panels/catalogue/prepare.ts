import type { MetricDefinition, MetricTarget, PanelInput } from '../../gql/types.ts';
import { kpiWords, ownerWords, upperFirst } from '../../words.ts';

export const groupings = ['fact', 'owner'] as const;
export type Grouping = (typeof groupings)[number];

export interface MetricGroup {
  readonly id: string;
  readonly title: string;
  readonly metrics: readonly MetricModel[];
}

export interface MetricModel {
  readonly definition: MetricDefinition;
  /** In force today, the metric as a whole first. */
  readonly targets: readonly MetricTarget[];
}

interface Wanted {
  /** Words that must all be in a metric; empty finds all. */
  readonly find: string;
  readonly by: Grouping;
}

/** The metrics that hold every word, in groups; groups and metrics keep the order of the catalogue. */
export function prepareCatalogue(
  catalogue: readonly MetricDefinition[],
  targets: readonly MetricTarget[],
  { find, by }: Wanted,
): readonly MetricGroup[] {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  const found = catalogue.filter((definition) => holds(definition, words));
  return [...Map.groupBy(found, (definition) => definition[by])].map(([id, metrics]) => ({
    id,
    title: titleOf(metrics[0], by),
    metrics: metrics.map((definition) => ({ definition, targets: targetsOf(definition, targets) })),
  }));
}

function titleOf(first: MetricDefinition | undefined, by: Grouping): string {
  if (!first) return '';
  return by === 'fact' ? upperFirst(first.factRows) : (ownerWords[first.owner] ?? first.owner);
}

function holds(definition: MetricDefinition, words: readonly string[]): boolean {
  const { id, title, what, formula, factRows, fact, owner, serves, leftOut, parts, dimensions } = definition;
  const titles = [...parts, ...dimensions].flatMap((each) => [each.id, each.title]);
  const rules = leftOut.flatMap(({ code, rule }) => [code, rule]);
  const said = [
    id,
    title,
    what,
    formula,
    factRows,
    fact,
    owner,
    ownerWords[owner] ?? '',
    ...serves.map(kpiWords),
    ...rules,
    ...titles,
  ];
  const text = said.join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The targets of one metric: those of fewest words in their slice first. */
export function targetsOf(
  { id }: Pick<MetricDefinition, 'id'>,
  targets: readonly MetricTarget[],
): MetricModel['targets'] {
  return targets.filter(({ metric }) => metric === id).toSorted((a, b) => a.where.length - b.where.length);
}

/** Which rows a target judges: `production`, `eval, medical intake`; empty where it judges all that have none of their own. */
export function sliceOf({ where }: Pick<MetricTarget, 'where'>): string {
  return where.map(({ values }) => values.map((value) => value ?? 'not known').join(' or ')).join(', ');
}

/** What the statement in the catalogue answers: the metric over all the data, as no reader narrowed it. */
export function wholeQuestion({ id }: Pick<MetricDefinition, 'id'>): PanelInput {
  return { metrics: [id], grain: 'none', period: {}, by: [], where: [], compare: null };
}
