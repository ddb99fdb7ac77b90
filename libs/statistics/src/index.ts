/**
 * Statistics of the metric catalogue: pure functions over plain numbers. A field is null where its formula has no value;
 * nothing returns NaN and data never throws.
 */
export { alphaOf } from './agreement/alpha.ts';
export type { Alpha, PairedAnswers } from './agreement/alpha.ts';
export * from './agreement/alpha-bootstrap.ts';
export * from './agreement/answer-pattern.ts';
export * from './agreement/cohen-kappa.ts';
export * from './agreement/coincidences.ts';
export type { ScaleLevel } from './agreement/difference.ts';
export * from './agreement/gwet-ac.ts';
export * from './agreement/krippendorff-alpha.ts';
export * from './agreement/krippendorff-set-alpha.ts';
export * from './agreement/percent-agreement.ts';
export * from './comparison/binomial-test.ts';
export * from './comparison/fisher-exact.ts';
export * from './comparison/newcombe-diff.ts';
export * from './comparison/p-adjust.ts';
export * from './comparison/two-proportion-test.ts';
export { betaQuantile } from './distribution/beta-quantile.ts';
export { binomialCdf } from './distribution/binomial.ts';
export { chi2Sf } from './distribution/chi-square.ts';
export { gammaQuantile } from './distribution/gamma-quantile.ts';
export { incompleteBeta } from './distribution/incomplete-beta.ts';
export { normalCdf, normalQuantile } from './distribution/normal.ts';
export { tCdf, tQuantile } from './distribution/student-t.ts';
export * from './proportion/clopper-pearson.ts';
export * from './proportion/clustered-proportion.ts';
export * from './proportion/kish.ts';
export * from './proportion/wilson.ts';
export * from './rate/poisson-rate.ts';
export * from './rate/poisson-rate-ratio.ts';
export * from './rate/ratio-of-sums.ts';
export * from './registry.ts';
