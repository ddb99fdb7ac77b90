/** Coverage where rows weigh differently, where clusters are drawn again, and of means, ratios and forecasts. */
import {
  clusterBootstrap,
  correlation,
  empiricalBernsteinCs,
  hajekProportionFromSums,
  olsSlope,
  pairedMeans,
  pairedRatio,
  periodEndForecast,
  riskRatio,
  stratifiedProportion,
  winRate,
} from '@assay/statistics';
import { draws, shareOf } from './draws.mjs';
import { table } from './goals.mjs';

const list = (count, make) => Array.from({ length: count }, (_, place) => make(place));
const holds = ({ lower, upper }, truth) => lower !== null && upper !== null && lower <= truth && truth <= upper;

/** A table whose rows are sample sizes. */
function bySize({ title, method, sizes, unit, columns, covers, runs, reason }) {
  const cell = ({ n }, column) => {
    const law = draws(`${method} ${n} ${column.name}`);
    return shareOf(runs, (run) => covers(n, column, { law, run }));
  };
  const rows = sizes.map((n) => ({ name: `${n} ${unit}`, n }));
  return table({ title, method, goal: 'approximate', runs, rows, columns, cell, reason });
}

const strata = (runs) =>
  bySize({
    title: 'A share from an audit by risk',
    method: 'stratified_proportion',
    sizes: [30, 80, 300],
    unit: 'audited of each of two strata',
    columns: [0.8, 0.95].map((p) => ({ name: `the normal pass ${100 * p} %`, p })),
    runs,
    covers: (n, { p }, { law: { binomial } }) => {
      const risky = { name: 'risky', population: 400, sampled: n, passed: binomial(n, p - 0.2) };
      const normal = { name: 'normal', population: 3600, sampled: n, passed: binomial(n, p) };
      return holds(stratifiedProportion({ strata: [risky, normal] }), 0.1 * (p - 0.2) + 0.9 * p);
    },
    reason: 'Where the large stratum passes almost always, a small sample of it often has no failure, and its spread is not seen.', // prettier-ignore
  });

const weighted = (runs) =>
  bySize({
    title: 'A share of rows that were sampled unevenly',
    method: 'hajek_proportion',
    sizes: [100, 1000],
    unit: 'rows',
    columns: [0.05, 0.2].map((p) => ({ name: `p ${100 * p} %`, p })),
    runs,
    covers: (n, { p }, { law: { random } }) => {
      const rows = list(n, () => ({ w: random() < 0.5 ? 1 : 5, y: random() < p ? 1 : 0 }));
      const sum = (term) => rows.reduce((all, row) => all + term(row), 0);
      const [sumM, sumM2] = [sum(({ w }) => w), sum(({ w }) => w * w)];
      const x = ({ w, y }) => w * y;
      const sums = {
        k: n,
        sumM,
        sumM2,
        sumX: sum(x),
        sumX2: sum((row) => x(row) ** 2),
        sumXM: sum((row) => x(row) * row.w),
      };
      return holds(hajekProportionFromSums({ ...sums, n: sumM ** 2 / sumM2 }), p);
    },
    reason:
      'Of a hundred uneven rows with five events some samples have hardly any, and limits on the logit are then off.',
  });

const shareRatio = (runs) =>
  bySize({
    title: 'A ratio of two shares',
    method: 'risk_ratio, score',
    sizes: [100, 300, 1000],
    unit: 'each',
    columns: [[0.05, 0.05], [0.1, 0.05], [0.2, 0.1]].map(([p, q]) => ({ name: `${100 * p} % over ${100 * q} %`, p, q })), // prettier-ignore
    runs,
    covers: (n, { p, q }, { law: { binomial } }) => {
      const { scoreLower, scoreUpper } = riskRatio({ x1: binomial(n, p), n1: n, x2: binomial(n, q), n2: n });
      return (scoreLower ?? 0) <= p / q && p / q <= (scoreUpper ?? Infinity);
    },
  });

const pairedShareRatio = (runs) =>
  bySize({
    title: 'A ratio of two shares of the same cases',
    method: 'paired_ratio',
    sizes: [100, 600],
    unit: 'pairs',
    columns: [0.3, 0.7].map((both) => ({ name: `${100 * both} % have both`, both })),
    runs,
    covers: (n, { both }, { law: { binomial } }) => {
      const bothEvent = binomial(n, both);
      const onlyFirst = binomial(n - bothEvent, 0.08 / (1 - both));
      const onlySecond = binomial(n - bothEvent - onlyFirst, 0.1 / (0.92 - both));
      const neither = n - bothEvent - onlyFirst - onlySecond;
      return holds(pairedRatio({ bothEvent, onlyFirst, onlySecond, neither }), (both + 0.08) / (both + 0.1));
    },
  });

const drawnAgain = (runs) =>
  bySize({
    title: 'A ratio of sums, clusters drawn again',
    method: 'cluster_bootstrap',
    sizes: [10, 30],
    unit: 'clusters',
    columns: [{ name: 'covered' }],
    runs: Math.ceil(runs / 20),
    covers: (n, _, { law: { binomial, beta }, run }) => {
      const denominator = list(n, () => 25);
      const numerator = denominator.map((size) => binomial(size, beta(9, 1)));
      return holds(clusterBootstrap({ numerator, denominator, seed: String(run), replicates: 1000 }), 0.9);
    },
    reason:
      'Percentiles of few clusters are too narrow: limits of shares are those of clustered_proportion for that reason.',
  });

const meanDifference = (runs) =>
  bySize({
    title: 'A mean difference on the same cases',
    method: 'paired_means',
    sizes: [10, 30, 100],
    unit: 'cases',
    columns: [{ name: 'normal', of: ({ normal }) => normal() }, { name: 'steps of 1', of: ({ binomial }) => binomial(4, 0.5) - 2 }], // prettier-ignore
    runs,
    covers: (n, { of }, { law }) =>
      holds(pairedMeans({ baseline: list(n, () => 0), candidate: list(n, () => of(law)) }), 0),
  });

const wins = (runs) =>
  bySize({
    title: 'A win rate',
    method: 'win_rate',
    sizes: [50, 300],
    unit: 'comparisons',
    columns: [0.4, 0.6].map((p) => ({ name: `wins ${100 * p} %, ties 20 %`, p })),
    runs,
    covers: (n, { p }, { law: { binomial } }) => {
      const wins = binomial(n, p);
      const ties = binomial(n - wins, 0.2 / (1 - p));
      return holds(winRate({ wins, ties, losses: n - wins - ties }), p + 0.1);
    },
  });

const anytimeMean = (runs) =>
  bySize({
    title: 'A mean at every one of 500 looks',
    method: 'empirical_bernstein_cs',
    sizes: [500],
    unit: 'values',
    columns: [{ name: 'always covered' }],
    runs: Math.ceil(runs / 20),
    covers: (n, _, { law: { beta } }) => {
      const { lower, upper } = empiricalBernsteinCs({ x: list(n, () => beta(8, 2)) });
      return lower.every((limit, place) => limit <= 0.8 && 0.8 <= upper[place]);
    },
    reason: 'It holds at every look at once, so that it covers more than 95 % by far.',
  });

const pearson = (runs) =>
  bySize({
    title: 'A correlation',
    method: 'correlation, Pearson',
    sizes: [7, 20, 100],
    unit: 'points',
    columns: [0, 0.6].map((rho) => ({ name: `true ${rho}`, rho })),
    runs,
    covers: (n, { rho }, { law: { normal } }) => {
      const x = list(n, normal);
      const { pearsonLower, pearsonUpper } = correlation({ x, y: x.map((each) => rho * each + Math.sqrt(1 - rho * rho) * normal()) }); // prettier-ignore
      return holds({ lower: pearsonLower, upper: pearsonUpper }, rho);
    },
  });

const slope = (runs) =>
  bySize({
    title: 'A slope',
    method: 'ols_slope',
    sizes: [6, 20],
    unit: 'points',
    columns: [{ name: 'covered' }],
    runs,
    covers: (n, _, { law: { normal } }) =>
      holds(olsSlope({ x: list(n, (k) => k), y: list(n, (k) => k / 2 + normal()) }), 0.5),
  });

const forecast = (runs) =>
  bySize({
    title: 'What a period will have cost, at 95 %',
    method: 'period_end_forecast',
    sizes: [3, 6, 8],
    unit: 'weeks seen',
    columns: [{ name: 'covered' }],
    runs,
    covers: (n, _, { law: { normal } }) => {
      const week = (days) => 100 * days + 20 * Math.sqrt(days) * normal();
      const input = {
        weeklySpend: list(n, () => week(5)),
        workingDays: list(n, () => 5),
        actualToDate: 0,
        scheduled: 0,
      };
      return holds(periodEndForecast({ ...input, remainingWorkingDays: 20, budget: 0, conf: 0.95 }), week(20));
    },
  });

const all = [
  strata,
  weighted,
  shareRatio,
  pairedShareRatio,
  drawnAgain,
  meanDifference,
  wins,
  anytimeMean,
  pearson,
  slope,
  forecast,
];

export const coverageOfSamples = (runs) => all.map((each) => each(runs));
