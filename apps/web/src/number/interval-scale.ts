import type { Target } from '../gql/types.ts';

/** Where an interval bar's marks stand, in px from its left edge. */
export interface IntervalBarModel {
  readonly width: number;
  readonly zone: { readonly from: number; readonly to: number } | null;
  readonly targets: readonly number[];
  readonly interval: { readonly from: number; readonly to: number } | null;
  readonly point: number;
}

export interface Domain {
  readonly from: number;
  readonly to: number;
}

interface Shown {
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly target: Pick<Target, 'lower' | 'upper'> | null;
}

/** The next of 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 times a power of ten. */
export function niceCeil(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10;
  return step * power;
}

/**
 * A scale of the number's own that holds value, interval and target with room to spare. It starts at zero unless all of
 * it lies in the upper half of what is possible; a share never goes beyond 100 %.
 */
export function ownDomain({ value, lower, upper, target }: Shown, most = 1): Domain {
  const marks = [value, lower, upper, target?.lower, target?.upper].filter((mark) => typeof mark === 'number');
  const high = Math.max(...marks);
  const low = Math.min(...marks.filter((mark) => mark > 0), high);
  if (high <= 0) return { from: 0, to: Math.min(most, 0.01) };
  if (low < most / 2) return { from: 0, to: Math.min(most, niceCeil(high * 1.15)) };
  const room = Math.max(high - low, most / 100);
  return { from: Math.max(0, low - room), to: Math.min(most, high + room) };
}

/** One scale for a column of bars, from zero. */
export function sharedDomain(numbers: readonly Pick<Shown, 'value' | 'upper'>[], most = 1): Domain {
  const high = Math.max(0, ...numbers.map((number) => number.upper ?? number.value));
  return { from: 0, to: high === 0 ? 0.01 : Math.min(most, niceCeil(high)) };
}

/** Places the marks of one number on a scale. The good side is shaded where a target says which side is good. */
export function placeInterval(shown: Shown, domain: Domain, width: number): IntervalBarModel {
  const at = (value: number): number => {
    const share = (value - domain.from) / (domain.to - domain.from);
    return Math.round(Math.min(1, Math.max(0, share)) * width * 10) / 10;
  };
  const { target } = shown;
  const bounds = [target?.lower, target?.upper].filter((bound) => typeof bound === 'number');
  return {
    width,
    zone: bounds.length === 0 ? null : { from: at(target?.lower ?? domain.from), to: at(target?.upper ?? domain.to) },
    targets: bounds.filter((bound) => bound > domain.from && bound < domain.to).map(at),
    interval: shown.lower === null || shown.upper === null ? null : { from: at(shown.lower), to: at(shown.upper) },
    point: at(shown.value),
  };
}
