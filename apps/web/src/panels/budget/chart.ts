import { exactDigits, formatFigure, formatSigned } from '../../number/format.ts';
import { niceCeil } from '../../number/interval-scale.ts';
import type { BudgetFigures, Standing } from './figures.ts';

/** Bars of what was spent with marks of what was planned, and below them the difference on a scale of its own; in px. */
export interface ChartModel {
  readonly height: number;
  readonly bars: readonly BarModel[];
  readonly ticks: readonly TickModel[];
  /** One of them is nothing: what lies above it is over the budget. */
  readonly differenceTicks: readonly TickModel[];
}

export interface TickModel {
  readonly at: number;
  readonly label: string;
}

/** One period. Null where the number is not known. */
export interface BarModel {
  readonly actual: Stretch | null;
  readonly budget: number | null;
  readonly difference: (Stretch & { readonly standing: Standing }) | null;
  /** A period that is still running. */
  readonly isPartial: boolean;
}

interface Stretch {
  readonly top: number;
  readonly height: number;
}

/** The bars stand between these, the differences between those. */
const bars = { top: 10, bottom: 138 };
const differences = { top: 160, bottom: 220 };

/** Nearer to each other two labels would touch. */
const leastGap = 14;

const known = (value: number | string | null): number => Number(value ?? 0);

export function chartOf(periods: readonly BudgetFigures[], unit: string): ChartModel {
  const most = niceCeil(Math.max(1, ...periods.flatMap(({ actual, budget }) => [known(actual), known(budget)])));
  const apart = periods.map(({ difference }) => known(difference));
  const [high, low] = [niceCeil(Math.max(0, ...apart)), niceCeil(Math.max(0, ...apart.map((value) => -value)))];
  const barAt = (value: number): number => bars.bottom - (value / most) * (bars.bottom - bars.top);
  const reach = Math.max(high + low, 1);
  const differenceAt = (value: number): number =>
    differences.top + ((high - value) / reach) * (differences.bottom - differences.top);
  return {
    height: differences.bottom + 10,
    bars: periods.map((period) => ({
      actual: period.actual === null ? null : stretch(barAt(known(period.actual)), bars.bottom),
      budget: period.budget === null ? null : barAt(known(period.budget)),
      difference:
        period.difference === null
          ? null
          : { ...stretch(differenceAt(known(period.difference)), differenceAt(0)), standing: period.standing },
      isPartial: period.number.bucket.partial,
    })),
    ticks: [0, most / 2, most].map((value) => ({
      at: barAt(value),
      label: formatFigure(value, unit, exactDigits(value, unit)),
    })),
    differenceTicks: [high, 0, -low]
      .filter((value) => value === 0 || Math.abs(differenceAt(value) - differenceAt(0)) >= leastGap)
      .map((value) => ({ at: differenceAt(value), label: formatSigned(value, unit, exactDigits(value, unit)) })),
  };
}

/** A bar is seen, however little it stands for. */
function stretch(from: number, to: number): Stretch {
  const round = (value: number): number => Math.round(value * 10) / 10;
  return { top: round(Math.min(from, to)), height: round(Math.max(1, Math.abs(to - from))) };
}
