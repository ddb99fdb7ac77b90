export interface Ewma {
  /** Smoothed values, one a point. */
  readonly z: readonly number[];
  readonly lcl: readonly number[];
  readonly ucl: readonly number[];
  readonly asymptoticLcl: number | null;
  readonly asymptoticUcl: number | null;
  /** Place of the first point outside its limits, from 1; null if all are inside. */
  readonly firstSignal: number | null;
}

export interface EwmaInput {
  readonly x: readonly number[];
  readonly target: number;
  readonly sigma: number;
  /** Weight of the newest point, above 0, at most 1; 0.2 when absent. */
  readonly lambda?: number;
  /** Width of the limits in sigmas; 2.962 when absent: with lambda 0.2 one false alarm in 500 points. */
  readonly width?: number;
}

const nothing: Ewma = { z: [], lcl: [], ucl: [], asymptoticLcl: null, asymptoticUcl: null, firstSignal: null };

/** Exponentially weighted moving average with exact limits (Roberts 1959; Lucas and Saccucci 1990, Technometrics 32:1). Nothing for a spread or weight that is none. */
export function ewma({ x, target, sigma, lambda = 0.2, width = 2.962 }: EwmaInput): Ewma {
  const isValid = x.every(Number.isFinite) && Number.isFinite(target) && sigma > 0 && sigma < Infinity && width > 0;
  if (!(isValid && lambda > 0 && lambda <= 1)) return nothing;
  let smoothed = target;
  const z = x.map((value) => (smoothed = lambda * value + (1 - lambda) * smoothed));
  const most = width * sigma * Math.sqrt(lambda / (2 - lambda));
  const half = x.map((_, i) => most * Math.sqrt(1 - (1 - lambda) ** (2 * (i + 1))));
  const signal = z.findIndex((value, i) => Math.abs(value - target) > (half[i] ?? NaN));
  return {
    z,
    lcl: half.map((each) => target - each),
    ucl: half.map((each) => target + each),
    asymptoticLcl: target - most,
    asymptoticUcl: target + most,
    firstSignal: signal < 0 ? null : signal + 1,
  };
}
