import type { MissingMetric } from '@assay/contract';
import type { MissingMetric as Shape } from './panel-result.ts';

export function toMissing({ metric, why }: MissingMetric): Shape {
  const { message, hint } = why;
  return why.kind === 'failed'
    ? { metric, reason: null, code: why.code, message, hint, queryId: why.queryId }
    : { metric, reason: why.reason, code: null, message, hint, queryId: null };
}
