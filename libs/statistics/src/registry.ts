import { newcombeDiff } from './comparison/newcombe-diff.ts';
import { pAdjust } from './comparison/p-adjust.ts';
import { twoProportionTest } from './comparison/two-proportion-test.ts';
import { betaQuantile } from './distribution/beta-quantile.ts';
import { chi2Sf } from './distribution/chi-square.ts';
import { normalCdf, normalQuantile } from './distribution/normal.ts';
import { tCdf, tQuantile } from './distribution/student-t.ts';
import { clopperPearson } from './proportion/clopper-pearson.ts';
import { clusteredProportion } from './proportion/clustered-proportion.ts';
import { wilson } from './proportion/wilson.ts';

/** Every method by the id it has in the metric catalogue and in the test vectors, as a function of one object of named inputs. */
export const methods = {
  normal_quantile: ({ p }: { readonly p: number }) => ({ value: normalQuantile(p) }),
  normal_cdf: ({ x }: { readonly x: number }) => ({ value: normalCdf(x) }),
  t_quantile: ({ p, df }: { readonly p: number; readonly df: number }) => ({ value: tQuantile(p, df) }),
  t_cdf: ({ x, df }: { readonly x: number; readonly df: number }) => ({ value: tCdf(x, df) }),
  beta_quantile: ({ p, a, b }: { readonly p: number; readonly a: number; readonly b: number }) => ({
    value: betaQuantile(p, a, b),
  }),
  chi2_sf: ({ x, df }: { readonly x: number; readonly df: number }) => ({ value: chi2Sf(x, df) }),
  wilson,
  clopper_pearson: clopperPearson,
  clustered_proportion: clusteredProportion,
  newcombe_diff: newcombeDiff,
  two_proportion_test: twoProportionTest,
  p_adjust: pAdjust,
} as const;

export type MethodId = keyof typeof methods;
