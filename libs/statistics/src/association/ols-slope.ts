import { tQuantile } from '../distribution/student-t.ts';
import type { PairedPoints } from './correlation.ts';
import { mean } from '../sample/moments.ts';

export interface OlsSlope {
  /** Of y for one more of x; null where all x are equal. */
  readonly slope: number | null;
  readonly intercept: number | null;
  /** Null for fewer than three points. */
  readonly se: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Null where all y are equal. */
  readonly r2: number | null;
}

const nothing: OlsSlope = { slope: null, intercept: null, se: null, lower: null, upper: null, r2: null };

/** Straight line of least squares with the t interval of its slope (Legendre 1805; Student). Null for fewer than two points. */
export function olsSlope({ x, y, conf = 0.95 }: PairedPoints): OlsSlope {
  const n = x.length;
  if (n !== y.length || n < 2 || ![...x, ...y].every(Number.isFinite)) return nothing;
  const [mx, my] = [mean(x), mean(y)];
  const dx = x.map((each) => each - mx);
  const dy = y.map((each) => each - my);
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, each, place) => sum + each * (b[place] ?? 0), 0);
  const [sxx, syy] = [dot(dx, dx), dot(dy, dy)];
  const slope = dot(dx, dy) / sxx;
  const intercept = my - slope * mx;
  if (!(sxx > 0) || !Number.isFinite(intercept) || !Number.isFinite(syy)) return nothing;
  const left = dot(dy, dy) === 0 ? 0 : dy.reduce((sum, each, place) => sum + (each - slope * (dx[place] ?? 0)) ** 2, 0);
  const r2 = syy > 0 ? Math.max(0, 1 - left / syy) : null;
  if (n < 3) return { ...nothing, slope, intercept, r2 };
  const se = Math.sqrt(left / (n - 2) / sxx);
  const t = conf > 0 && conf < 1 ? tQuantile(1 - (1 - conf) / 2, n - 2) : null;
  if (t === null || !Number.isFinite(t)) return { ...nothing, slope, intercept, se, r2 };
  return { slope, intercept, se, lower: slope - t * se, upper: slope + t * se, r2 };
}
