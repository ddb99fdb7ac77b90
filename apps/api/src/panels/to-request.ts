import type {
  AnswerScale,
  Cell,
  Comparison,
  CostScope,
  DimensionFilter,
  GradeBasis,
  Grain,
  ItemBasis,
  LabelBasis,
  MoneyBasis,
  PanelRequest,
  RequestedRange,
  RequestParams,
  VoteRule,
} from '@assay/contract';
import { AssayError, parseDay } from '@assay/contract';
import { parseLast } from '@assay/workspace';
import { limits } from '../platform/limits.ts';
import type { CellInput, CompareInput, FilterInput, PanelInput, ParamsInput, PeriodInput } from './panel-input.ts';

function invalid(message: string, hint: string): AssayError {
  return new AssayError('PARAM_INVALID', message, { hint });
}

function toRange({ last, from, to }: PeriodInput): RequestedRange {
  if (typeof last === 'string') {
    if (from || to) throw invalid('A period is either relative or between two days.', 'Give last, or from and to.');
    return { kind: 'last', last: parseLast(last) };
  }
  if (!from && !to) return { kind: 'all' };
  if (!from || !to) throw invalid('A period needs its first day and the day after its last.', 'Give both from and to.');
  return { kind: 'days', days: { from: parseDay(from), to: parseDay(to) } };
}

function toComparison({ kind, dimension, value, paired }: CompareInput): Comparison {
  if (paired && kind !== 'value')
    throw invalid('Cases are compared one by one with a named value alone.', 'Give kind value, dimension and value.');
  if (kind === 'rest') {
    if (typeof dimension === 'string' && typeof value !== 'string') return { kind, dimension };
    throw invalid('A comparison with the rest is with that of one dimension.', 'Give dimension, and no value.');
  }
  if (kind !== 'value') return { kind: kind as 'previous' | 'last_year' };
  if (typeof dimension !== 'string' || typeof value !== 'string') {
    throw invalid(
      'A comparison with a value names neither or only one of dimension and value.',
      'Give both dimension and value.',
    );
  }
  return { kind: 'value', dimension, value, ...(paired ? { paired } : {}) };
}

function atMost(count: number, most: number, what: string): void {
  if (count > most) throw new AssayError('TOO_LARGE', `A panel asks for ${count} ${what}, and ${most} is the most.`);
}

function toFilters(where: readonly FilterInput[]): readonly DimensionFilter[] {
  atMost(where.length, limits.filters, 'filters');
  for (const { values } of where) atMost(values.length, limits.valuesInFilter, 'values in one filter');
  return where.map(({ dimension, values }) => ({ dimension, values }));
}

function toInstant(text: string): string {
  const time = Date.parse(text);
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(time)) {
    throw invalid('The instant of knowledge (asOf) is not an instant.', 'Write it as 2026-11-16T06:00:00Z.');
  }
  return new Date(time).toISOString();
}

function toParams(input: ParamsInput): RequestParams {
  const { gradeBasis, labelBasis, vote, moneyBasis, currency, budgetVersion, scope, itemBasis } = input;
  const { answerScale, answerCut } = input;
  return {
    gradeBasis: (gradeBasis ?? 'best') as GradeBasis,
    ...(typeof labelBasis === 'string' ? { labelBasis: labelBasis as LabelBasis } : {}),
    ...(typeof vote === 'string' ? { vote: vote as VoteRule } : {}),
    ...(typeof moneyBasis === 'string' ? { moneyBasis: moneyBasis as MoneyBasis } : {}),
    ...(typeof currency === 'string' ? { currency } : {}),
    ...(typeof budgetVersion === 'string' ? { budgetVersion } : {}),
    ...(typeof scope === 'string' ? { scope: scope as CostScope } : {}),
    ...(typeof itemBasis === 'string' ? { itemBasis: itemBasis as ItemBasis } : {}),
    ...(typeof answerScale === 'string' ? { answerScale: answerScale as AnswerScale } : {}),
    ...(typeof answerCut === 'number' ? { answerCut } : {}),
  };
}

/**
 * The request an input means. GraphQL has checked its shape and its enums; here is what it cannot say. Throws
 * PARAM_INVALID, DAY_INVALID or TOO_LARGE.
 */
export function toRequest(input: PanelInput): PanelRequest {
  atMost(input.metrics.length, limits.metricsInPanel, 'metrics');
  atMost(input.by.length, limits.splits, 'dimensions to split by');
  if (input.metrics.length === 0) throw invalid('A panel asks for no metric.', 'Name at least one metric.');
  return {
    metrics: input.metrics,
    grain: input.grain as Grain,
    range: toRange(input.period),
    by: input.by,
    ...(input.rankedIn ? { rankedIn: toRange(input.rankedIn) } : {}),
    where: toFilters(input.where),
    compare: input.compare ? toComparison(input.compare) : null,
    ...(input.limits ? { limits: true } : {}),
    ...(input.restated ? { restated: true } : {}),
    params: toParams(input.params ?? {}),
    asOf: typeof input.asOf === 'string' ? toInstant(input.asOf) : null,
  };
}

export function toCell({ metric, bucket, by }: CellInput): Cell {
  return {
    metric,
    bucket: typeof bucket === 'string' ? parseDay(bucket) : null,
    by: Object.fromEntries(by.map(({ dimension, value }) => [dimension, value ?? null])),
  };
}
