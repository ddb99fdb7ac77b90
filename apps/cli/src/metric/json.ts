import type {
  Caveat,
  Comparison,
  Estimate,
  MetricCard,
  MissingMetric,
  Money,
  PanelAnswer,
  PanelRequest,
  ReadyAnswer,
  SeriesLimits,
} from '@assay/contract';
import type { Beside } from './companions.ts';
import { notWorseText, trendText } from '@assay/metrics';
import type { Workspace } from '@assay/workspace';

type Known = Exclude<PanelAnswer, { readonly kind: 'failed' }>;

/** The part of the workspace that the document states. */
export type Shown = Pick<Workspace, 'catalogue' | 'isSample'>;

export interface Answered {
  readonly answer: Known;
  readonly beside: Beside | null;
}

/** The document of `assay metric --json`. Its shape is a contract: keys may be added, never renamed. */
export function metricDocument(
  request: PanelRequest,
  { answer, beside }: Answered,
  { catalogue, isSample }: Shown,
): object {
  const ready = answer.kind === 'ready' ? answer : null;
  const metrics = request.metrics.map((id) => {
    const card = catalogue.find((each) => each.id === id);
    const rows = ready && card ? rowsOf(card, ready, request.compare) : [];
    const limits = ready?.limits ? { limits: limitsOf(id, ready.limits) } : {};
    return { id, unit: card?.unit ?? null, rows, ...limits, ...(beside && card ? companionsOf(card, beside) : {}) };
  });
  return {
    metrics,
    asOf: ready?.asOf ?? request.asOf,
    engine: ready?.engine ?? null,
    statements: ready?.statements ?? 0,
    range: ready?.range ?? null,
    sample: isSample,
    notes: ready ? ready.notes : [],
    ...((answer.missing ?? []).length > 0 ? { missing: (answer.missing ?? []).map(missingOf) } : {}),
    ...(answer.kind === 'empty'
      ? { empty: { reason: answer.reason, message: answer.message, hint: answer.hint } }
      : {}),
  };
}

/** Of a metric that has any: what stands beside it, never compared. */
function companionsOf(card: MetricCard, { answer, of }: Beside): object {
  const companions = of(card).map((each) => ({ id: each.id, unit: each.unit, rows: rowsOf(each, answer, null) }));
  return companions.length === 0 ? {} : { companions };
}

/** Why a metric has no rows: `reason` where there is nothing, `code` where it failed. */
function missingOf({ metric, why }: MissingMetric): object {
  const { message, hint } = why;
  return { id: metric, ...(why.kind === 'empty' ? { reason: why.reason } : { code: why.code }), message, hint };
}

/** How each of its series usually runs, where that was asked. */
const limitsOf = (id: string, limits: readonly SeriesLimits[]): readonly object[] =>
  limits.filter(({ metric }) => metric === id).map(({ by, stretches }) => ({ by, stretches }));

function rowsOf(card: MetricCard, ready: ReadyAnswer, compare: Comparison | null): readonly object[] {
  return ready.estimates
    .filter((estimate) => estimate.metric === card.id)
    .map((estimate) => ({ ...rowOf(estimate, card), ...(compare ? { change: estimate.change } : {}) }));
}

/** A part is its numerator, which adds over rows; a figure beside the value is its value, null where it has none. */
function rowOf(estimate: Estimate, card: MetricCard): object {
  const figures = new Set(card.parts.filter(({ unit }) => unit !== undefined).map(({ id }) => id));
  const parts = Object.entries(estimate.parts).map(
    ([part, { numerator, value }]) => [part, figures.has(part) ? value : numerator] as const,
  );
  return {
    bucket: estimate.bucket,
    by: estimate.by,
    value: estimate.value,
    n: estimate.n,
    numerator: estimate.numerator,
    denominator: estimate.denominator,
    parts: Object.fromEntries(parts),
    lower: estimate.lower,
    upper: estimate.upper,
    interval: estimate.interval,
    status: estimate.status,
    target: estimate.target,
    verdict: estimate.verdict,
    chanceMet: estimate.chanceMet,
    ...(estimate.notWorse ? { notWorse: { ...estimate.notWorse, text: notWorseText(estimate.notWorse) } } : {}),
    ...(estimate.trend ? { trend: { ...estimate.trend, text: trendText(estimate.trend) } } : {}),
    partial: estimate.partial,
    ...(estimate.restated ? { restated: estimate.restated } : {}),
    ...(estimate.moved ? { moved: estimate.moved } : {}),
    ...(estimate.money ? moneyOf(estimate, estimate.money) : {}),
    caveats: estimate.caveats.map(caveatCode),
  };
}

/** What takes the place of numbers where they are money: decimal strings, with their currency. */
function moneyOf({ parts }: Estimate, { value, lower, upper, numerator, currency, unconverted }: Money): object {
  const texts = Object.entries(parts).map(([id, part]) => [id, part.money ?? null] as const);
  return { value, lower, upper, numerator, parts: Object.fromEntries(texts), currency, unconverted };
}

/** A caveat as `code:count`, or its bare code where a count has no meaning. */
function caveatCode({ code, count, day }: Caveat): string {
  const more = count ?? day;
  return more === undefined ? code : `${code}:${more}`;
}
