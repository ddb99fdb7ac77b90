import { dawidSkene } from './agreement/dawid-skene.ts';
import { fleissKappa } from './agreement/fleiss-kappa.ts';
import { itemEntropy } from './agreement/item-entropy.ts';
import { bernoulliConfidenceSequence } from './always-valid/bernoulli-confidence-sequence.ts';
import { empiricalBernsteinCs } from './always-valid/empirical-bernstein-cs.ts';
import type { EmpiricalBernsteinInput } from './always-valid/empirical-bernstein-cs.ts';
import { correlation } from './association/correlation.ts';
import { olsSlope } from './association/ols-slope.ts';
import { binaryConfusion } from './grader/binary-confusion.ts';
import { calibration } from './grader/calibration.ts';
import { ppiMean } from './grader/ppi-mean.ts';
import type { PpiEstimate, PpiInput } from './grader/ppi-mean.ts';
import { roganGladen } from './grader/rogan-gladen.ts';
import { cusum } from './monitoring/cusum.ts';
import { pChart } from './monitoring/p-chart.ts';
import { peltMean } from './monitoring/pelt-mean.ts';
import { poissonCusum } from './monitoring/poisson-cusum.ts';
import { uChart } from './monitoring/u-chart.ts';
import { mcnemar } from './paired/mcnemar.ts';
import { newcombePaired } from './paired/newcombe-paired.ts';
import { nonInferiorityGate } from './paired/non-inferiority-gate.ts';
import { pairedEvalue } from './paired/paired-evalue.ts';
import { pairedMeans } from './paired/paired-means.ts';
import { pairedRatio } from './paired/paired-ratio.ts';
import { tangoPaired } from './paired/tango-paired.ts';
import { winRate } from './paired/win-rate.ts';
import { clusterBootstrap } from './rate/cluster-bootstrap.ts';
import type { RatioArrays } from './rate/ratio-of-sums.ts';
import { sampleSizeMcnemar, sampleSizeTwoProportions } from './sample-size/sample-size.ts';
import { accrualRollforward } from './spend/accrual-rollforward.ts';
import { costOfPoorQuality } from './spend/cost-of-poor-quality.ts';
import { costPerAcceptedLabel } from './spend/cost-per-accepted-label.ts';
import { invoiceReconciliation } from './spend/invoice-reconciliation.ts';
import { periodEndForecast } from './spend/period-end-forecast.ts';
import { varianceBridge } from './spend/variance-bridge.ts';
import { kmMedian } from './waiting/km-median.ts';
import { medianCi } from './waiting/median-ci.ts';
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

interface RatingTriples {
  /** Item, annotator, label. */
  readonly ratings: readonly (readonly [number, number, number])[];
  readonly classes: number;
  /** Number of the first label, 1 when absent. */
  readonly labelsFrom?: number;
}

/** Dawid and Skene of triples that count items and annotators from 1, with the parts that vectors name. */
function dawidSkeneOfRatings({ ratings, classes, labelsFrom = 1 }: RatingTriples) {
  const column = (place: 0 | 1 | 2, first: number) => ratings.map((triple) => triple[place] - first);
  const [item, annotator, label] = [column(0, 1), column(1, 1), column(2, labelsFrom)];
  const count = (places: readonly number[]) => places.reduce((most, place) => Math.max(most, place), -1) + 1;
  const answers = { item, annotator, label, items: count(item), annotators: count(annotator), classes };
  const { posterior, hardLabels, confusion, prevalence, logLik } = dawidSkene(answers);
  return {
    prevalence,
    confusion,
    confusionAnnotator2: confusion[1] ?? null,
    posteriorItem3: posterior[2] ?? null,
    posteriorClass1: posterior.map((shares) => shares[1] ?? null),
    hardLabels: hardLabels.map((place) => place + labelsFrom),
    logLik,
  };
}

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
  newcombe_paired: newcombePaired,
  tango_paired: tangoPaired,
  paired_ratio: pairedRatio,
  mcnemar,
  paired_means: pairedMeans,
  paired_evalue: pairedEvalue,
  win_rate: winRate,
  non_inferiority_gate: nonInferiorityGate,
  fleiss_kappa: fleissKappa,
  item_entropy: itemEntropy,
  dawid_skene: dawidSkeneOfRatings,
  p_chart: pChart,
  u_chart: uChart,
  cusum,
  poisson_cusum: poissonCusum,
  pelt_mean: peltMean,
  rogan_gladen: roganGladen,
  ppi_mean: (input: PpiInput) => {
    const { classical, ppi, ppiPlusPlus } = ppiMean(input);
    const named = ({ lambda, ...rest }: PpiEstimate) => ({ ...rest, lambda_: lambda });
    return { classical: named(classical), ppi: named(ppi), ppiPlusPlus: named(ppiPlusPlus) };
  },
  binary_confusion: binaryConfusion,
  calibration,
  bernoulli_confidence_sequence: bernoulliConfidenceSequence,
  empirical_bernstein_cs: (input: EmpiricalBernsteinInput) => {
    const { lower, upper } = empiricalBernsteinCs(input);
    const at = (limits: readonly number[], place: number) => limits.at(place) ?? null;
    return { lower: at(lower, -1), upper: at(upper, -1), lowerAt10: at(lower, 9), upperAt10: at(upper, 9) };
  },
  median_ci: medianCi,
  km_median: kmMedian,
  correlation,
  ols_slope: olsSlope,
  sample_size_two_proportions: sampleSizeTwoProportions,
  sample_size_mcnemar: sampleSizeMcnemar,
  // Limits by enumeration stand in the vectors; this many draws come within 1.5 % of them.
  cluster_bootstrap: (input: RatioArrays) => clusterBootstrap({ ...input, seed: 'vectors', replicates: 20_000 }),
  variance_bridge: varianceBridge,
  period_end_forecast: periodEndForecast,
  cost_per_accepted_label: costPerAcceptedLabel,
  invoice_reconciliation: invoiceReconciliation,
  cost_of_poor_quality: costOfPoorQuality,
  accrual_rollforward: accrualRollforward,
} as const;

export type MethodId = keyof typeof methods;
