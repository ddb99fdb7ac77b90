export interface MeanSequence {
  /** Limits after each value, within 0 and 1. */
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

export interface EmpiricalBernsteinInput {
  /** Values from 0 to 1, in the order they came. */
  readonly x: readonly number[];
  /** Chance of ever being wrong; 0.05 when absent. */
  readonly alpha?: number;
  /** Greatest bet on one value, below 1; 0.5 when absent. */
  readonly truncation?: number;
}

const nothing: MeanSequence = { lower: [], upper: [] };

/**
 * Limits of a mean that hold at every look: predictable plug-in empirical Bernstein (Waudby-Smith and Ramdas 2024, JRSS-B 86:1,
 * theorem 2). Nothing for values outside 0 to 1.
 */
export function empiricalBernsteinCs({ x, alpha = 0.05, truncation = 0.5 }: EmpiricalBernsteinInput): MeanSequence {
  const isSet = alpha > 0 && alpha < 1 && truncation > 0 && truncation < 1;
  if (!isSet || !x.every((value) => value >= 0 && value <= 1)) return nothing;
  const evidence = Math.log(2 / alpha);
  let [mean, variance, sum, squares] = [0.5, 0.25, 0, 0];
  let [bets, won, width] = [0, 0, evidence];
  const limits = x.map((value, place) => {
    const t = place + 1;
    const bet = Math.min(Math.sqrt((2 * evidence) / (variance * t * Math.log1p(t))), truncation);
    bets += bet;
    won += bet * value;
    width += (value - mean) ** 2 * (-Math.log1p(-bet) - bet);
    sum += value;
    mean = (0.5 + sum) / (t + 1);
    squares += (value - mean) ** 2;
    variance = (0.25 + squares) / (t + 1);
    return { lower: Math.max(0, (won - width) / bets), upper: Math.min(1, (won + width) / bets) };
  });
  return { lower: limits.map(({ lower }) => lower), upper: limits.map(({ upper }) => upper) };
}
