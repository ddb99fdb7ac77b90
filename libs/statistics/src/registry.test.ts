import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alphaOf } from './agreement/alpha.ts';
import { bootstrapAlpha } from './agreement/alpha-bootstrap.ts';
import { addCoincidences, alphaOfCoincidences, coincidencesOf } from './agreement/coincidences.ts';
import { gwetAcOfPatterns } from './agreement/gwet-ac.ts';
import { answersOnScale } from './agreement/krippendorff-alpha.ts';
import { answersAsSets } from './agreement/krippendorff-set-alpha.ts';
import { percentAgreementOfPatterns } from './agreement/percent-agreement.ts';
import { clusteredProportionFromSums } from './proportion/clustered-proportion.ts';
import { hajekProportionFromSums } from './proportion/hajek-proportion.ts';
import { failureModeSharesOfPatterns } from './rate/failure-mode-shares.ts';
import { ratioOfSumsFromSums } from './rate/ratio-of-sums.ts';
import { methods } from './registry.ts';
import type { MethodId } from './registry.ts';

/** What arrives when a query, a file or a person got it wrong, among sound numbers. */
const number = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 60 }) },
  { weight: 1, arbitrary: fc.double({ min: 1e-9, max: 1, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, -0, 0.5, 1.5, 1e12, 1e-9, NaN, Infinity, -Infinity) },
);
const numbers = fc.array(number, { maxLength: 6 });
const table = fc.array(numbers, { maxLength: 4 });
const ratings = fc.record({ ratersByUnits: fc.array(fc.array(fc.option(number), { maxLength: 6 }), { maxLength: 4 }) });
const labels = fc.array(fc.constantFrom('a', 'b', '', '__proto__', 'constructor'), { maxLength: 4 });
const conf = { conf: fc.option(number, { nil: undefined }) };
const histograms = { baseline: numbers, current: numbers };
const slices = fc.array(fc.record({ slice: fc.constantFrom('a', 'b', '__proto__'), n: number, x: number }), { maxLength: 4 }); // prettier-ignore
const twoCounts = fc.record({ x1: number, n1: number, x2: number, n2: number, ...conf });

const fourCells = fc.record({ bothPass: number, onlyFirst: number, onlySecond: number, bothFail: number, ...conf });
const discordant = fc.record({ onlyFirst: number, onlySecond: number });
const cells = fc.dictionary(
  fc.constantFrom('a', 'b', '__proto__'),
  fc.record({ accepted: number, billed: number, price: number, fx: number }),
);
const name = fc.constantFrom('a', 'b', '');
const day = fc.constantFrom('2026-01-01', '2026-02-01', '');
const work = { vendor: name, task: name };
const invoiceLine = fc.record({
  ...work,
  number: name,
  line: number,
  po: fc.option(name),
  unit: name,
  qty: number,
  price: number,
  amount: number,
  currency: name,
  from: day,
  to: day,
});

/** An input of every method: the compiler asks for one of each that is added. */
const inputs = {
  normal_quantile: fc.record({ p: number }),
  normal_cdf: fc.record({ x: number }),
  t_quantile: fc.record({ p: number, df: number }),
  t_cdf: fc.record({ x: number, df: number }),
  beta_quantile: fc.record({ p: number, a: number, b: number }),
  gamma_quantile: fc.record({ p: number, shape: number }),
  binomial_cdf: fc.record({ k: number, n: number, p: number }),
  chi2_sf: fc.record({ x: number, df: number }),
  kolmogorov_sf: fc.record({ lambda_: number }),
  wilson: fc.record({ successes: number, n: number, ...conf }),
  clopper_pearson: fc.record({ successes: number, n: number, ...conf }),
  clustered_proportion: fc.record({ successes: numbers, sizes: numbers, ...conf }),
  stratified_proportion: fc.record({
    strata: fc.array(fc.record({ name: fc.string(), population: number, sampled: number, passed: number })),
    ...conf,
  }),
  zero_failure_n: fc.record({ maxRate: number, conf: number }),
  newcombe_diff: twoCounts,
  two_proportion_test: twoCounts,
  p_adjust: fc.record({ p: fc.array(fc.option(number)), q: number }),
  risk_ratio: twoCounts,
  binomial_test: fc.record({ successes: number, n: number, p0: number }),
  poisson_rate: fc.record({ count: number, exposure: number, ...conf }),
  poisson_rate_ratio: fc.record({ count1: number, exposure1: number, count0: number, exposure0: number, ...conf }),
  ratio_of_sums: fc.record({ numerator: numbers, denominator: numbers, ...conf }),
  krippendorff_alpha: ratings,
  krippendorff_set_alpha: fc.record({ unitsByRaterSets: fc.array(fc.array(fc.option(labels), { maxLength: 4 })) }),
  cohen_kappa: fc.record({ table, ...conf }),
  percent_agreement: ratings,
  gwet_ac: ratings,
  psi: fc.record({ ...histograms, epsilon: number }),
  jensen_shannon: fc.record({ ...histograms, base: number }),
  chi2_cramers_v: fc.record({ table }),
  ks_two_sample: fc.record({ a: numbers, b: numbers }),
  binned_distance: fc.record({ ...histograms, edges: numbers }),
  rate_decomposition: fc.record({ baseline: slices, current: slices }),
  severity_weighted_rate: fc.record({
    counts: fc.dictionary(fc.constantFrom('P0', 'unknown', 'P9', '__proto__'), number),
    exposure: number,
    weights: fc.constant({ P0: 100, P1: 30, P4: 1 }),
    unknownWeight: number,
    per: number,
  }),
  failure_mode_shares: fc.record({ outputs: fc.array(labels) }),
  cochran_armitage: fc.record({ successes: numbers, n: numbers }),
  poisson_trend: fc.record({ counts: numbers, exposure: numbers, ...conf }),
  mann_kendall: fc.record({ y: numbers }),
  ewma: fc.record({ x: numbers, target: number, sigma: number, lambda_: number, L: number }),
  bocpd_binomial: fc.record({ successes: numbers, trials: numbers, hazard: number, priorA: number, priorB: number }),
  newcombe_paired: fourCells,
  tango_paired: fourCells,
  paired_ratio: fc.record({ bothEvent: number, onlyFirst: number, onlySecond: number, neither: number, ...conf }),
  mcnemar: discordant,
  paired_means: fc.record({ baseline: numbers, candidate: numbers, ...conf }),
  paired_evalue: discordant,
  win_rate: fc.record({ wins: number, losses: number, ties: number, ...conf }),
  non_inferiority_gate: fc.record({ lower: number, upper: number, direction: fc.constantFrom('up' as const, 'down' as const), margin: number }), // prettier-ignore
  fleiss_kappa: fc.record({ counts: table }),
  item_entropy: fc.record({ counts: numbers }),
  dawid_skene: fc.record({
    ratings: fc.array(fc.tuple(number, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), {
      maxLength: 8,
    }),
    classes: fc.integer({ min: 0, max: 4 }),
    labelsFrom: fc.constantFrom(0, 1),
  }),
  p_chart: fc.record({ defects: numbers, sizes: numbers }),
  u_chart: fc.record({ counts: numbers, exposure: numbers }),
  cusum: fc.record({ x: numbers, target: number, sigma: number, k: number, h: number }),
  poisson_cusum: fc.record({ counts: numbers, inControl: number, outOfControl: number, h: number }),
  pelt_mean: fc.record({ x: numbers, penalty: fc.option(number, { nil: undefined }), minSegment: fc.constantFrom(0, 1, 2, 1.5) }), // prettier-ignore
  rogan_gladen: fc.record({ positives: number, n: number, sensTrue: number, sensN: number, specTrue: number, specN: number, ...conf }), // prettier-ignore
  ppi_mean: fc.record({ humanLabels: numbers, judgeOnHuman: numbers, judgeOnRest: numbers, ...conf }),
  binary_confusion: fc.record({ tp: number, fp: number, fn: number, tn: number }),
  calibration: fc.record({ probability: numbers, label: fc.array(fc.constantFrom(0, 1, 2)), bins: number }),
  bernoulli_confidence_sequence: fc.record({ successes: number, n: number, alpha: number, priorA: number, priorB: number }), // prettier-ignore
  empirical_bernstein_cs: fc.record({ x: fc.array(fc.double({ min: -0.1, max: 1.1 })), alpha: number, truncation: number }), // prettier-ignore
  median_ci: fc.record({ x: numbers, ...conf }),
  km_median: fc.record({ time: numbers, event: fc.array(fc.constantFrom(0, 1), { maxLength: 6 }), ...conf }),
  correlation: fc.record({ x: numbers, y: numbers, ...conf }),
  ols_slope: fc.record({ x: numbers, y: numbers, ...conf }),
  sample_size_two_proportions: fc.record({ p1: number, p2: number, power: number, alpha: number }),
  sample_size_mcnemar: fc.record({ discordant: number, delta: number, power: number, alpha: number }),
  // 20,000 draws each.
  cluster_bootstrap: fc.record({ numerator: fc.array(number, { maxLength: 2 }), denominator: fc.array(number, { maxLength: 2 }), ...conf }), // prettier-ignore
  variance_bridge: fc.record({ baseline: cells, actual: cells }),
  period_end_forecast: fc.record({
    weeklySpend: numbers,
    workingDays: numbers,
    actualToDate: number,
    scheduled: number,
    remainingWorkingDays: number,
    budget: number,
    ...conf,
  }),
  cost_per_accepted_label: fc.record({
    lines: fc.array(fc.record({ amount: number, fx: number }), { maxLength: 3 }),
    accepted: number,
    revoked: number,
    internalCost: number,
  }),
  invoice_reconciliation: fc.record({
    line: invoiceLine,
    earlierLines: fc.array(invoiceLine, { maxLength: 2 }),
    deliveries: fc.array(
      fc.record({ ...work, day, submitted: number, accepted: number, rejected: number, basis: fc.constantFrom('accepted' as const, 'submitted' as const) }), // prettier-ignore
      { maxLength: 2 },
    ),
    rateCard: fc.array(fc.record({ ...work, unit: name, price: number, currency: name, from: day, to: fc.option(day) }), { maxLength: 2 }), // prettier-ignore
  }),
  cost_of_poor_quality: fc.record({
    billedRejected: number,
    reworkVendor: number,
    reworkInternal: number,
    incident: number,
    revokedAccepted: number,
    audit: number,
    gold: number,
    adjudication: number,
    calibration: number,
    training: number,
    guidelines: number,
    totalCost: number,
  }),
  accrual_rollforward: fc.record({
    opening: number,
    deliveries: fc.array(fc.record({ qty: number, rate: number, fx: number }), { maxLength: 3 }),
    matched: fc.array(fc.record({ accruedValue: number, invoiceValue: number }), { maxLength: 3 }),
    reversed: number,
  }),
} satisfies Record<MethodId, fc.Arbitrary<unknown>>;

const patterns = fc.array(fc.record({ counts: numbers, times: number }), { maxLength: 6 });
const scale = fc.record({
  patterns,
  level: fc.constantFrom('nominal', 'ordinal', 'interval', 'ratio'),
  values: fc.option(numbers, { nil: undefined }),
});
const sets = fc.record({
  patterns: fc.array(fc.record({ sets: fc.array(labels), times: number }), { maxLength: 6 }),
  distance: fc.constantFrom('masi', 'jaccard'),
});
const clusterSums = fc.record({ k: number, sumM: number, sumX: number, sumM2: number, sumXM: number, sumX2: number, n: number }); // prettier-ignore
const ratioSums = fc.record({ k: number, sumX: number, sumY: number, sumX2: number, sumY2: number, sumXY: number });

/** Paths of NaN or of a missing value in an answer. */
function holes(value: unknown, path = ''): readonly string[] {
  if (value === undefined || Number.isNaN(value)) return [`${path} is ${String(value)}`];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]) => holes(part, `${path}.${key}`));
}

/** Whatever comes in, the answer has no hole. */
function expectNoHole<T>(input: fc.Arbitrary<T>, run: (input: T) => unknown): void {
  const answers = fc.property(input, (each) => {
    expect(holes(run(each))).toEqual([]);
  });
  fc.assert(answers, { numRuns: 300 });
}

describe('every method', () => {
  it.each(Object.keys(inputs) as MethodId[])('%s answers anything with numbers or null, and never throws', (id) => {
    expectNoHole(inputs[id] as fc.Arbitrary<unknown>, methods[id] as (input: unknown) => unknown);
  });
});

describe('what the sums and patterns of SQL go into', () => {
  it('alpha, its bootstrap, coincidences, AC and agreement', () => {
    expectNoHole(scale, ({ patterns: some, level, values }) => {
      const paired = answersOnScale({ patterns: some, level, ...(values === undefined ? {} : { values }) });
      const coincidences = addCoincidences(coincidencesOf(some), coincidencesOf(some));
      return [
        alphaOf(paired),
        bootstrapAlpha(paired, { seed: 'x', replicates: 5 }),
        alphaOfCoincidences({ coincidences, level }),
        gwetAcOfPatterns({ patterns: some, weighting: 'quadratic' }),
        percentAgreementOfPatterns(some),
      ];
    });
  });

  it('alpha of sets', () => {
    expectNoHole(sets, (input) => alphaOf(answersAsSets(input)));
  });

  it('ratios, shares and modes', () => {
    expectNoHole(ratioSums, ratioOfSumsFromSums);
    expectNoHole(clusterSums, clusteredProportionFromSums);
    expectNoHole(clusterSums, hajekProportionFromSums);
    expectNoHole(fc.array(fc.record({ modes: labels, times: number })), failureModeSharesOfPatterns);
  });
});
