import { cohenKappa } from './agreement/cohen-kappa.ts';
import { gwetAc } from './agreement/gwet-ac.ts';
import { krippendorffAlpha } from './agreement/krippendorff-alpha.ts';
import { krippendorffSetAlpha } from './agreement/krippendorff-set-alpha.ts';
import { percentAgreement } from './agreement/percent-agreement.ts';
import { binomialTest } from './comparison/binomial-test.ts';
import { newcombeDiff } from './comparison/newcombe-diff.ts';
import { pAdjust } from './comparison/p-adjust.ts';
import { riskRatio } from './comparison/risk-ratio.ts';
import { twoProportionTest } from './comparison/two-proportion-test.ts';
import { betaQuantile } from './distribution/beta-quantile.ts';
import { binomialCdf } from './distribution/binomial.ts';
import { chi2Sf } from './distribution/chi-square.ts';
import { gammaQuantile } from './distribution/gamma-quantile.ts';
import { kolmogorovSf } from './distribution/kolmogorov.ts';
import { normalCdf, normalQuantile } from './distribution/normal.ts';
import { tCdf, tQuantile } from './distribution/student-t.ts';
import { binnedDistance } from './drift/binned-distance.ts';
import { chi2CramersV } from './drift/chi2-cramers-v.ts';
import { jensenShannon } from './drift/jensen-shannon.ts';
import { ksTwoSample } from './drift/ks-two-sample.ts';
import { psi } from './drift/psi.ts';
import { rateDecomposition } from './drift/rate-decomposition.ts';
import { clopperPearson } from './proportion/clopper-pearson.ts';
import { clusteredProportion } from './proportion/clustered-proportion.ts';
import { stratifiedProportion } from './proportion/stratified-proportion.ts';
import { wilson } from './proportion/wilson.ts';
import { zeroFailureN } from './proportion/zero-failure-n.ts';
import { failureModeShares } from './rate/failure-mode-shares.ts';
import { poissonRate } from './rate/poisson-rate.ts';
import { poissonRateRatio } from './rate/poisson-rate-ratio.ts';
import { ratioOfSums } from './rate/ratio-of-sums.ts';
import { severityWeightedRate } from './rate/severity-weighted-rate.ts';
import { bocpdBinomial } from './trend/bocpd-binomial.ts';
import { cochranArmitage } from './trend/cochran-armitage.ts';
import { ewma } from './trend/ewma.ts';
import type { EwmaInput } from './trend/ewma.ts';
import { mannKendall } from './trend/mann-kendall.ts';
import { poissonTrend } from './trend/poisson-trend.ts';

/** Every method by the id it has in the metric catalogue and in the test vectors, as a function of one object of named inputs. */
export const methods = {
  normal_quantile: ({ p }: { readonly p: number }) => ({ value: normalQuantile(p) }),
  normal_cdf: ({ x }: { readonly x: number }) => ({ value: normalCdf(x) }),
  t_quantile: ({ p, df }: { readonly p: number; readonly df: number }) => ({ value: tQuantile(p, df) }),
  t_cdf: ({ x, df }: { readonly x: number; readonly df: number }) => ({ value: tCdf(x, df) }),
  beta_quantile: ({ p, a, b }: { readonly p: number; readonly a: number; readonly b: number }) => ({
    value: betaQuantile(p, a, b),
  }),
  gamma_quantile: ({ p, shape }: { readonly p: number; readonly shape: number }) => ({
    value: gammaQuantile(p, shape),
  }),
  binomial_cdf: ({ k, n, p }: { readonly k: number; readonly n: number; readonly p: number }) => ({
    value: binomialCdf(k, n, p),
  }),
  chi2_sf: ({ x, df }: { readonly x: number; readonly df: number }) => ({ value: chi2Sf(x, df) }),
  kolmogorov_sf: ({ lambda_ }: { readonly lambda_: number }) => ({ value: kolmogorovSf(lambda_) }),
  wilson,
  clopper_pearson: clopperPearson,
  clustered_proportion: clusteredProportion,
  stratified_proportion: stratifiedProportion,
  zero_failure_n: zeroFailureN,
  newcombe_diff: newcombeDiff,
  two_proportion_test: twoProportionTest,
  p_adjust: pAdjust,
  risk_ratio: riskRatio,
  binomial_test: binomialTest,
  poisson_rate: poissonRate,
  poisson_rate_ratio: poissonRateRatio,
  ratio_of_sums: ratioOfSums,
  krippendorff_alpha: krippendorffAlpha,
  krippendorff_set_alpha: krippendorffSetAlpha,
  cohen_kappa: cohenKappa,
  percent_agreement: percentAgreement,
  gwet_ac: gwetAc,
  psi,
  jensen_shannon: jensenShannon,
  chi2_cramers_v: chi2CramersV,
  ks_two_sample: ksTwoSample,
  binned_distance: binnedDistance,
  rate_decomposition: rateDecomposition,
  severity_weighted_rate: severityWeightedRate,
  failure_mode_shares: failureModeShares,
  cochran_armitage: cochranArmitage,
  poisson_trend: poissonTrend,
  mann_kendall: mannKendall,
  ewma: ({ lambda_, L, ...input }: EwmaInput & { readonly lambda_: number; readonly L: number }) =>
    ewma({ ...input, lambda: lambda_, width: L }),
  bocpd_binomial: bocpdBinomial,
} as const;

export type MethodId = keyof typeof methods;
