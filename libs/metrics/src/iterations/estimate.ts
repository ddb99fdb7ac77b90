import type { Caveat, PartEstimate, Status } from '@assay/contract';
import type { MetricOf } from '../definition.ts';
import type { EstimateContext, Evaluated } from '../evaluate/number.ts';
import type { DeltaParts } from './read.ts';
import { normalQuantile } from '@assay/statistics';
import { minimums } from '../definition.ts';
import { confidence, toEstimate } from '../evaluate/number.ts';
import { countCaveats } from '../event-rate/estimate.ts';
import { mostMissing } from '../pairs/change.ts';
import { relativeOf } from '../pairs/relative.ts';
import { resultOf } from '../pairs/result.ts';

type Delta = MetricOf<'paired_delta'>;

/** Above a share of missing cases the others are no fair sample: the value is grey, and judged by nothing. */
function isTorn({ missing }: Delta, { rows, leftOut }: DeltaParts): boolean {
  const lost = missing.reduce((sum, code) => sum + (leftOut[code] ?? 0), 0);
  return lost > mostMissing * (rows + lost);
}

function statusOf(metric: Delta, parts: DeltaParts, value: number | null): Status {
  if (parts.rows === 0) return 'no_data';
  if (parts.rows < minimums[metric.minimum].fullFrom) return 'low_n';
  if (value === null) return 'undefined';
  return isTorn(metric, parts) ? 'low_n' : 'ok';
}

const figure = (value: number | null, limits: Partial<PartEstimate> = {}): PartEstimate => ({
  ...{ numerator: 0, rows: 0, lower: null, upper: null },
  ...limits,
  value,
});

const nothing = { value: null, lower: null, upper: null, interval: null } as const;

/** How much better candidates do on the cases that both answered, relative to what they are to replace. */
export function deltaOf(metric: Delta, parts: DeltaParts, context: EstimateContext): Evaluated {
  const { patterns, rows, counts } = parts;
  const { by, bucket } = context.place;
  const result = resultOf(patterns, 0, JSON.stringify([metric.id, by, bucket.from]));
  const relative = relativeOf(patterns, 0, result);
  const status = statusOf(metric, parts, relative.value);
  const isTold = rows >= minimums[metric.minimum].fullFrom;
  const shown = isTold ? relative : nothing;
  const groups = patterns.reduce((sum, each) => sum + each.groups, 0);
  const isTornApart = isTorn(metric, parts);
  const inconclusive: readonly Caveat[] = isTold && isTornApart ? [{ code: 'inconclusive', count: null }] : [];
  const kinds = Object.keys(metric.counts).map((id) => {
    const count = counts[id] ?? 0;
    return [id, { ...figure(null), numerator: count, rows: count }] as const;
  });
  const estimate = toEstimate(metric, context, {
    ...shown,
    n: rows,
    rows,
    numerator: groups * (result.currentValue ?? 0),
    numeratorRows: rows,
    denominator: groups * (result.comparedValue ?? 0),
    parts: {
      ...Object.fromEntries(kinds),
      points: isTold ? figure(result.difference, { lower: result.lower, upper: result.upper }) : figure(null),
      p: figure(isTold ? result.p : null),
    },
    status,
    caveats: [...countCaveats(metric, parts), ...inconclusive],
    ...(isTornApart ? { judgedBy: { lower: null, upper: null } } : {}),
  });
  return { estimate, evidence: { kind: 'estimate', standardError: isTornApart ? null : spreadOf(shown) } };
}

/** Standard error that limits of the normal law would have. */
function spreadOf({ lower, upper }: { readonly lower: number | null; readonly upper: number | null }): number | null {
  const reach = normalQuantile((1 + confidence) / 2);
  return lower === null || upper === null || reach === null ? null : (upper - lower) / (2 * reach);
}
