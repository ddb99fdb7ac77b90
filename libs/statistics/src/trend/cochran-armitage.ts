import { twoSidedP } from '../distribution/normal.ts';

export interface CochranArmitage {
  readonly z: number | null;
  readonly chi2: number | null;
  /** Two-sided. */
  readonly p: number | null;
  /** Null where z is 0. */
  readonly direction: 'up' | 'down' | null;
}

export interface CochranArmitageInput {
  /** One entry a period, in order. */
  readonly successes: readonly number[];
  readonly n: readonly number[];
}

const nothing: CochranArmitage = { z: null, chi2: null, p: null, direction: null };

/** Test for a trend of shares over equally spaced periods, scores 1, 2, 3 ... (Cochran 1954; Armitage 1955). Null without two periods with trials or where none or all counted. */
export function cochranArmitage({ successes, n }: CochranArmitageInput): CochranArmitage {
  const periods = n.map((size, i) => ({ size, x: successes[i] ?? NaN, score: i + 1 }));
  if (successes.length !== n.length || !periods.every(({ size, x }) => x >= 0 && x <= size)) return nothing;
  const sum = (term: (period: (typeof periods)[0]) => number) => periods.reduce((total, each) => total + term(each), 0);
  const size = sum((each) => each.size);
  const p = sum(({ x }) => x) / size;
  const mean = sum((each) => each.size * each.score) / size;
  const variance = p * (1 - p) * sum((each) => each.size * (each.score - mean) ** 2);
  if (!(variance > 0 && variance < Infinity)) return nothing;
  // Scores taken from their mean, so that the expected counts cancel.
  const trend = sum((each) => (each.score - mean) * each.x);
  const z = trend / Math.sqrt(variance);
  const direction = z === 0 ? null : z > 0 ? 'up' : 'down';
  return { z, chi2: z * z, p: twoSidedP(z), direction };
}
