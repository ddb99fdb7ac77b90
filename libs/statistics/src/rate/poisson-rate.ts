import { gammaPoint } from '../distribution/gamma-quantile.ts';

export interface PoissonRate {
  /** Events per unit of exposure. */
  readonly rate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface PoissonRateInput {
  readonly count: number;
  /** Sessions, days or outputs in which the events could happen. */
  readonly exposure: number;
  readonly conf?: number;
}

const orNull = (value: number) => (Number.isNaN(value) ? null : value);

/** Rate of events with its exact limits (Garwood 1936, Biometrika 28:437). All null without exposure; no events have a lower limit of 0. */
export function poissonRate({ count, exposure, conf = 0.95 }: PoissonRateInput): PoissonRate {
  if (!(count >= 0 && count < Infinity && exposure > 0 && exposure < Infinity)) {
    return { rate: null, lower: null, upper: null };
  }
  const rate = count / exposure;
  if (!(conf > 0 && conf < 1)) return { rate, lower: null, upper: null };
  const tail = (1 - conf) / 2;
  return {
    rate,
    lower: count === 0 ? 0 : orNull(gammaPoint(tail, count, 'lower') / exposure),
    upper: orNull(gammaPoint(tail, count + 1, 'upper') / exposure),
  };
}
