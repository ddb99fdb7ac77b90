import type { Cell, Comparison, DimensionFilter, Freshness, MetricCard, PanelRequest } from '@assay/contract';
import { isBudgeted, isGraded, isMoney, isOfAnswers, isRestated, isScoped } from '@assay/metrics';
import { formatLast } from '@assay/workspace';
import { version } from '../version.ts';
import { csvComment } from './csv.ts';

export interface HeaderFacts {
  readonly request: PanelRequest;
  readonly catalogue: readonly MetricCard[];
  /** Of the state of the data that is asked. */
  readonly freshness: Freshness;
  readonly generatedAt: Date;
  /** The number whose rows the file holds; absent where it holds the numbers themselves. */
  readonly cell?: Cell;
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
    case 'rest':
      return `all other values of ${compare.dimension}`;
  }
}

export const filterText = ({ dimension, values }: DimensionFilter): string =>
  `${dimension} = ${values.map((value) => value ?? 'not known').join(' | ')}`;

function metricLines(metrics: readonly string[], catalogue: readonly MetricCard[]): readonly string[] {
  return catalogue
    .filter(({ id }) => metrics.includes(id))
    .flatMap(({ id, title, what, formula }) => [`Metric ${id}: ${title}. ${what}`, `Formula ${id}: ${formula}`]);
}

/** Last day of the facts that these metrics count, other facts may reach further; of what lies nowhere in time that of all. */
function dataThrough(metrics: readonly string[], { catalogue, freshness }: HeaderFacts): string {
  const counted = new Set(catalogue.filter(({ id }) => metrics.includes(id)).map(({ fact }) => fact));
  const days = freshness.sources
    .flatMap(({ facts }) => facts)
    .flatMap(({ table, dataThrough: day }) => (counted.has(table) && day !== null ? [day] : []));
  return days.toSorted().at(-1) ?? freshness.dataThrough ?? 'no data';
}

/** Which of the numbers asked for together a file of rows is about. */
function numberText({ bucket, by }: Cell): readonly string[] {
  const slices = Object.entries(by).map(([dimension, value]) => filterText({ dimension, values: [value] }));
  const said = [...(bucket === null ? [] : [`period from ${bucket}`]), ...slices];
  return said.length > 0 ? [`Number: ${said.join(' and ')}`] : [];
}

/** Which currency the workspace reports in stands beside every amount. */
const moneyText = ({ moneyBasis, currency }: PanelRequest['params']): string =>
  `by ${moneyBasis ?? 'service'} in ${currency ?? 'the currency of the workspace'}`;

const answersText = ({ answerScale, answerCut }: PanelRequest['params']): string =>
  answerCut === undefined ? (answerScale ?? 'by the level of their label') : `below ${answerCut} or from it on`;

const budgetText = ({ budgetVersion }: PanelRequest['params']): string => budgetVersion ?? 'the version in force';

/** What a file says of itself, a comment a line: definition, question, how fresh, made when and by what. */
export function definitionHeader(given: HeaderFacts): string {
  const { request, catalogue, generatedAt, cell } = given;
  const { by, where, compare, grain, params, asOf } = request;
  const metrics = cell ? [cell.metric] : request.metrics;
  return [
    ...metricLines(metrics, catalogue),
    `Period: ${periodText(request)} by ${grain === 'none' ? 'the whole' : grain}`,
    ...(by.length > 0 ? [`Split by: ${by.join(' and ')}`] : []),
    ...where.map((filter) => `Filter: ${filterText(filter)}`),
    ...(cell ? numberText(cell) : []),
    ...(compare && !cell ? [`Compared with: ${comparisonText(compare)}`] : []),
    `Grades: ${params.gradeBasis}`,
    ...(metrics.some(isGraded) ? [`Labels: ${params.labelBasis ?? 'current'}`] : []),
    ...(metrics.some(isGraded) ? [`Votes: ${params.vote ?? 'majority'}`] : []),
    ...(metrics.some(isMoney) ? [`Money: ${moneyText(params)}`] : []),
    ...(metrics.some(isScoped) ? [`Cost: ${params.scope ?? 'vendor'}`] : []),
    ...(metrics.some(isRestated) ? [`Withdrawn items: ${params.itemBasis ?? 'restated'}`] : []),
    ...(metrics.some(isOfAnswers) ? [`Answers compared: ${answersText(params)}`] : []),
    ...(metrics.some(isBudgeted) ? [`Budget: ${budgetText(params)}`] : []),
    ...(asOf ? [`As known at: ${asOf}`] : []),
    `Data through: ${dataThrough(metrics, given)}`,
    `Generated at ${generatedAt.toISOString()} by Assay ${version}. Shares are fractions from 0 to 1. An empty cell is not zero.`,
  ]
    .map(csvComment)
    .join('');
}
