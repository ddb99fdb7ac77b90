import type { Estimate, PartEstimate } from '@assay/contract';
import type { Evaluated } from './number.ts';

/** What is said of a part whose value is not. */
export const unknownPart: Omit<PartEstimate, 'rows'> = { numerator: 0, value: null, lower: null, upper: null };

/** A number whose value is not said, and why; nothing is judged or compared by it. */
export function unsaid(estimate: Estimate, code: string): Evaluated {
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
      caveats: [{ code, count: null }],
      ...(estimate.distribution ? { distribution: [], moved: null } : {}),
    },
    evidence: { kind: 'estimate', standardError: null },
  };
}
