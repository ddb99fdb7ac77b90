import type { BucketGrain, Comparison, DayRange, GradeBasis, ItemBasis, PanelRequest, VoteRule } from '@assay/contract';
import type { AnswerReading } from '../agreement/reading.ts';
import type { MetricDefinition } from '../definition.ts';
import type { DimensionId } from '../dimensions.ts';
import type { Fact, FactDimension } from '../fact.ts';
import type { MoneyTerms } from '../money/terms.ts';
import type { LabelTerms } from '../output/label-terms.ts';
import type { DaySpan } from '../time/range.ts';
import type { Filter } from './filter.ts';
import type { CountedTable } from './span.ts';
import type { Known } from './known.ts';
import { AssayError, bucketsOf, daysBetween, fiscalGrain, quarterOffset } from '@assay/contract';
import { tables } from '@assay/model';
import { moneyTerms } from '../money/terms.ts';
import { inForce } from '../output/label-terms.ts';
import { metricIds, metricOf } from '../registry.ts';
import { isCorrectable } from '../corrected/correctable.ts';
import { earlierRange, previousRange, resolveRange } from '../time/range.ts';
import { dimensionOf } from '../dimensions.ts';
import { factOf } from '../facts.ts';
import { isPairable } from '../pairs/pairable.ts';
import { readingOf } from '../agreement/reading.ts';
import { resolveFilters } from './filter.ts';
import { labelTerms } from './labels.ts';

/** Values by dimension, first the one with most; a dimension that is absent is shown whole. */
export type Tops = Readonly<Record<string, readonly (string | null)[]>>;

/** One set of numbers to be read: a request, or what it is compared with. */
export interface Question {
  readonly metrics: readonly MetricDefinition[];
  /** Date that puts rows into periods; of a question about several dates the first metric's, until it is taken apart. */
  readonly time: string;
  /** With the calendar of the workspace. */
  readonly grain: BucketGrain;
  readonly range: DayRange;
  readonly by: readonly string[];
  /** Values that a split of many is cut down to, by dimension; the others are taken together. */
  readonly tops: Tops;
  readonly where: readonly Filter[];
  readonly basis: GradeBasis;
  readonly labels: LabelTerms;
  readonly vote: VoteRule;
  readonly money: MoneyTerms;
  readonly items: ItemBasis;
  readonly reading: AnswerReading;
}

/** A request with its days, filters and comparison made definite. */
export interface Resolved {
  readonly request: PanelRequest;
  readonly current: Question;
  /** What each number is compared with; matched by the dimensions both have. */
  readonly baseline: Question | null;
}

export type Resolution =
  | { readonly kind: 'resolved'; readonly resolved: Resolved }
  /** The data has nothing that the request asks for; said before any statement is sent. */
  | {
      readonly kind: 'empty';
      readonly reason: 'value_unknown' | 'source_not_connected';
      readonly message: string;
      readonly hint: string;
    };

const mostSplits = 2;

/** Dimensions that numbers of a metric can be split and filtered by. */
export function splitsOf({ fact, spreadsOver }: MetricDefinition): readonly DimensionId[] {
  const all = Object.entries(factOf(fact).dimensions) as [DimensionId, FactDimension][];
  return all.flatMap(([id, { isMultiple }]) => (isMultiple === true && id !== spreadsOver ? [] : [id]));
}

const canSplit = (metric: MetricDefinition, id: DimensionId): boolean => splitsOf(metric).includes(id);

/** Every dimension named must be one that the rows of every metric have. */
function checkDimensions(request: PanelRequest, metrics: readonly MetricDefinition[]): void {
  const { compare } = request;
  const compared = compare && 'dimension' in compare ? [compare.dimension] : [];
  for (const named of [...request.by, ...request.where.map(({ dimension }) => dimension), ...compared]) {
    const { id, title } = dimensionOf(named);
    const without = metrics.find((metric) => !canSplit(metric, id));
    if (!without) continue;
    throw new AssayError('DIMENSION_UNKNOWN', `${without.title} has no dimension ${title.toLowerCase()} (${id}).`, {
      hint: `It can be split and filtered by: ${splitsOf(without).join(', ')}.`,
    });
  }
}

/** A row with several values is not in or out by one of them, so nothing is filtered by such a dimension. */
function checkFilters({ where }: PanelRequest, metrics: readonly MetricDefinition[]): void {
  for (const { dimension } of where) {
    const { id, title } = dimensionOf(dimension);
    if (metrics.every(({ fact }) => factOf(fact).dimensions[id]?.isMultiple !== true)) continue;
    throw new AssayError('PARAM_INVALID', `Nothing can be filtered by ${title.toLowerCase()}.`, {
      hint: `Split by it instead: --by ${id}.`,
    });
  }
}

function checkSplits(request: PanelRequest): void {
  if (request.by.length > mostSplits) {
    throw new AssayError('USAGE', `A split takes at most ${mostSplits} dimensions, ${request.by.length} were given.`, {
      hint: 'Use a filter for the third.',
    });
  }
}

/** An answer draws at most so many points a series. */
const mostPoints = 500;
const longestDays = { day: 1, week: 7, month: 31 } as const;
const longestQuarter = 92;

function checkPoints(range: DayRange, grain: BucketGrain): void {
  if (grain === 'none') return;
  const longest = grain in longestDays ? longestDays[grain as keyof typeof longestDays] : longestQuarter;
  // Counting the buckets of thousands of years would take longer than refusing them.
  const isLong = daysBetween(range.from, range.to) > mostPoints * longest;
  if (!isLong && bucketsOf(range, grain).length <= mostPoints) return;
  const shown = quarterOffset(grain) === null ? grain : 'quarter';
  throw new AssayError('TOO_LARGE', `By ${shown} the range from ${range.from} to ${range.to} has too many points.`, {
    hint: `Ask for a shorter range or a coarser grain: at most ${mostPoints} points.`,
  });
}

/** The rest is what other values of the split have, each row once; environments are never pooled. */
function checkRest({ by, compare }: PanelRequest, metrics: readonly MetricDefinition[]): void {
  if (compare?.kind !== 'rest') return;
  const { id, title } = dimensionOf(compare.dimension);
  const name = title.toLowerCase();
  if (!by.includes(id))
    throw new AssayError('PARAM_INVALID', `There is no rest of ${name}: the numbers are not split by it.`, {
      hint: `Split by ${id}, too.`,
    });
  const shared = metrics.find((metric) => metric.spreadsOver === id || factOf(metric.fact).guard === id);
  if (!shared) return;
  throw new AssayError(
    'PARAM_INVALID',
    `${title} has no rest: ${shared.title} is never added up over several values of it.`,
    {
      hint: 'Compare with the rest of another dimension.',
    },
  );
}

/** Only shares of rows that answer cases have something on each side that is the same. */
function checkPaired({ compare }: PanelRequest, metrics: readonly MetricDefinition[]): void {
  if (compare?.kind !== 'value' || compare.paired !== true) return;
  const other = metrics.find((metric) => !isPairable(metric));
  if (!other) return;
  throw new AssayError('PARAM_INVALID', `${other.title} cannot be compared case by case.`, {
    hint: `Leave out paired, or ask for ${metricIds.filter((id) => isPairable(metricOf(id))).join(', ')}.`,
  });
}

/** Only shares of outputs can be set right by how judges do beside people; what reads no verdict has nothing to correct. */
function checkCorrected({ params, compare }: PanelRequest, metrics: readonly MetricDefinition[]): void {
  if (params.gradeBasis !== 'corrected') return;
  if ((params.vote ?? 'majority') !== 'majority')
    throw new AssayError('PARAM_INVALID', 'Judges are held against what most people say.', {
      hint: 'Leave out vote, or grade_basis=corrected.',
    });
  const isPaired = compare?.kind === 'value' && compare.paired === true;
  const other = metrics.find((metric) => factOf(metric.fact).isGraded && (isPaired || !isCorrectable(metric)));
  if (!other) return;
  const how = isPaired ? ' case by case' : '';
  throw new AssayError('PARAM_INVALID', `${other.title} cannot be corrected by how judges do beside people${how}.`, {
    hint: `Leave out grade_basis=corrected, or ask for ${metricIds.filter((id) => isCorrectable(metricOf(id))).join(', ')}.`,
  });
}

/** Null where what a number is compared with are other numbers of the same question. */
function compared(current: Question, comparison: Comparison, known: Known): Question | null {
  switch (comparison.kind) {
    case 'rest':
      return null;
    case 'previous':
      return { ...current, range: previousRange(current.range) };
    case 'last_year':
      return { ...current, range: earlierRange(current.range, 'last_year') };
    case 'value': {
      const { dimension, value } = comparison;
      const filters = resolveFilters([{ dimension, values: [value] }], known);
      if (filters.kind === 'unknown') throw new AssayError('PARAM_INVALID', filters.message, { hint: filters.hint });
      return {
        ...current,
        by: current.by.filter((id) => id !== dimension),
        where: [...current.where.filter((filter) => filter.dimension !== dimension), ...filters.filters],
      };
    }
  }
}

/** What is missing, in words of the rows that the metric counts. */
function nothingLoaded(table: CountedTable, { asOf }: Known): { readonly message: string; readonly hint: string } {
  const { rows } = tables[table];
  const hint = `These numbers count ${rows}: load a file of them with assay load.`;
  if (asOf === null) return { message: `No ${rows} have been loaded yet.`, hint };
  return { message: `No ${rows} had been loaded by ${asOf}.`, hint: 'Ask as of a later instant, or leave it out.' };
}

/** The table that a fact's rows are of: where it has none, the one that stands in for it. */
const tableWithRows = ({ table, standIn }: Fact, { spans }: Known): CountedTable =>
  standIn !== undefined && !spans.get(table) && spans.get(standIn) ? standIn : table;

/** Days of all rows that some of the metrics count; null where one of them has none. */
function spanOfMetrics(metrics: readonly MetricDefinition[], known: Known): DaySpan | CountedTable {
  const counted = [...new Set(metrics.map(({ fact }) => tableWithRows(factOf(fact), known)))];
  const missing = counted.find((table) => !known.spans.get(table));
  if (missing) return missing;
  return counted
    .map((table) => known.spans.get(table) ?? null)
    .reduce(
      (a, b) => a && b && { first: a.first < b.first ? a.first : b.first, last: a.last > b.last ? a.last : b.last },
    );
}

/** Makes a request definite with what is known of the data. Throws on what the reader must mend. */
export function resolveRequest(request: PanelRequest, known: Known): Resolution {
  checkSplits(request);
  const metrics = request.metrics.map(metricOf);
  const [first] = metrics;
  if (!first) throw new AssayError('USAGE', 'A request names at least one metric.');
  checkDimensions(request, metrics);
  checkFilters(request, metrics);
  checkRest(request, metrics);
  checkPaired(request, metrics);
  checkCorrected(request, metrics);
  const span = spanOfMetrics(metrics, known);
  if (typeof span === 'string') return { kind: 'empty', reason: 'source_not_connected', ...nothingLoaded(span, known) };
  const range = resolveRange(request.range, request.range.kind === 'all' ? span : known.span, known.yearStarts);
  if (!range)
    return { kind: 'empty', reason: 'source_not_connected', ...nothingLoaded(factOf(first.fact).table, known) };
  const grain = fiscalGrain(request.grain, known.yearStarts);
  checkPoints(range, grain);
  const filters = resolveFilters(request.where, known);
  if (filters.kind === 'unknown')
    return { kind: 'empty', reason: 'value_unknown', message: filters.message, hint: filters.hint };
  const current: Question = {
    metrics,
    time: first.time,
    grain,
    range,
    by: request.by,
    tops: {},
    where: filters.filters,
    basis: request.params.gradeBasis,
    labels: inForce,
    vote: request.params.vote ?? 'majority',
    money: moneyTerms(request.params, known),
    items: request.params.itemBasis ?? 'restated',
    reading: readingOf(request.params),
  };
  const baseline = request.compare && compared(current, request.compare, known);
  const [labels, before] = labelTerms(request.params.labelBasis ?? 'current', { current, baseline }, known);
  const sides = { current: { ...current, labels }, baseline: baseline && { ...baseline, labels: before } };
  return { kind: 'resolved', resolved: { request, ...sides } };
}
