import { normalCdf, twoSidedZ } from '../distribution/normal.ts';

/** Where a quantity may lie: a share in 0 to 1, an amount above 0, or anywhere. */
export type Scale = 'share' | 'positive' | 'any';

export interface ConfidenceInput {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** Level of the interval. */
  readonly conf?: number;
  readonly scale: Scale;
  /** The point below which it is asked for. */
  readonly bound: number;
}

/** Scales on which intervals of such quantities are about symmetric: Wilson's is so exactly on the logit. */
const straightened: Readonly<Record<Scale, (x: number) => number>> = {
  share: (p) => Math.log(p / (1 - p)),
  positive: Math.log,
  any: (x) => x,
};

const ends: Readonly<Record<Scale, readonly [lower: number, upper: number]>> = {
  share: [0, 1],
  positive: [0, Infinity],
  any: [-Infinity, Infinity],
};

/** How unlikely none becomes with the true share or rate: log of the chance to see none, per unit seen. */
const logOfNone = (x: number, scale: Scale): number => (scale === 'share' ? Math.log1p(-x) : -x);

/** Where none was seen the exact law of none holds, fixed by the upper limit. */
function belowOfNone({ upper, bound, scale, conf = 0.95 }: ConfidenceInput): number | null {
  const atUpper = logOfNone(upper, scale);
  return atUpper < 0 ? 1 - ((1 - conf) / 2) ** (logOfNone(bound, scale) / atUpper) : null;
}

const mirrored = (input: ConfidenceInput): ConfidenceInput => ({
  ...input,
  value: 1 - input.value,
  lower: 1 - input.upper,
  upper: 1 - input.lower,
  bound: 1 - input.bound,
});

/** Between value and limit the normal law on the straightened scale, fixed by that limit. */
function belowOfSome({ value, lower, upper, bound, scale, conf = 0.95 }: ConfidenceInput): number | null {
  const z = twoSidedZ(conf);
  if (z === null) return null;
  const on = straightened[scale];
  const steps = on(bound) - on(value);
  if (steps === 0) return 0.5;
  const reach = steps > 0 ? on(upper) - on(value) : on(value) - on(lower);
  if (!(reach >= 0 && reach < Infinity)) return null;
  return reach === 0 ? Number(steps > 0) : normalCdf((z * steps) / reach);
}

/**
 * How much of the confidence distribution of a quantity lies below a bound (Schweder and Hjort 2002, Scand. J. Statist.
 * 29:309), read off its interval: (1 + conf) / 2 at the upper limit, (1 - conf) / 2 at the lower, a half at the value.
 * A value of 0, or a share of 1, has the exact law of none instead. Null where the limits do not enclose the value.
 */
export function confidenceBelow(input: ConfidenceInput): number | null {
  const { value, lower, upper, scale, bound } = input;
  if (!(lower <= value && value <= upper) || Number.isNaN(bound)) return null;
  const [first, last] = ends[scale];
  if (bound <= first) return 0;
  if (bound >= last) return 1;
  if (scale !== 'any' && value === 0) return belowOfNone(input);
  if (scale === 'share' && value === 1) {
    const above = belowOfNone(mirrored(input));
    return above === null ? null : 1 - above;
  }
  return belowOfSome(input);
}
