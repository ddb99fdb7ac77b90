import { kolmogorovSf } from '../distribution/kolmogorov.ts';

export interface KsTwoSample {
  /** Largest distance of the two empirical distribution functions, 0 to 1. */
  readonly d: number | null;
  /** Exact where no two values are equal; null for more than 10,000 pairs of values. */
  readonly pExactNoTies: number | null;
  /** From the limit law: the one to use for large samples. */
  readonly pAsymptotic: number | null;
}

export interface TwoSamples {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

const mostPairs = 10_000;

/** Largest |i m - j n| over all values, i and j being how many of a and b are at most the value: D in whole numbers. */
function largestGap(a: readonly number[], b: readonly number[]): number {
  const one = [...a].sort((x, y) => x - y);
  const two = [...b].sort((x, y) => x - y);
  let gap = 0;
  for (let i = 0, j = 0; i < one.length && j < two.length;) {
    const value = Math.min(one[i] as number, two[j] as number);
    while (one[i] === value) i++;
    while (two[j] === value) j++;
    gap = Math.max(gap, Math.abs(i * two.length - j * one.length));
  }
  return gap;
}

/**
 * Share of the orders of n and m values whose gap reaches `gap` (Smirnov 1939): of all lattice paths from (0, 0) to
 * (n, m) those that touch the bound, counted forwards so that a small share keeps its digits.
 */
function shareTouching(n: number, m: number, gap: number): number {
  const touched = new Float64Array(m + 1);
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      const fromLeft = i === 0 ? 0 : (touched[j] as number) * (i / (i + j));
      const fromBelow = j === 0 ? 0 : (touched[j - 1] as number) * (j / (i + j));
      touched[j] = Math.abs(i * m - j * n) >= gap ? 1 : fromLeft + fromBelow;
    }
  }
  return touched[m] as number;
}

/** Two-sample Kolmogorov-Smirnov test (Smirnov 1939, 1948). All null without values on a side. */
export function ksTwoSample({ a, b }: TwoSamples): KsTwoSample {
  const isValued = [...a, ...b].every((value) => !Number.isNaN(value));
  if (!(a.length > 0 && b.length > 0 && isValued)) return { d: null, pExactNoTies: null, pAsymptotic: null };
  const [n, m] = [a.length, b.length];
  const gap = largestGap(a, b);
  const d = gap / (n * m);
  return {
    d,
    pExactNoTies: n * m <= mostPairs ? shareTouching(n, m, gap) : null,
    pAsymptotic: kolmogorovSf(d * Math.sqrt((n * m) / (n + m))),
  };
}
