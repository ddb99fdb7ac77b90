/** Scores (0 to 100) are at least, times (ms) and shifts at most. */
const shared = { atLeast: { accessibility: 100, 'best practices': 100 }, atMost: { LCP: 2000, TBT: 150, CLS: 0.02 } };
const budgets = {
  mobile: { ...shared, atLeast: { ...shared.atLeast, performance: 95 } },
  desktop: { ...shared, atLeast: { ...shared.atLeast, performance: 98 } },
};

/** `host` is Lighthouse's own measure of how fast this host was meanwhile: a phone run on a busy one says little. */
const measures = ['performance', 'accessibility', 'best practices', 'LCP', 'TBT', 'CLS', 'host'];

/** The median of each measure over several runs, and every audit that failed in any of them. */
export function medianOf(results) {
  const median = Object.fromEntries(
    measures.map((measure) => [measure, middle(results.map((result) => result[measure]))]),
  );
  return { ...median, failing: [...new Set(results.flatMap(({ failing }) => failing))] };
}

function middle(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** A sentence for each budget of a device that a result does not keep. */
export function misses(device, result) {
  const { atLeast, atMost } = budgets[device];
  const low = Object.entries(atLeast).filter(([measure, bound]) => result[measure] < bound);
  const high = Object.entries(atMost).filter(([measure, bound]) => result[measure] > bound);
  const audits = result.failing.length > 0 ? ` Failing audits: ${result.failing.join(', ')}.` : '';
  return [
    ...low.map(
      ([measure, bound]) => `${device}: ${measure} is ${result[measure]}, at least ${bound} is wanted.${audits}`,
    ),
    ...high.map(
      ([measure, bound]) =>
        `${device}: ${measure} is ${rounded(measure, result[measure])}, at most ${bound} is wanted.`,
    ),
  ];
}

/** One line with every measure. */
export function textOf(result) {
  return measures.map((measure) => `${measure} ${rounded(measure, result[measure])}`).join('  ');
}

function rounded(measure, value) {
  if (measure === 'CLS') return value.toFixed(3);
  if (measure === 'host') return String(Math.round(value));
  return measure === 'LCP' || measure === 'TBT' ? `${Math.round(value)} ms` : String(value);
}
