import type { Day, DayRange, DimensionFilter, GradeBasis, Grain, LabelBasis, Money, MoneyBasis } from '@assay/contract';
import type { Period } from './time.ts';
import { holds, periodsOf } from './time.ts';

/** A request made definite. */
export interface Ask {
  readonly range: DayRange;
  readonly grain: Grain;
  readonly by: readonly string[];
  readonly where: readonly DimensionFilter[];
  readonly zone: string;
  readonly basis: GradeBasis;
  readonly labelBasis: LabelBasis;
  readonly moneyBasis: MoneyBasis;
  readonly currency: string;
  /** Last day that the data reaches: what a judge's calibration is counted back from. */
  readonly lastDay: Day;
  /** Instant that is now. */
  readonly now: string;
  /** Slices to speak of even where they hold nothing. */
  readonly also?: readonly Dimensions[];
}

export type Dimensions = Readonly<Record<string, string | null>>;

/** What the catalogue says one number is; an interval where it is plain to work out. */
export interface Said {
  readonly value: number | null;
  readonly status: string;
  readonly n: number;
  readonly rows: number;
  readonly numerator: number;
  readonly numeratorRows: number;
  readonly denominator: number;
  /** Those that it speaks of. */
  readonly parts: Readonly<Record<string, SaidPart>>;
  readonly caveats: Readonly<Record<string, number | null>>;
  readonly limits?: Limits;
  readonly money?: Omit<Money, 'lower' | 'upper'>;
  /** True where not all of its days are known. */
  readonly isPartly?: boolean;
}

export interface SaidPart {
  readonly numerator: number;
  readonly rows: number;
  readonly value?: number | null;
  readonly limits?: Limits;
  readonly money?: string | null;
}

export interface Limits {
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface SaidOf extends Said {
  readonly period: Period;
  /** The days that it is of, where they are not those of the period. */
  readonly days?: DayRange;
  readonly by: Dimensions;
}

/** How one metric is worked out: a number a slice and period. */
export type Oracle = (ask: Ask) => readonly SaidOf[];

/** Values of some dimensions, in one text. */
export const sliceOf = (dimensions: Dimensions, by: readonly string[]): Dimensions =>
  Object.fromEntries(by.map((id) => [id, dimensions[id] ?? null]));
export const textOfSlice = (by: Dimensions): string => JSON.stringify(Object.entries(by).sort());

export const passes = (dimensions: Dimensions, where: readonly DimensionFilter[]): boolean =>
  where.every(({ dimension, values }) => values.includes(dimensions[dimension] ?? null));

/** Whether numbers are of one person each: split by people, or of one of them. */
export const isOfPerson = ({ by, where }: Ask): boolean =>
  by.includes('annotator') || where.some(({ dimension, values }) => dimension === 'annotator' && values.length === 1);

/** Slices that were seen; without a split there is one, seen or not. */
export function slicesOf(seen: readonly Dimensions[], { by, also = [] }: Ask): readonly Dimensions[] {
  if (by.length === 0) return [{}];
  const all = [...seen.map((each) => sliceOf(each, by)), ...also];
  return [...new Map(all.map((each) => [textOfSlice(each), each])).values()];
}

export interface Placed {
  /** The day that a row counts in. */
  readonly day: Day;
  readonly dimensions: Dimensions;
}

/** Rows that the filters and the days asked for leave. */
export const inSight = <Row extends Placed>(rows: readonly Row[], ask: Ask): readonly Row[] =>
  rows.filter(({ day, dimensions }) => holds(ask.range, day) && passes(dimensions, ask.where));

/** One number for each slice that has rows and each period, of the rows with a day in it. */
export function numbersOf<Row extends Placed>(
  rows: readonly Row[],
  ask: Ask,
  { isOwn, say }: { readonly isOwn: (row: Row) => boolean; readonly say: (rows: readonly Row[]) => Said },
): readonly SaidOf[] {
  const seen = inSight(rows, ask);
  const slices = slicesOf(
    seen.filter(isOwn).map(({ dimensions }) => dimensions),
    ask,
  );
  return slices.flatMap((by) => {
    const own = seen.filter(({ dimensions }) => textOfSlice(sliceOf(dimensions, ask.by)) === textOfSlice(by));
    return periodsOf(ask.range, ask.grain).map((period) => ({
      ...say(own.filter(({ day }) => holds(period.asked, day))),
      period,
      by,
    }));
  });
}
