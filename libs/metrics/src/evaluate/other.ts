import type { PartEstimate } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { Evaluated } from './number.ts';
import type { Slice } from './question-cells.ts';
import { otherMember } from '@assay/contract';

/** Whether a slice is of values that were taken together because there are many. */
export const isOther = (by: Slice): boolean => Object.values(by).includes(otherMember);

/** Coefficients of labels are of one scale: those of many values have none together (PAIRS, DISTINCT of metrics.md 1.6). */
const canPool = ({ kind }: MetricDefinition): boolean =>
  kind !== 'agreement' && kind !== 'pair_agreement' && kind !== 'drift';

/** What is said of a part whose value is not. */
export const unknownPart: Omit<PartEstimate, 'rows'> = { numerator: 0, value: null, lower: null, upper: null };

/** The number of many values taken together; of a metric that cannot be pooled only how much stands behind it. */
export function pooled(metric: MetricDefinition, by: Slice, { estimate, evidence }: Evaluated): Evaluated {
  if (!isOther(by) || canPool(metric)) return { estimate, evidence };
  const parts = Object.entries(estimate.parts).map(([id, part]) => [id, { ...part, ...unknownPart }] as const);
  return {
    estimate: {
      ...estimate,
      value: null,
      lower: null,
      upper: null,
      interval: null,
      status: 'undefined',
      verdict: 'not_judged',
      chanceMet: null,
      parts: Object.fromEntries(parts),
      caveats: [{ code: 'not_pooled', count: null }],
      ...(estimate.distribution ? { distribution: [], moved: null } : {}),
    },
    evidence: { kind: 'estimate', standardError: null },
  };
}
