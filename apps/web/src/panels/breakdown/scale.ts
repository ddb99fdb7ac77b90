import type { Domain, IntervalBarModel } from '../../number/interval-scale.ts';
import { placeCount, placeInterval, sharedDomain } from '../../number/interval-scale.ts';
import type { NumberModel } from '../../number/number-model.ts';
import type { Unit } from '../../number/unit.ts';
import { unitOf } from '../../number/unit.ts';

/** What the figures of a breakdown are drawn on and compared with. */
export interface Scale {
  readonly unit: Unit;
  readonly domain: Domain;
  /** What all slices count together; null where they are not parts of a whole. */
  readonly whole: number | null;
  /** What the bars show beside the value; null of counts, which are plain bars. */
  readonly beside: string | null;
}

export interface Scaled {
  readonly isTotal: boolean;
  readonly number: NumberModel;
}

const barWidth = 120;
/** Parts stand beside the whole, on the same scale. */
const partBarWidth = 72;

/** How far chance alone takes a number that is compared with what was before; null where nothing says so. */
function chanceOf({ parts }: NumberModel): number | null {
  return parts.find(({ id }) => id === 'critical95')?.value ?? null;
}

/** The whole of a sum would press all its slices together, so it has no bar. */
const isDrawn = ({ isCounted }: Unit, isTotal: boolean): boolean => !(isCounted && isTotal);

/** `shown` are the slices that have a value, of all of them. */
export function scaleOf(unitId: string, all: readonly Scaled[], shown: readonly Scaled[]): Scale {
  const unit = unitOf(unitId);
  const drawn = shown.filter(({ isTotal }) => isDrawn(unit, isTotal)).map(({ number }) => number);
  const marks = drawn.map((number) => ({
    value: Math.max(number.value ?? 0, chanceOf(number) ?? 0),
    lower: number.lower,
    upper: number.upper,
  }));
  const total = all.find(({ isTotal }) => isTotal);
  const sum = all.reduce((numerators, { number }) => numerators + number.numerator, 0);
  return {
    unit,
    domain: sharedDomain(marks, unit),
    whole: unit.addsUp ? (total?.number.numerator ?? sum) : null,
    beside: besideOf(drawn),
  };
}

function besideOf(drawn: readonly NumberModel[]): string | null {
  if (drawn.some(({ lower }) => lower !== null)) return '95 % interval';
  return drawn.some((number) => chanceOf(number) !== null) ? 'tick: chance' : null;
}

interface Drawn extends Pick<NumberModel, 'lower' | 'upper'> {
  readonly value: number;
}

/** The bar of a slice, or of one of its parts; null where it has none. */
export function barOf(figure: Drawn, scale: Scale, of: Scaled & { readonly isPart: boolean }): IntervalBarModel | null {
  const { unit, domain } = scale;
  if (!isDrawn(unit, of.isTotal)) return null;
  const width = of.isPart ? partBarWidth : barWidth;
  if (unit.isCounted) return placeCount(figure.value, domain, width);
  const chance = of.isPart ? null : chanceOf(of.number);
  return placeInterval({ ...figure, target: null, ticks: chance === null ? [] : [chance] }, domain, width);
}
