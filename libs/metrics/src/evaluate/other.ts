import type { MetricDefinition } from '../definition.ts';
import type { Evaluated } from './number.ts';
import type { Slice } from './question-cells.ts';
import { otherMember } from '@assay/contract';
import { unknownPart, unsaid } from './unsaid.ts';

/** Whether a slice is of values that were taken together because there are many. */
export const isOther = (by: Slice): boolean => Object.values(by).includes(otherMember);

/** Coefficients of labels are of one scale: those of many values have none together (PAIRS, DISTINCT of metrics.md 1.6). */
const canPool = ({ kind }: MetricDefinition): boolean =>
  kind !== 'agreement' && kind !== 'pair_agreement' && kind !== 'drift';

/** The number of many values taken together; of a metric that cannot be pooled only how much stands behind it. */
export function pooled(metric: MetricDefinition, by: Slice, { estimate, evidence }: Evaluated): Evaluated {
  if (!isOther(by) || canPool(metric)) return { estimate, evidence };
  const parts = Object.entries(estimate.parts).map(([id, part]) => [id, { ...part, ...unknownPart }] as const);
  return unsaid({ ...estimate, parts: Object.fromEntries(parts) }, 'not_pooled');
}
