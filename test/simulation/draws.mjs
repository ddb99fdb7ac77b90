/** Draws of the laws that the simulations need, from one seeded stream. */
import { binomialDraw, seededRandom } from '@assay/statistics';

export function draws(seed) {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const binomial = (n, p) => binomialDraw(random, n, p);
  const poisson = (mean) =>
    mean < 60 ? knuth(random, mean) : Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  /** Marsaglia and Tsang 2000, ACM TOMS 26:363. */
  const gamma = (shape) => {
    if (shape < 1) return gamma(shape + 1) * random() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  const beta = (a, b) => {
    const [x, y] = [gamma(a), gamma(b)];
    return x / (x + y);
  };
  return { random, normal, binomial, poisson, gamma, beta };
}

function knuth(random, mean) {
  const least = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > least; product *= random()) count += 1;
  return count;
}

/** Probabilities of 0 to n of the binomial law, by recurrence from its mode outwards. */
export function binomialLaw(n, p) {
  const law = new Float64Array(n + 1);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  law[mode] = 1;
  for (let x = mode; x < n; x += 1) law[x + 1] = (law[x] * (n - x) * p) / ((x + 1) * (1 - p));
  for (let x = mode; x > 0; x -= 1) law[x - 1] = (law[x] * x * (1 - p)) / ((n - x + 1) * p);
  return normalised(law);
}

/** Probabilities of 0 to far beyond the mean of the Poisson law. */
export function poissonLaw(mean) {
  const law = new Float64Array(Math.ceil(mean + 12 * Math.sqrt(mean) + 30));
  const mode = Math.floor(mean);
  law[mode] = 1;
  for (let x = mode; x + 1 < law.length; x += 1) law[x + 1] = (law[x] * mean) / (x + 1);
  for (let x = mode; x > 0; x -= 1) law[x - 1] = (law[x] * x) / mean;
  return normalised(law);
}

function normalised(law) {
  const sum = law.reduce((all, each) => all + each, 0);
  return law.map((each) => each / sum);
}

/** Share of runs in which something happened; runs that have nothing to say (null) are none. */
export function shareOf(runs, happens) {
  let [count, known] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const has = happens(run);
    if (has !== null) known += 1;
    if (has) count += 1;
  }
  return count / known;
}
