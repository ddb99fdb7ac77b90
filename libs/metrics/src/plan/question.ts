import type { Comparison, DayRange, GradeBasis, Grain, PanelRequest } from '@assay/contract';
import type { RateDefinition } from '../definition.ts';
import type { Filter } from './filter.ts';
import type { Known } from './known.ts';
import { AssayError, bucketsOf, daysBetween } from '@assay/contract';
import { metricOf } from '../registry.ts';
import { lastYearRange, previousRange, resolveRange } from '../time/range.ts';
import { dimensionOf, resolveFilters } from './filter.ts';

/** One set of numbers to be read: a request, or what it is compared with. */
export interface Question {
  readonly metrics: readonly RateDefinition[];
  readonly grain: Grain;
  readonly range: DayRange;
  readonly by: readonly string[];
  readonly where: readonly Filter[];
  readonly basis: GradeBasis;
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
  | { readonly kind: 'empty'; readonly message: string; readonly hint: string };

const mostSplits = 2;

function checkSplits(request: PanelRequest): void {
  for (const id of request.by) dimensionOf(id);
  if (request.by.length > mostSplits) {
    throw new AssayError('USAGE', `A split takes at most ${mostSplits} dimensions, ${request.by.length} were given.`, {
      hint: 'Use a filter for the third.',
    });
  }
}

/** An answer draws at most so many points a series. */
const mostPoints = 500;
const longestDays = { day: 1, week: 7, month: 31, quarter: 92 } as const;

function checkPoints(range: DayRange, grain: Grain): void {
  if (grain === 'none') return;
  // Counting the buckets of thousands of years would take longer than refusing them.
  const isLong = daysBetween(range.from, range.to) > mostPoints * longestDays[grain];
  if (!isLong && bucketsOf(range, grain).length <= mostPoints) return;
  throw new AssayError('TOO_LARGE', `By ${grain} the range from ${range.from} to ${range.to} has too many points.`, {
    hint: `Ask for a shorter range or a coarser grain: at most ${mostPoints} points.`,
  });
}

function compared(current: Question, comparison: Comparison, known: Known): Question {
  switch (comparison.kind) {
    case 'previous':
      return { ...current, range: previousRange(current.range) };
    case 'last_year':
      return { ...current, range: lastYearRange(current.range) };
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

/** Of a team that has loaded only labelling work so far, this is what is missing. */
const howToLoad = 'These numbers count model outputs: load a file of them with assay load.';

function nothingLoaded({ asOf }: Known): { readonly message: string; readonly hint: string } {
  if (asOf === null) return { message: 'No model outputs have been loaded yet.', hint: howToLoad };
  return {
    message: `No model outputs had been loaded by ${asOf}.`,
    hint: 'Ask as of a later instant, or leave it out.',
  };
}

/** Makes a request definite with what is known of the data. Throws on what the reader must mend. */
export function resolveRequest(request: PanelRequest, known: Known): Resolution {
  checkSplits(request);
  const metrics = request.metrics.map(metricOf);
  if (metrics.length === 0) throw new AssayError('USAGE', 'A request names at least one metric.');
  const range = resolveRange(request.range, known.span);
  if (!range) return { kind: 'empty', ...nothingLoaded(known) };
  checkPoints(range, request.grain);
  const filters = resolveFilters(request.where, known);
  if (filters.kind === 'unknown') return { kind: 'empty', message: filters.message, hint: filters.hint };
  const current: Question = {
    metrics,
    grain: request.grain,
    range,
    by: request.by,
    where: filters.filters,
    basis: request.params.gradeBasis,
  };
  const baseline = request.compare && compared(current, request.compare, known);
  return { kind: 'resolved', resolved: { request, current, baseline } };
}
