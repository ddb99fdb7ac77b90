import { gammaPoint } from '../distribution/gamma-quantile.ts';
import { sharesOf, sharesOfBoth } from './bins.ts';
import type { TwoHistograms } from './bins.ts';

export interface Psi {
  /** Population stability index, 0 for equal shares. */
  readonly psi: number | null;
  /** What each bin adds, in the order given. */
  readonly perBin: readonly number[] | null;
  /** What samples of these sizes from one population exceed in 5 % of cases; null for one bin. */
  readonly critical95: number | null;
}

export interface PsiInput extends TwoHistograms {
  /** Least share once any is 0, 0.0001 when absent. */
  readonly epsilon?: number;
}

/** ln(q/p) to all digits, whether the two are nearly equal or thousands of times apart. */
const logOfRatio = (q: number, p: number): number =>
  Math.abs(q - p) < p / 2 ? Math.log1p((q - p) / p) : Math.log(q / p);

/**
 * Sum of (q - p) ln(q/p) (Siddiqi 2006). If any share is 0, all are floored at epsilon and made to add to 1 again.
 * Critical value: chi-square of k - 1 times (1/n + 1/m) (Yurdakul and Naranjo 2020, J Risk Model Validation 14(4)).
 * All null without counts on a side. Leave out categories that neither side has: they raise the critical value.
 */
export function psi({ epsilon = 1e-4, ...histograms }: PsiInput): Psi {
  const shares = sharesOfBoth(histograms);
  if (shares === null || !(epsilon > 0 && epsilon < 1)) return { psi: null, perBin: null, critical95: null };
  const hasZero = [...shares.p, ...shares.q].includes(0);
  const floored = (each: readonly number[]) =>
    hasZero ? sharesOf(each.map((share) => Math.max(share, epsilon))) : each;
  const q = floored(shares.q);
  const perBin = floored(shares.p).map((p, bin) => {
    return ((q[bin] as number) - p) * logOfRatio(q[bin] as number, p);
  });
  const bins = perBin.length;
  return {
    psi: perBin.reduce((sum, each) => sum + each, 0),
    perBin,
    critical95: bins < 2 ? null : 2 * gammaPoint(0.05, (bins - 1) / 2, 'upper') * (1 / shares.n + 1 / shares.m),
  };
}
