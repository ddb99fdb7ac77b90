export interface Cusum {
  /** What has gathered above and below the target, in sigmas, one a point. */
  readonly upper: readonly number[];
  readonly lower: readonly number[];
  /** Place of the first point past the limit, from 1; null if none is. */
  readonly firstUpper: number | null;
  readonly firstLower: number | null;
}

export interface CusumInput {
  readonly x: readonly number[];
  readonly target: number;
  readonly sigma: number;
  /** Half the shift to be seen, in sigmas; 0.5 when absent. */
  readonly k?: number;
  /** Limit; 5 when absent: with k 0.5 one false alarm in 465 points. */
  readonly h?: number;
}

const nothing: Cusum = { upper: [], lower: [], firstUpper: null, firstLower: null };

/** Place from 1 of the first value that is past the limit. */
export function firstPast(values: readonly number[], isPast: (value: number) => boolean): number | null {
  const place = values.findIndex(isPast);
  return place < 0 ? null : place + 1;
}

/** Two-sided cumulative sums (Page 1954, Biometrika 41:100; Montgomery, Statistical Quality Control, ch. 9). Nothing for a spread or limit that is none. */
export function cusum({ x, target, sigma, k = 0.5, h = 5 }: CusumInput): Cusum {
  const isSet = Number.isFinite(target) && sigma > 0 && sigma < Infinity && k >= 0 && k < Infinity && h > 0;
  const moved = x.map((value) => (value - target) / sigma);
  if (!isSet || !moved.every(Number.isFinite)) return nothing;
  const gathered = (sign: 1 | -1): readonly number[] => {
    let sum = 0;
    return moved.map((each) => (sum = Math.max(0, sum + sign * each - k)));
  };
  const [upper, lower] = [gathered(1), gathered(-1)];
  if (![...upper, ...lower].every(Number.isFinite)) return nothing;
  const isPast = (value: number): boolean => value > h;
  return { upper, lower, firstUpper: firstPast(upper, isPast), firstLower: firstPast(lower, isPast) };
}
