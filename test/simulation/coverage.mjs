/** How often intervals at 95 % hold the truth. */
import {
  bernoulliConfidenceSequence,
  clopperPearson,
  clusteredProportion,
  kmMedian,
  medianCi,
  newcombeDiff,
  newcombePaired,
  poissonRate,
  poissonRateRatio,
  ppiMean,
  ratioOfSums,
  roganGladen,
  tangoPaired,
  wilson,
} from '@assay/statistics';
import { binomialLaw, draws, poissonLaw, shareOf } from './draws.mjs';
import { table } from './goals.mjs';

const shares = [0.005, 0.01, 0.05, 0.2, 0.5];
const sizes = [30, 100, 1000];
const percent = (share) => `${Number((100 * share).toFixed(2))} %`;
const holds = ({ lower, upper }, truth) => lower !== null && upper !== null && lower <= truth && truth <= upper;

/** Of every outcome, not of draws. */
function shareTable({ title, method, goal, interval, reason }) {
  const cell = (p, n) => {
    const law = binomialLaw(n, p.value);
    return law.reduce((sum, chance, successes) => (holds(interval({ successes, n }), p.value) ? sum + chance : sum), 0);
  };
  const rows = shares.map((value) => ({ name: `p ${percent(value)}`, value }));
  const columns = sizes.map((n) => ({ name: `n ${n}`, value: n }));
  return table({ title, method, goal, rows, columns, cell: (row, { value }) => cell(row, value), reason });
}

const few = 'Where fewer than about five successes are expected, a share takes a handful of values and coverage jumps between them.'; // prettier-ignore

const one = () => [
  shareTable({ title: 'A share', method: 'wilson', goal: 'approximate', interval: wilson, reason: few }),
  shareTable({ title: 'A share, exact', method: 'clopper_pearson', goal: 'exact', interval: clopperPearson }),
  shareTable({
    title: 'A share at every look',
    method: 'bernoulli_confidence_sequence',
    goal: 'exact',
    interval: bernoulliConfidenceSequence,
  }),
  table({
    title: 'A count',
    method: 'poisson_rate',
    goal: 'exact',
    rows: [0.5, 1, 2, 5, 10, 50].map((value) => ({ name: `mean ${value}`, value })),
    columns: [{ name: 'covered' }],
    cell: ({ value }) =>
      poissonLaw(value).reduce(
        (sum, chance, count) => (holds(poissonRate({ count, exposure: 1 }), value) ? sum + chance : sum),
        0,
      ),
  }),
];

/** A share of clusters whose own shares follow a Beta law with this correlation inside. */
function clustered(runs) {
  const settings = [2, 5, 10, 20, 50].flatMap((k) => [0, 0.05, 0.2].map((icc) => ({ k, icc })));
  return table({
    title: 'A share in clusters',
    method: 'clustered_proportion',
    goal: 'approximate',
    runs,
    rows: shares.flatMap((p) => sizes.map((n) => ({ name: `p ${percent(p)}, n ${n}`, p, n }))),
    columns: settings.map(({ k, icc }) => ({ name: `${k} clusters, ${icc}`, k, icc })),
    cell: ({ p, n }, { k, icc }) => {
      // The product shows no interval there.
      if (k > n || (k < 5 && n / k > 5)) return null;
      const { beta, binomial } = draws(`clustered ${p} ${n} ${k} ${icc}`);
      const each = Array.from(
        { length: k },
        (_, place) => Math.floor((n * (place + 1)) / k) - Math.floor((n * place) / k),
      );
      const rate = () => (icc === 0 ? p : beta((p * (1 - icc)) / icc, ((1 - p) * (1 - icc)) / icc));
      return shareOf(runs, () =>
        holds(clusteredProportion({ successes: each.map((size) => binomial(size, rate())), sizes: each }), p),
      );
    },
    reason: 'Few clusters, rare events and correlation together leave some samples without any event in all but one cluster: the spread between clusters is then not seen. Cells without a figure have fewer than five heavy clusters and show no interval.', // prettier-ignore
  });
}

/** How many clusters a rare thing takes: cells below the stair of clusters times share = 1 fail. */
export const rareInClusters = (runs) =>
  table({
    title: 'A share in clusters of 20 that are alike inside (0.2), by how many there are',
    method: 'clustered_proportion',
    goal: 'approximate',
    runs,
    rows: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2].map((p) => ({ name: `p ${percent(p)}`, p })),
    columns: [5, 10, 20, 50, 100, 200].map((k) => ({ name: `${k} clusters`, k })),
    cell: ({ p }, { k }) => {
      const { beta, binomial } = draws(`rare ${p} ${k}`);
      const sizes = Array.from({ length: k }, () => 20);
      const rate = () => beta((p * 0.8) / 0.2, ((1 - p) * 0.8) / 0.2);
      return shareOf(runs, () =>
        holds(clusteredProportion({ successes: sizes.map((size) => binomial(size, rate())), sizes }), p),
      );
    },
    reason: 'It takes about as many clusters as one over the share: 5 for 20 %, 20 for 5 %, 100 for 1 %. With very few the limits are so wide that they hold it all the same; between, most samples have their events in one or two clusters.', // prettier-ignore
  });

function difference() {
  const interval = new Map();
  const of = (x1, x2, n) => {
    const key = (n * 2000 + x1) * 2000 + x2;
    if (!interval.has(key)) interval.set(key, newcombeDiff({ x1, n1: n, x2, n2: n }));
    return interval.get(key);
  };
  return table({
    title: 'A difference of two shares',
    method: 'newcombe_diff',
    goal: 'approximate',
    rows: shares.flatMap((p) => [1, 1.5].map((times) => ({ name: `${percent(p)} and ${percent(p * times)}`, p, q: p * times }))), // prettier-ignore
    columns: [30, 100, 300].map((n) => ({ name: `n ${n} each`, n })),
    cell: ({ p, q }, { n }) => {
      const [one, two] = [binomialLaw(n, p), binomialLaw(n, q)];
      let sum = 0;
      for (const [x1, chance] of one.entries()) {
        if (chance < 1e-9) continue;
        for (const [x2, other] of two.entries())
          if (chance * other > 1e-12 && holds(of(x1, x2, n), p - q)) sum += chance * other;
      }
      return sum;
    },
    reason: few,
  });
}

const rateRatio = () =>
  table({
    title: 'A ratio of two counts',
    method: 'poisson_rate_ratio',
    goal: 'exact',
    rows: [2, 5, 10, 50].map((value) => ({ name: `mean ${value}`, value })),
    columns: [1, 2].map((ratio) => ({ name: `ratio ${ratio}`, ratio })),
    cell: ({ value }, { ratio }) => {
      const [one, two] = [poissonLaw(value * ratio), poissonLaw(value)];
      let [sum, all] = [0, 0];
      for (const [count1, chance] of one.entries()) {
        for (const [count0, other] of two.entries()) {
          if (chance * other < 1e-12 || count1 + count0 === 0) continue;
          all += chance * other;
          if (holds(poissonRateRatio({ count1, exposure1: 1, count0, exposure0: 1 }), ratio)) sum += chance * other;
        }
      }
      return sum / all;
    },
  });

function paired(method, interval, runs) {
  return table({
    title: 'A difference on the same cases',
    method,
    goal: 'approximate',
    runs,
    rows: [50, 100, 600].map((n) => ({ name: `n ${n}`, n })),
    columns: [[0.8, 0.04, 0.04], [0.8, 0.08, 0.02], [0.5, 0.15, 0.15], [0.95, 0.01, 0.02]].map(([a, b, c]) => ({ name: `${percent(b)} only one, ${percent(c)} only the other`, a, b, c })), // prettier-ignore
    cell: ({ n }, { a, b, c }) => {
      const { binomial } = draws(`${method} ${n} ${a} ${b}`);
      return shareOf(runs, () => {
        const bothPass = binomial(n, a);
        const onlyFirst = binomial(n - bothPass, b / (1 - a));
        const onlySecond = binomial(n - bothPass - onlyFirst, Math.min(1, c / (1 - a - b)));
        return holds(
          interval({ bothPass, onlyFirst, onlySecond, bothFail: n - bothPass - onlyFirst - onlySecond }),
          b - c,
        );
      });
    },
    reason: 'Where few pairs differ there are few outcomes, and the method covers more than it must.',
  });
}

/** Cost over labels by batch; the interval is the one that is shown: Fieller's where the denominator is unsure. */
function ratio(runs) {
  return table({
    title: 'A ratio of sums over batches',
    method: 'ratio_of_sums',
    goal: 'approximate',
    runs,
    rows: [5, 10, 20, 50].map((k) => ({ name: `${k} batches`, k })),
    columns: [0.1, 0.3, 0.6].map((cv) => ({ name: `sizes differ by ${percent(cv)}`, cv })),
    cell: ({ k }, { cv }) => {
      const { gamma, normal } = draws(`ratio ${k} ${cv}`);
      const shape = 1 / cv ** 2;
      return shareOf(runs, () => {
        const denominator = Array.from({ length: k }, () => (100 * gamma(shape)) / shape);
        const numerator = denominator.map((labels) => labels * 3 * (1 + 0.2 * normal()));
        const { deltaLower, deltaUpper, fiellerLower, fiellerUpper, fiellerG } = ratioOfSums({
          numerator,
          denominator,
        });
        const isUnsure = fiellerG > 0.05;
        const limits = { lower: isUnsure ? fiellerLower : deltaLower, upper: isUnsure ? fiellerUpper : deltaUpper };
        // Where Fieller's limits do not enclose a stretch, none are shown.
        return limits.lower === null ? null : holds(limits, 3);
      });
    },
  });
}

/** 30 of each class are the fewest by which a number is corrected. */
export const judged = (runs) =>
  table({
    title: 'A share corrected for its judge',
    method: 'rogan_gladen',
    goal: 'approximate',
    runs,
    rows: [0.01, 0.02, 0.05, 0.1, 0.2, 0.3].map((p) => ({ name: `true ${percent(p)}`, p })),
    columns: [0.8, 0.95].flatMap((sens) =>
      [30, 50, 200].map((n) => ({ name: `finds ${percent(sens)}, ${n} of each class`, sens, n })),
    ),
    cell: ({ p }, { sens, n }) => {
      const { binomial } = draws(`judge ${p} ${sens} ${n}`);
      const flagged = sens * p + 0.03 * (1 - p);
      return shareOf(runs, () => {
        const input = { positives: binomial(2000, flagged), n: 2000, sensTrue: binomial(n, sens), sensN: n };
        return holds(roganGladen({ ...input, specTrue: binomial(n, 0.97), specN: n }), p);
      });
    },
    reason:
      'With fewer than about 200 of each class in the calibration set it covers more than it must, at any share; it never falls short.',
  });

const powered = (runs) =>
  table({
    title: 'A share from a few human grades and many of a judge',
    method: 'ppi_mean',
    goal: 'approximate',
    runs,
    rows: [0.1, 0.3].map((p) => ({ name: `true ${percent(p)}`, p })),
    columns: [100, 400].map((n) => ({ name: `${n} graded by people`, n })),
    cell: ({ p }, { n }) => {
      const { random } = draws(`ppi ${p} ${n}`);
      const grade = () => {
        const truth = random() < p ? 1 : 0;
        return [truth, random() < 0.9 ? truth : 1 - truth];
      };
      return shareOf(runs, () => {
        const both = Array.from({ length: n }, grade);
        const judgeOnRest = Array.from({ length: 1000 }, () => grade()[1]);
        const input = {
          humanLabels: both.map(([truth]) => truth),
          judgeOnHuman: both.map(([, said]) => said),
          judgeOnRest,
        };
        return holds(ppiMean(input).ppiPlusPlus, p);
      });
    },
    reason: 'Limits are those of the normal law: with some hundred grades of people they are a little too narrow.',
  });

const medians = (runs) => [
  table({
    title: 'A median',
    method: 'median_ci',
    goal: 'exact',
    runs,
    rows: [6, 11, 30, 101].map((n) => ({ name: `n ${n}`, n })),
    columns: [{ name: 'covered' }],
    cell: ({ n }) => {
      const { normal } = draws(`median ${n}`);
      return shareOf(runs, () => holds(medianCi({ x: Array.from({ length: n }, () => Math.exp(normal())) }), 1));
    },
  }),
  table({
    title: 'A median while some are still open',
    method: 'km_median',
    goal: 'approximate',
    runs,
    rows: [20, 50, 200].map((n) => ({ name: `n ${n}`, n })),
    columns: [0, 0.3].map((open) => ({ name: `${percent(open)} still open`, open })),
    cell: ({ n }, { open }) => {
      const { random } = draws(`survival ${n} ${open}`);
      const exponential = (rate) => -Math.log(random()) / rate;
      return shareOf(runs, () => {
        const each = Array.from({ length: n }, () => [
          exponential(1),
          open === 0 ? Infinity : exponential(open / (1 - open)),
        ]);
        const { lower, upper } = kmMedian({ time: each.map((pair) => Math.min(...pair)), event: each.map(([end, seen]) => (end <= seen ? 1 : 0)) }); // prettier-ignore
        // A limit that is not reached leaves that side open.
        return (lower ?? 0) <= Math.LN2 && Math.LN2 <= (upper ?? Infinity);
      });
    },
  }),
];

export const coverage = (runs) => [
  ...one(),
  clustered(Math.ceil(runs / 5)),
  rareInClusters(Math.ceil(runs / 5)),
  difference(),
  rateRatio(),
  paired('newcombe_paired', newcombePaired, runs),
  paired('tango_paired', tangoPaired, Math.ceil(runs / 5)),
  ratio(runs),
  judged(runs),
  powered(Math.ceil(runs / 10)),
  ...medians(runs),
];
