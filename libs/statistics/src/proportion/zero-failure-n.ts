export interface ZeroFailureInput {
  /** Rate to be ruled out. */
  readonly maxRate: number;
  readonly conf: number;
}

/**
 * Smallest number of clean trials that bounds a rate below `maxRate`: (1 - maxRate)^n <= 1 - conf (Hanley and
 * Lippman-Hand 1983, JAMA 249:1743). Null unless both lie between 0 and 1.
 */
export function zeroFailureN({ maxRate, conf }: ZeroFailureInput): { readonly n: number | null } {
  if (!(maxRate > 0 && maxRate < 1 && conf > 0 && conf < 1)) return { n: null };
  // The slack keeps an exact power, as of 0.1 at 0.99, from being rounded one up.
  return { n: Math.ceil(Math.log1p(-conf) / Math.log1p(-maxRate) - 1e-9) };
}
