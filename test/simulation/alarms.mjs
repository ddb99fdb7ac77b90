/** How often tests and monitors cry wolf when nothing has changed, and how often they see what has. */
import {
  bernoulliConfidenceSequence,
  binomialTest,
  bocpdBinomial,
  chi2CramersV,
  cochranArmitage,
  cusum,
  ewma,
  ksTwoSample,
  mannKendall,
  mcnemar,
  pairedEvalue,
  pairedMeans,
  pChart,
  peltMean,
  poissonCusum,
  poissonRateRatio,
  poissonTrend,
  psi,
  sampleSizeMcnemar,
  sampleSizeTwoProportions,
  twoProportionTest,
} from '@assay/statistics';
import { draws, shareOf } from './draws.mjs';
import { table } from './goals.mjs';

const percent = (share) => `${Number((100 * share).toFixed(2))} %`;
const isFound = (p) => p !== null && p < 0.05;
const list = (count, make) => Array.from({ length: count }, (_, place) => make(place));

const sizes = [200, 1000, 10_000, 100_000].map((n) => ({ name: `n ${n.toLocaleString('en-US')}`, n }));
const discrete = 'With few events a test of counts has few outcomes, and the next one would already be too many.';

// Tests of counts, at sizes from 200 to 100,000.

const sameShares = (runs) =>
  table({
    title: 'Two shares that are the same',
    method: 'two_proportion_test',
    goal: 'test',
    runs,
    rows: [0.01, 0.05, 0.2, 0.5].map((p) => ({ name: `p ${percent(p)}`, p })),
    columns: sizes,
    cell: ({ p }, { n }) => {
      const { binomial } = draws(`shares ${p} ${n}`);
      return shareOf(runs, () =>
        isFound(twoProportionTest({ x1: binomial(n, p), n1: n, x2: binomial(n, p), n2: n }).p),
      );
    },
    reason: `${discrete} Where fewer than five are expected Fisher's exact test decides, which is milder.`,
  });

const expectedShare = (runs) =>
  table({
    title: 'A share that is what it should be',
    method: 'binomial_test',
    goal: 'exactTest',
    runs,
    rows: [0.01, 0.5].map((p) => ({ name: `p ${percent(p)}`, p })),
    columns: sizes,
    cell: ({ p }, { n }) => {
      const { binomial } = draws(`binomial ${p} ${n}`);
      return shareOf(runs, () => isFound(binomialTest({ successes: binomial(n, p), n, p0: p }).pTwoSided));
    },
  });

const sameCases = (runs) =>
  table({
    title: 'The same cases, no better and no worse',
    method: 'mcnemar, mid-p',
    goal: 'test',
    runs,
    rows: [0.05, 0.2].map((d) => ({ name: `${percent(d)} of pairs differ`, d })),
    columns: sizes,
    cell: ({ d }, { n }) => {
      const { binomial } = draws(`mcnemar ${d} ${n}`);
      return shareOf(runs, () => {
        const differ = binomial(n, d);
        const onlyFirst = binomial(differ, 0.5);
        return isFound(mcnemar({ onlyFirst, onlySecond: differ - onlyFirst }).midP);
      });
    },
    reason: discrete,
  });

const sameCounts = (runs) =>
  table({
    title: 'Two counts of one rate',
    method: 'poisson_rate_ratio, mid-p',
    goal: 'test',
    runs,
    rows: [{ name: 'of equal exposure' }],
    columns: [5, 20, 100, 1000].map((mean) => ({ name: `mean ${mean}`, mean })),
    cell: (_, { mean }) => {
      const { poisson } = draws(`counts ${mean}`);
      return shareOf(runs, () =>
        isFound(poissonRateRatio({ count1: poisson(mean), exposure1: 1, count0: poisson(mean), exposure0: 1 }).pMid),
      );
    },
    reason: discrete,
  });

/** Trends over periods in which nothing moves. */
const ofTrends = (runs) =>
  table({
    title: 'A trend where there is none',
    method: 'trend tests',
    goal: 'test',
    runs,
    rows: [
      { name: 'cochran_armitage, 500 a period at 5 %', p: (k, { binomial }) => cochranArmitage({ successes: list(k, () => binomial(500, 0.05)), n: list(k, () => 500) }).p }, // prettier-ignore
      { name: 'poisson_trend, mean 10', p: (k, { poisson }) => poissonTrend({ counts: list(k, () => poisson(10)), exposure: list(k, () => 1) }).p }, // prettier-ignore
      { name: 'mann_kendall', p: (k, { normal }) => mannKendall({ y: list(k, normal) }).p },
    ],
    columns: [6, 13, 26].map((k) => ({ name: `${k} periods`, k })),
    cell: ({ name, p }, { k }) => {
      const law = draws(`trend ${name} ${k}`);
      return shareOf(runs, () => isFound(p(k, law)));
    },
    reason: 'Of six values there are but 720 orders, so that Mann and Kendall’s test has few outcomes.',
  });

/** Distributions that are the same. */
function ofShifts(runs) {
  const mix = [0.4, 0.3, 0.2, 0.1];
  const drawMix = ({ binomial }, n) => {
    let [left, share] = [n, 1];
    return mix.map((p) => {
      const count = share > p ? binomial(left, p / share) : left;
      left -= count;
      share -= p;
      return count;
    });
  };
  return table({
    title: 'A distribution that did not shift',
    method: 'drift tests',
    goal: 'test',
    runs,
    rows: [
      { name: 'psi above its critical value', is: (law, n) => { const got = psi({ baseline: drawMix(law, n), current: drawMix(law, n) }); return got.psi > got.critical95; } }, // prettier-ignore
      {
        name: 'chi2_cramers_v',
        is: (law, n) => isFound(chi2CramersV({ table: [drawMix(law, n), drawMix(law, n)] }).p),
      },
      { name: 'ks_two_sample', is: ({ normal }, n) => isFound(ksTwoSample({ a: list(Math.min(n, 500), normal), b: list(Math.min(n, 500), normal) }).pAsymptotic) }, // prettier-ignore
      { name: 'paired_means, t', is: ({ normal }, n) => isFound(pairedMeans({ baseline: list(Math.min(n, 500), normal), candidate: list(Math.min(n, 500), normal) }).p) }, // prettier-ignore
      { name: 'paired_means, Wilcoxon', is: ({ normal }, n) => isFound(pairedMeans({ baseline: list(Math.min(n, 500), normal), candidate: list(Math.min(n, 500), normal) }).wilcoxonP) }, // prettier-ignore
    ],
    columns: [100, 500, 10_000].map((n) => ({ name: `n ${n.toLocaleString('en-US')}`, n })),
    cell: ({ name, is }, { n }) => {
      if (n > 500 && !name.startsWith('psi') && !name.startsWith('chi2')) return null;
      const law = draws(`shift ${name} ${n}`);
      return shareOf(runs, () => is(law, n));
    },
    reason:
      'Kolmogorov and Smirnov’s limit law is milder than 5 % for small samples. Tests of values are drawn up to 500.',
  });
}

/** Monitors over a year of weeks in which nothing happens: how often they call at least once. */
const ofMonitors = (runs) =>
  table({
    title: 'A year of weeks in which nothing happens',
    method: 'monitors',
    goal: 'monitor',
    runs,
    rows: [
      { name: 'p_chart, 2,000 a week at 5 % (0.27 % a week planned)', is: ({ binomial }) => pChart({ defects: list(52, () => binomial(2000, 0.05)), sizes: list(52, () => 2000) }).signals.includes(true) }, // prettier-ignore
      { name: 'ewma, lambda 0.2, 2.962 (one in 500 planned)', is: ({ normal }) => ewma({ x: list(52, normal), target: 0, sigma: 1 }).firstSignal !== null }, // prettier-ignore
      { name: 'cusum, k 0.5, h 5 (one in 465 planned)', is: ({ normal }) => { const got = cusum({ x: list(52, normal), target: 0, sigma: 1 }); return got.firstUpper !== null || got.firstLower !== null; } }, // prettier-ignore
      { name: 'poisson_cusum, 2 against 4, h 4.5', is: ({ poisson }) => poissonCusum({ counts: list(52, () => poisson(2)), inControl: 2, outOfControl: 4, h: 4.5 }).firstSignal !== null }, // prettier-ignore
      { name: 'pelt_mean, usual penalty, any change', is: ({ normal }) => peltMean({ x: list(52, normal) }).changeAfter.length > 0 }, // prettier-ignore
      { name: 'bocpd_binomial, change within 3 weeks above one half, last week', is: ({ binomial }) => bocpdBinomial({ successes: list(52, () => binomial(400, 0.05)), trials: list(52, () => 400), hazard: 1 / 26, priorA: 1, priorB: 19 }).probRecentChange3 > 0.5 }, // prettier-ignore
      { name: 'paired_evalue at each of 500 pairs that differ (5 % at most)', is: ({ random }) => everCalls(random) },
      {
        name: 'bernoulli_confidence_sequence at each of 500 looks (5 % at most)',
        is: ({ random }) => everMisses(random),
      },
    ],
    columns: [{ name: 'calls at least once' }],
    cell: ({ name, is }) =>
      shareOf(
        runs,
        (
          (law) => () =>
            is(law)
        )(draws(`monitor ${name}`)),
      ),
  });

function everCalls(random) {
  let [b, c] = [0, 0];
  for (let pair = 0; pair < 500; pair += 1) {
    if (random() < 0.5) b += 1;
    else c += 1;
    if (pairedEvalue({ onlyFirst: b, onlySecond: c }).e >= 20) return true;
  }
  return false;
}

function everMisses(random) {
  let successes = 0;
  for (let n = 1; n <= 500; n += 1) {
    if (random() < 0.1) successes += 1;
    const { lower, upper } = bernoulliConfidenceSequence({ successes, n });
    if (lower > 0.1 || upper < 0.1) return true;
  }
  return false;
}

export const alarms = (runs) => [
  ...[sameShares, expectedShare, sameCases, sameCounts].map((each) => each(runs)),
  ofTrends(runs),
  ofShifts(Math.ceil(runs / 5)),
  ofMonitors(Math.ceil(runs / 10)),
];

/** Samples as large as the formula says must see the difference four times in five. */
function planned() {
  const { binomial } = draws('planned');
  const n = sampleSizeTwoProportions({ p1: 0.05, p2: 0.04, power: 0.8, alpha: 0.05 }).nPerGroupCeil;
  const pairs = sampleSizeMcnemar({ discordant: 0.15, delta: 0.04, power: 0.8, alpha: 0.05 }).pairsCeil;
  return [
    { name: `two_proportion_test, 5 % and 4 %, n ${n} each (80 % planned)`, is: () => isFound(twoProportionTest({ x1: binomial(n, 0.05), n1: n, x2: binomial(n, 0.04), n2: n }).p) }, // prettier-ignore
    { name: `mcnemar, 15 % differ, 4 points, ${pairs} pairs (80 % planned)`, is: () => { const onlyFirst = binomial(pairs, 0.095); return isFound(mcnemar({ onlyFirst, onlySecond: binomial(pairs - onlyFirst, 0.055 / 0.905) }).midP); } }, // prettier-ignore
  ];
}

export const power = (runs) => {
  const { normal, poisson, binomial } = draws('power');
  return [
    table({
      title: 'What is there and is seen',
      method: 'power',
      goal: 'power',
      runs,
      rows: [
        ...planned(),
        { name: 'cochran_armitage, 5 % falling to 3 % over 6 periods of 1,000', is: () => isFound(cochranArmitage({ successes: list(6, (k) => binomial(1000, 0.05 - 0.004 * k)), n: list(6, () => 1000) }).p) }, // prettier-ignore
        { name: 'mann_kendall, half a sigma a period over 8 periods', is: () => isFound(mannKendall({ y: list(8, (k) => normal() + k / 2) }).p) }, // prettier-ignore
        { name: 'poisson_rate_ratio, 20 and 40', is: () => isFound(poissonRateRatio({ count1: poisson(40), exposure1: 1, count0: poisson(20), exposure0: 1 }).pMid) }, // prettier-ignore
        { name: 'ewma, one sigma, within 10 points', is: () => ewma({ x: list(10, () => normal() + 1), target: 0, sigma: 1 }).firstSignal !== null }, // prettier-ignore
        { name: 'poisson_cusum, 2 becomes 4, within 6 weeks', is: () => poissonCusum({ counts: list(6, () => poisson(4)), inControl: 2, outOfControl: 4, h: 4.5 }).firstSignal !== null }, // prettier-ignore
        { name: 'pelt_mean, two sigmas in the middle of 26, found within 2', is: () => peltMean({ x: list(26, (k) => normal() + (k < 13 ? 0 : 2)) }).changeAfter.some((at) => Math.abs(at - 13) <= 2) }, // prettier-ignore
        { name: 'paired_evalue, 65 % of pairs one way, by 200 pairs', is: () => seenBy(200, 0.65, binomial) },
      ],
      columns: [{ name: 'seen' }],
      cell: ({ is }) => shareOf(runs, () => is()),
    }),
  ];
};

function seenBy(pairs, share, binomial) {
  const onlyFirst = binomial(pairs, share);
  return pairedEvalue({ onlyFirst, onlySecond: pairs - onlyFirst }).e >= 20;
}
