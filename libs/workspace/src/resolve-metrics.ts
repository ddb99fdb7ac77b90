import type { MissingMetric, PanelAnswer, PanelRequest } from '@assay/contract';
import type { Known, Resolved } from '@assay/metrics';
import { resolveRequest } from '@assay/metrics';
import { failed } from './failed.ts';

type Why = MissingMetric['why'];

/** A request as far as it can be asked: with the metrics that can, and why the others cannot. */
export type Askable =
  { readonly resolved: Resolved; readonly missing: readonly MissingMetric[] } | { readonly answer: WithoutNumbers };

export type WithoutNumbers = Exclude<PanelAnswer, { readonly kind: 'ready' }>;

function resolve(request: PanelRequest, known: Known): { readonly resolved: Resolved } | { readonly why: Why } {
  try {
    const resolution = resolveRequest(request, known);
    return resolution.kind === 'resolved' ? { resolved: resolution.resolved } : { why: resolution };
  } catch (error) {
    return { why: failed(error) };
  }
}

/**
 * Each metric is asked or says why not: one without a dimension that is filtered by, or without any rows, takes nothing
 * from those it stands beside. They stay one request, so that they share periods, statements and adjustment.
 */
export function resolveMetrics(request: PanelRequest, known: Known): Askable {
  const missing = request.metrics.flatMap((metric): MissingMetric[] => {
    const alone = resolve({ ...request, metrics: [metric] }, known);
    return 'why' in alone ? [{ metric, why: alone.why }] : [];
  });
  const asked = request.metrics.filter((metric) => !missing.some((each) => each.metric === metric));
  if (asked.length === 0 && missing.length > 0) return { answer: withoutNumbers(missing) };
  const together = resolve({ ...request, metrics: asked }, known);
  return 'resolved' in together ? { resolved: together.resolved, missing } : { answer: together.why };
}

/** The answer of a request without any number: the first reason, and each metric's own where there are several. */
export function withoutNumbers(missing: readonly MissingMetric[]): WithoutNumbers {
  const [first, ...others] = missing;
  const why = first?.why ?? failed(null);
  return others.length > 0 ? { ...why, missing } : why;
}

/** In the order of the request. */
export function inOrder(missing: readonly MissingMetric[], { metrics }: PanelRequest): readonly MissingMetric[] {
  return missing.toSorted((a, b) => metrics.indexOf(a.metric) - metrics.indexOf(b.metric));
}
