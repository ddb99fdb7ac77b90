import type { Target } from '../gql/types.ts';
import type { Unit } from './unit.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where a bar's marks stand, in px from its left edge. */
export interface IntervalBarModel {
  readonly width: number;
  readonly zone: Stretch | null;
  readonly ticks: readonly number[];
  readonly interval: Stretch | null;
  /** From zero to a value that is no estimate but a count; such a bar has no point. */
  readonly fill: Stretch | null;
  readonly point: number;
}

export interface Domain {
  readonly from: number;
  readonly to: number;
}

/** What values a unit can have, and how much of that its bars show. */
type Bounds = Pick<Unit, 'least' | 'most' | 'isDrawnWhole'>;

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

const below = (value: number): number => (value < 0 ? -niceCeil(-value) : 0);

/**
 * A scale of the number's own that holds value, interval and target with room to spare. It holds zero unless all of it
 * lies in the upper half of what is possible, and nothing that is not: a share never goes beyond 100 %.
 */
export function ownDomain({ value, lower, upper, target }: Shown, { least, most }: Bounds): Domain {
  const marks = [value, lower, upper, target?.lower, target?.upper].filter((mark) => typeof mark === 'number');
  const high = Math.max(...marks);
  const low = Math.min(...marks.filter((mark) => mark !== 0), high);
  if (high <= 0 && low >= 0) return { from: 0, to: Math.min(most, 0.01) };
  if (low < most / 2)
    return { from: Math.max(least, below(low * 1.15)), to: Math.min(most, niceCeil(Math.max(0, high) * 1.15)) };
  const room = Math.max(high - low, most / 100);
  return { from: low - room, to: Math.min(most, high + room) };
}

/** One scale for a column of bars. It holds zero, and ends on round numbers or on what is possible. */
export function sharedDomain(
  numbers: readonly Pick<Shown, 'value' | 'lower' | 'upper'>[],
  { least, most, isDrawnWhole }: Bounds,
): Domain {
  const high = Math.max(0, ...numbers.map(({ value, upper }) => upper ?? value));
  const low = Math.min(0, ...numbers.map(({ value, lower }) => lower ?? value));
  if (isDrawnWhole) return { from: low < 0 ? least : 0, to: most };
  if (high === 0 && low === 0) return { from: 0, to: 0.01 };
  return { from: Math.max(least, below(low)), to: Math.min(most, niceCeil(high)) };
}

const placeOn =
  (domain: Domain, width: number) =>
  (value: number): number => {
    const share = (value - domain.from) / (domain.to - domain.from);
    return Math.round(Math.min(1, Math.max(0, share)) * width * 10) / 10;
  };

/** A mark across the bar, such as what chance alone can make. */
export interface Ticked {
  readonly ticks?: readonly number[];
}

/** Places the marks of one number on a scale. The good side is shaded where a target says which side is good. */
export function placeInterval(shown: Shown & Ticked, domain: Domain, width: number): IntervalBarModel {
  const at = placeOn(domain, width);
  const { target, ticks = [] } = shown;
  const bounds = [target?.lower, target?.upper].filter((bound) => typeof bound === 'number');
  return {
    width,
    zone: bounds.length === 0 ? null : { from: at(target?.lower ?? domain.from), to: at(target?.upper ?? domain.to) },
    ticks: [...bounds, ...ticks].filter((bound) => bound > domain.from && bound < domain.to).map(at),
    interval: shown.lower === null || shown.upper === null ? null : { from: at(shown.lower), to: at(shown.upper) },
    fill: null,
    point: at(shown.value),
  };
}

/** A plain bar from zero to a count. */
export function placeCount(value: number, domain: Domain, width: number): IntervalBarModel {
  const at = placeOn(domain, width);
  const [zero, end] = [at(0), at(value)];
  const fill = { from: Math.min(zero, end), to: Math.max(zero, end) };
  return { width, zone: null, ticks: [], interval: null, fill, point: end };
}
