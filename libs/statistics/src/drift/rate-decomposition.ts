import { total } from '../sample/moments.ts';

/** A slice of one period: x of n counted. */
export interface SliceCount {
  readonly slice: string;
  readonly n: number;
  readonly x: number;
}

export interface RateDecomposition {
  readonly baselineRate: number | null;
  readonly currentRate: number | null;
  /** Current less baseline; equals mixEffect + rateEffect. */
  readonly change: number | null;
  /** Part of the change that comes from other weights of the slices. */
  readonly mixEffect: number | null;
  /** Part that comes from other rates inside the slices. */
  readonly rateEffect: number | null;
  /** Order of the two lists below: the baseline's slices, then those that are new. */
  readonly slices: readonly string[];
  readonly mixBySlice: readonly number[];
  readonly rateBySlice: readonly number[];
  /** Current rate had the mix stayed as it was. */
  readonly standardisedCurrent: number | null;
  readonly standardisedSe: number | null;
}

export interface RateDecompositionInput {
  readonly baseline: readonly SliceCount[];
  readonly current: readonly SliceCount[];
}

interface Part {
  readonly slice: string;
  readonly w0: number;
  readonly w1: number;
  readonly r0: number;
  readonly r1: number;
  /** Trials behind r1. */
  readonly n1: number;
}

const nothing: RateDecomposition = {
  baselineRate: null,
  currentRate: null,
  change: null,
  mixEffect: null,
  rateEffect: null,
  slices: [],
  mixBySlice: [],
  rateBySlice: [],
  standardisedCurrent: null,
  standardisedSe: null,
};

/** One entry a slice, counts of a slice named twice added, empty slices left out. */
function bySlice(counts: readonly SliceCount[]): ReadonlyMap<string, { readonly n: number; readonly x: number }> {
  const sums = new Map<string, { n: number; x: number }>();
  for (const { slice, n, x } of counts) {
    if (n === 0) continue;
    const sum = sums.get(slice) ?? { n: 0, x: 0 };
    sums.set(slice, { n: sum.n + n, x: sum.x + x });
  }
  return sums;
}

/** Weights and rates of both periods; a slice absent from one takes the other's rate, so that it moves the mix only. */
function partsOf({ baseline, current }: RateDecompositionInput): readonly Part[] {
  const before = bySlice(baseline);
  const now = bySlice(current);
  const n0 = total([...before.values()].map(({ n }) => n));
  const n1 = total([...now.values()].map(({ n }) => n));
  return [...new Set([...before.keys(), ...now.keys()])].map((slice) => {
    const [old, fresh] = [before.get(slice), now.get(slice)];
    const known = fresh ?? old ?? { n: NaN, x: NaN };
    const earlier = old ?? known;
    return {
      slice,
      w0: (old?.n ?? 0) / n0,
      w1: (fresh?.n ?? 0) / n1,
      r0: earlier.x / earlier.n,
      r1: known.x / known.n,
      n1: known.n,
    };
  });
}

const isValid = (counts: readonly SliceCount[]) =>
  counts.every(({ n, x }) => x >= 0 && x <= n && n < Infinity) && counts.some(({ n }) => n > 0);

/** What of a change of a rate is mix and what is rate, exactly (Kitagawa 1955, JASA 50:1168), and the rate at the baseline's mix. Null without trials on a side. */
export function rateDecomposition(input: RateDecompositionInput): RateDecomposition {
  if (!(isValid(input.baseline) && isValid(input.current))) return nothing;
  const parts = partsOf(input);
  const sum = (term: (part: Part) => number) => total(parts.map(term));
  const mixBySlice = parts.map(({ w0, w1, r0, r1 }) => ((w1 - w0) * (r0 + r1)) / 2);
  const rateBySlice = parts.map(({ w0, w1, r0, r1 }) => ((r1 - r0) * (w0 + w1)) / 2);
  const baselineRate = sum(({ w0, r0 }) => w0 * r0);
  const currentRate = sum(({ w1, r1 }) => w1 * r1);
  return {
    baselineRate,
    currentRate,
    change: currentRate - baselineRate,
    mixEffect: total(mixBySlice),
    rateEffect: total(rateBySlice),
    slices: parts.map(({ slice }) => slice),
    mixBySlice,
    rateBySlice,
    standardisedCurrent: sum(({ w0, r1 }) => w0 * r1),
    standardisedSe: Math.sqrt(sum(({ w0, r1, n1 }) => (w0 * w0 * r1 * (1 - r1)) / n1)),
  };
}
