import type {
  AnswerScale,
  CostScope,
  Day,
  DayRange,
  DimensionFilter,
  GradeBasis,
  Grain,
  ItemBasis,
  LabelBasis,
  Money,
  MoneyBasis,
  VoteRule,
} from '@assay/contract';
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
  readonly vote: VoteRule;
  readonly moneyBasis: MoneyBasis;
  readonly currency: string;
  readonly scope: CostScope;
  readonly items: ItemBasis;
  /** Null: by the level of the label. */
  readonly scale: AnswerScale | null;
  /** Null: each answer is its own. */
  readonly cut: number | null;
  /** First day of the data. */
  readonly firstDay: Day;
  /** Last day that the data reaches: what a judge's calibration is counted back from. */
  readonly lastDay: Day;
  /** Instant that is now. */
  readonly now: string;
  /** Values of a split of many that are shown, by dimension; the others are one. */
  readonly tops?: Tops;
  /** The days and periods by which labels count, where they are not those that are asked for. */
  readonly labelled?: Pick<Ask, 'range' | 'grain'>;
  /** Slices to speak of even where they hold nothing. */
  readonly also?: readonly Dimensions[];
}

export type Dimensions = Readonly<Record<string, string | null>>;
export type Tops = Readonly<Record<string, readonly (string | null)[]>>;

/** What all values together are called that are not shown by themselves. */
export const others = '~other';

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

/** Where a row stands in an answer: under its own values, or with the others of many. */
export const placeIn = (dimensions: Dimensions, { by, tops = {} }: Pick<Ask, 'by' | 'tops'>): Dimensions =>
  Object.fromEntries(
    Object.entries(sliceOf(dimensions, by)).map(([id, value]) => {
      const isShown = tops[id]?.includes(value) ?? true;
      return [id, isShown ? value : others];
    }),
  );

export const textOfSlice = (by: Dimensions): string => JSON.stringify(Object.entries(by).sort());

export const passes = (dimensions: Dimensions, where: readonly DimensionFilter[]): boolean =>
  where.every(({ dimension, values }) => values.includes(dimensions[dimension] ?? null));

/** Whether a number is of one person: split by people, or filtered to one; the others of many are several. */
export const isOfPerson = ({ where }: Ask, by: Dimensions): boolean =>
  ('annotator' in by && by['annotator'] !== others) ||
  where.some(({ dimension, values }) => dimension === 'annotator' && values.length === 1);

/** The others of many whose labels have no scale together: only how much there is of them. */
export function unpooled(said: Said, by: Dimensions): Said {
  if (!Object.values(by).includes(others)) return said;
  const parts = Object.entries(said.parts).map(([id, { rows }]) => [id, { numerator: 0, rows, value: null }] as const);
  return { ...said, value: null, status: 'undefined', parts: Object.fromEntries(parts), caveats: { not_pooled: null } };
}

/** Slices that were seen; without a split there is one, seen or not. */
export function slicesOf(seen: readonly Dimensions[], ask: Ask): readonly Dimensions[] {
  if (ask.by.length === 0) return [{}];
  const all = [...seen.map((each) => placeIn(each, ask)), ...(ask.also ?? [])];
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

/** Rows by where they stand in an answer. */
export function rowsIn<Row extends { readonly dimensions: Dimensions }>(
  rows: readonly Row[],
  ask: Pick<Ask, 'by' | 'tops'>,
): (by: Dimensions) => readonly Row[] {
  const slices = Map.groupBy(rows, ({ dimensions }) => textOfSlice(placeIn(dimensions, ask)));
  return (by) => slices.get(textOfSlice(by)) ?? [];
}

/** One number for each slice that has rows and each period, of the rows with a day in it. */
export function numbersOf<Row extends Placed>(
  rows: readonly Row[],
  ask: Ask,
  {
    isOwn,
    say,
  }: { readonly isOwn: (row: Row) => boolean; readonly say: (rows: readonly Row[], by: Dimensions) => Said },
): readonly SaidOf[] {
  const seen = inSight(rows, ask);
  const slices = slicesOf(
    seen.filter(isOwn).map(({ dimensions }) => dimensions),
    ask,
  );
  const rowsOf = rowsIn(seen, ask);
  return slices.flatMap((by) =>
    periodsOf(ask.range, ask.grain).map((period) => ({
      ...say(
        rowsOf(by).filter(({ day }) => holds(period.asked, day)),
        by,
      ),
      period,
      by,
    })),
  );
}
