/** Logarithm of the gamma function after Lanczos (1964), g = 7, nine terms. */
function logGamma(x: number): number {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const z = x - 1;
  const sum = terms.reduce((all, term, index) => all + term / (z + index + 1), 0.99999999999980993);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

const known = new Map<number, number>();

/** Where 97.5 % of Student's distribution lie below: its density added up by Simpson's rule, and halving. */
export function student975(df: number): number {
  const before = known.get(df);
  if (before !== undefined) return before;
  const scale = Math.exp(logGamma((df + 1) / 2) - logGamma(df / 2)) / Math.sqrt(df * Math.PI);
  const density = (x: number): number => scale * (1 + (x * x) / df) ** (-(df + 1) / 2);
  const upTo = (x: number, steps = 400): number => {
    let sum = density(0) + density(x);
    for (let step = 1; step < steps; step += 1) sum += (step % 2 === 1 ? 4 : 2) * density((x * step) / steps);
    return (sum * x) / steps / 3;
  };
  let [low, high] = [0, 64];
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (upTo(middle) < 0.475) low = middle;
    else high = middle;
  }
  known.set(df, (low + high) / 2);
  return (low + high) / 2;
}
