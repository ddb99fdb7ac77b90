import { twoSidedP, twoSidedZ } from '../distribution/normal.ts';
import { total } from '../sample/moments.ts';

export interface PoissonTrend {
  /** Change of the logarithm of the rate from one period to the next. */
  readonly logSlope: number | null;
  /** Widened by the root of the dispersion where that is above 1.5. */
  readonly se: number | null;
  /** Two-sided, normal. */
  readonly p: number | null;
  /** Factor by which the rate changes each period. */
  readonly ratePerPeriod: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Pearson's chi-square per degree of freedom; null for two periods. */
  readonly dispersion: number | null;
}

export interface PoissonTrendInput {
  /** Events, one entry a period, in order. */
  readonly counts: readonly number[];
  readonly exposure: readonly number[];
  readonly conf?: number;
}

interface Period {
  readonly time: number;
  readonly count: number;
  readonly exposure: number;
}

const nothing: PoissonTrend = {
  logSlope: null,
  se: null,
  p: null,
  ratePerPeriod: null,
  lower: null,
  upper: null,
  dispersion: null,
};

/** How the events would fall on the periods at a slope, given their number; and the mean and variance of their time. */
function spreadAt(periods: readonly Period[], slope: number) {
  const logs = periods.map(({ time, exposure }) => Math.log(exposure) + slope * time);
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const sum = total(weights);
  const shares = weights.map((weight) => weight / sum);
  const mean = total(periods.map(({ time }, i) => time * (shares[i] ?? 0)));
  const variance = total(periods.map(({ time }, i) => (time - mean) ** 2 * (shares[i] ?? 0)));
  return { shares, mean, variance };
}

/** The slope at which the mean time of events is the one seen: Newton steps inside a shrinking bracket, as it only rises. */
function slopeOf(periods: readonly Period[], seen: number): number {
  let low = -700;
  let high = 700;
  let slope = 0;
  for (let step = 0; step < 200; step++) {
    const { mean, variance } = spreadAt(periods, slope);
    if (mean < seen) low = slope;
    else high = slope;
    let next = slope + (seen - mean) / variance;
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - slope) <= 1e-15 * Math.max(1, Math.abs(next))) return next;
    slope = next;
  }
  return slope;
}

/** Periods with exposure; null if counts do not fit them. */
function periodsOf({ counts, exposure }: PoissonTrendInput): readonly Period[] | null {
  const all = exposure.map((each, time) => ({ time, count: counts[time] ?? NaN, exposure: each }));
  const isValid = all.every(
    ({ count, exposure: e }) => count >= 0 && count < Infinity && e >= 0 && e < Infinity && (e > 0 || count === 0),
  );
  return isValid && counts.length === exposure.length ? all.filter((each) => each.exposure > 0) : null;
}

/**
 * Trend of a rate of events over equally spaced periods: log-linear Poisson regression with exposure as offset
 * (McCullagh and Nelder 1989). Null without two periods, without events, or with all events in the first or last
 * period, where no slope is the likeliest.
 */
export function poissonTrend(input: PoissonTrendInput): PoissonTrend {
  const periods = periodsOf(input);
  if (periods === null || periods.length < 2) return nothing;
  const events = total(periods.map(({ count }) => count));
  const seen = total(periods.map(({ time, count }) => time * count)) / events;
  const isInside = seen > (periods[0]?.time ?? NaN) && seen < (periods.at(-1)?.time ?? NaN);
  if (!isInside) return nothing;
  const logSlope = slopeOf(periods, seen);
  const { shares, variance } = spreadAt(periods, logSlope);
  const expected = shares.map((share) => share * events);
  const pearson = total(periods.map(({ count }, i) => (count - (expected[i] ?? NaN)) ** 2 / (expected[i] ?? NaN)));
  const dispersion = periods.length > 2 ? pearson / (periods.length - 2) : null;
  const se = Math.sqrt((dispersion !== null && dispersion > 1.5 ? dispersion : 1) / (events * variance));
  const z = twoSidedZ(input.conf ?? 0.95);
  return {
    logSlope,
    se,
    p: twoSidedP(logSlope / se),
    ratePerPeriod: Math.exp(logSlope),
    lower: z === null ? null : Math.exp(logSlope - z * se),
    upper: z === null ? null : Math.exp(logSlope + z * se),
    dispersion,
  };
}
