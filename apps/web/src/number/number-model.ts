import type { Bucket, Caveat, Change, PanelReady, Series, Slice, Target } from '../gql/types.ts';
import type { Quantity } from './format.ts';
import { unitIn } from './unit.ts';

/** One number of an answer with everything that makes it trustworthy: one place of the API's parallel arrays. */
export interface NumberModel {
  readonly metric: string;
  readonly by: readonly Slice[];
  /** With its currency where it is one of money. */
  readonly unit: string;
  readonly bucket: Bucket;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly n: number;
  readonly rows: number;
  readonly numerator: number;
  /** Rows that make the numerator, unweighted: what a reader can count. */
  readonly numeratorRows: number;
  readonly denominator: number;
  /** Kind of interval; null where there is none. */
  readonly interval: string | null;
  readonly status: string;
  readonly verdict: string;
  /** The chance that the bounds of the target are met; null where nothing is judged. */
  readonly chanceMet: number | null;
  /** The period is not whole, or not all that the number counts in it is known. */
  readonly partial: boolean;
  readonly target: Target | null;
  /** What became of the other metric that the target holds with; null where there is none. */
  readonly notWorse: Series['notWorse'][number];
  /** Where the last finished periods go; null where no trend is wanted, or nothing is judged. */
  readonly trend: Series['trend'][number];
  readonly change: Change | null;
  readonly parts: readonly PartModel[];
  /** Of money: what is written of it, exact. The numbers above are for drawing and judging. */
  readonly money: Written | null;
  /** Amounts without an exchange rate, in no other amount. */
  readonly unconverted: readonly { readonly currency: string; readonly amount: string }[];
  readonly caveats: readonly Caveat[];
}

/** What is written of a value and its interval. */
export interface Written {
  readonly value: Quantity | null;
  readonly lower: Quantity | null;
  readonly upper: Quantity | null;
}

/** What is written of a change and its interval. */
export interface WrittenChange {
  readonly comparedValue: Quantity | null;
  readonly difference: Quantity | null;
  readonly lower: Quantity | null;
  readonly upper: Quantity | null;
}

export interface PartModel {
  readonly id: string;
  readonly title: string;
  /** Unit of a figure beside the value; null for a kind of rows. */
  readonly unit: string | null;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Of money: the value as decimal text. */
  readonly money: string | null;
  readonly numerator: number;
  readonly numeratorRows: number;
}

/** The number of a series at a place; null where the series has no such place. */
export function numberAt(ready: PanelReady, series: Series, index: number): NumberModel | null {
  const bucket = ready.buckets[index];
  const status = series.status[index];
  if (!bucket || status === undefined) return null;
  return {
    metric: series.metric,
    by: series.by,
    unit: unitIn(series),
    bucket,
    value: series.value[index] ?? null,
    lower: series.lower[index] ?? null,
    upper: series.upper[index] ?? null,
    n: series.n[index] ?? 0,
    rows: series.rows[index] ?? 0,
    numerator: series.numerator[index] ?? 0,
    numeratorRows: series.numeratorRows[index] ?? 0,
    denominator: series.denominator[index] ?? 0,
    interval: series.interval[index] ?? null,
    status,
    verdict: series.verdict[index] ?? 'not_judged',
    chanceMet: series.chanceMet[index] ?? null,
    partial: series.partial[index] ?? false,
    target: series.target[index] ?? null,
    notWorse: series.notWorse[index] ?? null,
    trend: series.trend[index] ?? null,
    change: series.change[index] ?? null,
    parts: series.parts.map((part) => partAt(part, index)),
    money: series.money[index] ?? null,
    unconverted: series.money[index]?.unconverted ?? [],
    caveats: series.caveats[index] ?? [],
  };
}

function partAt(part: Series['parts'][number], index: number): PartModel {
  return {
    id: part.id,
    title: part.title,
    unit: part.unit ?? null,
    value: part.value[index] ?? null,
    lower: part.lower[index] ?? null,
    upper: part.upper[index] ?? null,
    money: part.money[index] ?? null,
    numerator: part.numerator[index] ?? 0,
    numeratorRows: part.numeratorRows[index] ?? 0,
  };
}

/** What is written of a number, or of a part of it: of money the exact text. */
export function writtenOf(number: Written & { readonly money: Written | string | null }): Written {
  const { money } = number;
  if (money === null) return number;
  return typeof money === 'string' ? { value: money, lower: null, upper: null } : money;
}

/** What is written of a change: of money the exact text. */
export function writtenChangeOf(change: Change): WrittenChange {
  return change.money ?? change;
}

/** The number of an answer that is not split over time. */
export function numberOf(ready: PanelReady, series: Series): NumberModel | null {
  return numberAt(ready, series, 0);
}

/** Below this a share of rows says more than a rate would. */
const fewRows = 10;

export type Shown = 'value' | 'grey' | 'count' | 'no_data' | 'undefined' | 'off';

/** How a number may be shown: in full, in grey, as a bare count, or not at all. */
export function shownAs(number: Pick<NumberModel, 'status' | 'value' | 'n'>): Shown {
  if (number.status === 'no_data' || number.status === 'off' || number.status === 'undefined') return number.status;
  if (number.status === 'low_n') return number.value === null || number.n < fewRows ? 'count' : 'grey';
  return number.value === null ? 'undefined' : 'value';
}

/** Whether rows of a share stand for more than themselves, so that numerator and denominator are not counts. */
export function isWeighted({ denominator, n }: Pick<NumberModel, 'denominator' | 'n'>): boolean {
  return Math.abs(denominator - n) > 1e-6 * Math.max(1, n);
}

/** A change beyond chance: the only kind that is news. */
export function isTrueChange(change: Change | null): change is Change {
  return change !== null && ['better', 'worse', 'changed'].includes(change.verdict);
}
