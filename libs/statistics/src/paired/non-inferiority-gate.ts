export type GateVerdict = 'improved' | 'non_inferior' | 'failed' | 'inconclusive';

export interface GateInput {
  /** Limits of candidate less baseline. */
  readonly lower: number;
  readonly upper: number;
  /** Which way is good. */
  readonly direction: 'up' | 'down';
  /** How much worse is still acceptable, 0 or more. */
  readonly margin: number;
}

/**
 * What an interval of a difference says of a candidate: better, not worse by the margin, worse by it, or neither
 * (Piaggio et al. 2012, JAMA 308:2594). Null for limits or a margin that are none.
 */
export function nonInferiorityGate({ lower, upper, direction, margin }: GateInput): {
  readonly verdict: GateVerdict | null;
} {
  if (!(lower <= upper && margin >= 0 && margin < Infinity)) return { verdict: null };
  const [least, most] = direction === 'down' ? [-upper, -lower] : [lower, upper];
  if (least > 0) return { verdict: 'improved' };
  if (least >= -margin) return { verdict: 'non_inferior' };
  return { verdict: most < -margin ? 'failed' : 'inconclusive' };
}
