import type { MissingMetric, PanelRequest } from '@assay/contract';
import type { RightsScope } from '@assay/metrics';
import { refusalOfRequest } from '@assay/metrics';

/** The metrics of a request that a viewer may read, split and filtered as it asks, and why not the others. Throws on unknown names. */
export function readable(
  request: PanelRequest,
  scope: RightsScope,
): { readonly metrics: readonly string[]; readonly missing: readonly MissingMetric[] } {
  const missing = request.metrics.flatMap((metric): MissingMetric[] => {
    const refusal = refusalOfRequest({ ...request, metrics: [metric] }, scope);
    return refusal ? [{ metric, why: { kind: 'empty', reason: 'no_access', ...refusal } }] : [];
  });
  const refused = new Set(missing.map(({ metric }) => metric));
  return { metrics: request.metrics.filter((metric) => !refused.has(metric)), missing };
}
