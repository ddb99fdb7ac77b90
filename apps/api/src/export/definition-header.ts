import type { Comparison, DimensionFilter, Freshness, MetricCard, PanelRequest } from '@assay/contract';
import { isMoney } from '@assay/metrics';
import { formatLast } from '@assay/workspace';
import { version } from '../version.ts';
import { csvComment } from './csv.ts';

export interface HeaderFacts {
  readonly request: PanelRequest;
  readonly catalogue: readonly MetricCard[];
  /** Of the state of the data that is asked. */
  readonly freshness: Freshness;
  readonly generatedAt: Date;
}

function periodText({ range }: PanelRequest): string {
  switch (range.kind) {
    case 'all':
      return 'all data';
    case 'last':
      return `last ${formatLast(range.last)} in full`;
    case 'days':
      return `from ${range.days.from} until before ${range.days.to}`;
  }
}

function comparisonText(compare: Comparison): string {
  switch (compare.kind) {
    case 'previous':
      return 'the period before';
    case 'last_year':
      return 'a year earlier';
    case 'value':
      return `${compare.dimension} = ${compare.value}`;
  }
}

const filterText = ({ dimension, values }: DimensionFilter): string =>
  `${dimension} = ${values.map((value) => value ?? 'not known').join(' | ')}`;

function metricLines(metrics: readonly string[], catalogue: readonly MetricCard[]): readonly string[] {
  return catalogue
    .filter(({ id }) => metrics.includes(id))
    .flatMap(({ id, title, what, formula }) => [`Metric ${id}: ${title}. ${what}`, `Formula ${id}: ${formula}`]);
}

/** Last day of the facts that these metrics count; other facts may reach further. */
function dataThrough(metrics: readonly string[], { catalogue, freshness }: HeaderFacts): string {
  const counted = new Set(catalogue.filter(({ id }) => metrics.includes(id)).map(({ fact }) => fact));
  const days = freshness.sources
    .flatMap(({ facts }) => facts)
    .flatMap(({ table, dataThrough: day }) => (counted.has(table) && day !== null ? [day] : []));
  return days.toSorted().at(-1) ?? 'no data';
}

/** Which currency the workspace reports in stands beside every amount. */
const moneyText = ({ moneyBasis, currency }: PanelRequest['params']): string =>
  `by ${moneyBasis ?? 'service'} in ${currency ?? 'the currency of the workspace'}`;

/** What a file says of itself, a comment a line: definition, question, how fresh, made when and by what. */
export function definitionHeader(given: HeaderFacts): string {
  const { request, catalogue, generatedAt } = given;
  const { by, where, compare, grain, params, asOf } = request;
  return [
    ...metricLines(request.metrics, catalogue),
    `Period: ${periodText(request)} by ${grain === 'none' ? 'the whole' : grain}`,
    ...(by.length > 0 ? [`Split by: ${by.join(' and ')}`] : []),
    ...where.map((filter) => `Filter: ${filterText(filter)}`),
    ...(compare ? [`Compared with: ${comparisonText(compare)}`] : []),
    `Grades: ${params.gradeBasis}`,
    ...(request.metrics.some(isMoney) ? [`Money: ${moneyText(params)}`] : []),
    ...(asOf ? [`As known at: ${asOf}`] : []),
    `Data through: ${dataThrough(request.metrics, given)}`,
    `Generated at ${generatedAt.toISOString()} by Assay ${version}. Shares are fractions from 0 to 1. An empty cell is not zero.`,
  ]
    .map(csvComment)
    .join('');
}
