import type { Target } from '../gql/types.ts';
import { unitOf } from './unit.ts';

/** Numbers as people read them. Shares come as fractions from 0 to 1 and are shown in percent, differences in percentage points. */

const nbsp = '\u00a0';
const minus = '\u2212';
/** Marks a value that does not exist; screen readers get the reason beside it. */
export const none = '\u2013';

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** A number, or an exact amount of money as the API sends it: decimal text. */
export type Quantity = number | string;

/** An amount is rounded as the text it is, half away from zero: as a float it may lie on the other side of a half. */
function rounded(value: Quantity, digits: number): string {
  if (typeof value === 'number') return Math.abs(value).toFixed(digits);
  const [whole = '0', fraction = ''] = value.replace(/^-/, '').split('.');
  const kept = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  const all = `${kept + (fraction.charAt(digits) >= '5' ? 1n : 0n)}`.padStart(digits + 1, '0');
  return digits === 0 ? all : `${all.slice(0, -digits)}.${all.slice(-digits)}`;
}

const isBelowZero = (value: Quantity): boolean =>
  typeof value === 'string' ? value.startsWith('-') : value < 0 || Object.is(value, -0);

/** Without `Intl`, whose first use costs a phone 60 ms before anything is painted. */
function fixed(value: Quantity, digits: number): string {
  const [whole = '', fraction] = rounded(value, digits).split('.');
  return `${isBelowZero(value) ? minus : ''}${grouped(whole)}${fraction === undefined ? '' : `.${fraction}`}`;
}

/**
 * Decimals that the interval supports: none when it is wider than 10 points, two when narrower than half a point.
 * Without an interval, and where the unit is exact, those of the unit.
 */
export function digitsFor(lower: number | null, upper: number | null, unit = 'percent'): number {
  const { digits, isExact, scale } = unitOf(unit);
  if (isExact || lower === null || upper === null) return digits;
  const width = (upper - lower) * scale;
  if (width >= 10) return 0;
  return width >= 0.5 ? 1 : 2;
}

/** The same for numbers under each other, which keep one decimal at least where their unit has any. */
export function columnDigits(lower: number | null, upper: number | null, unit: string): number {
  return Math.max(Math.min(1, unitOf(unit).digits), digitsFor(lower, upper, unit));
}

/** From here on an amount is read without its cents where it stands among other metrics. */
const largeAmount = 1000;

/** The same for a number among those of other metrics: cents of thousands say nothing there. */
export function briefDigits({ value, lower, upper, unit }: Brief): number {
  const isLarge = unit.startsWith('money') && Math.abs(value ?? 0) >= largeAmount;
  return isLarge ? 0 : digitsFor(lower, upper, unit);
}

interface Brief {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly unit: string;
}

const mostDigits = 4;

/** Fewest decimals that say a round number as it is. */
export function exactDigits(value: number, unit: string): number {
  const scaled = value * unitOf(unit).scale;
  const all = Array.from({ length: mostDigits }, (_, digits) => digits);
  return all.find((digits) => Math.abs(Number(scaled.toFixed(digits)) - scaled) < 1e-9) ?? mostDigits;
}

/** A whole number: rows, n. */
export function formatCount(count: number): string {
  return fixed(Math.round(count), 0);
}

/** Numerators may be weighted, so they keep a decimal when they have one. */
export function formatSum(sum: number): string {
  return fixed(sum, Number.isInteger(sum) ? 0 : 1);
}

/** An exact amount, given as decimal text: its cents, and smaller parts of it where it has any. */
export function formatAmount(amount: string): string {
  const [, sign = '', integer = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  const parts = fraction.replace(/0+$/, '').padEnd(2, '0');
  return `${sign === '' ? '' : minus}${grouped(integer)}.${parts}`;
}

/** The figure without its unit. Amounts come as text, and no unit of money has a scale. */
export function formatFigure(value: Quantity, unit: string, digits: number): string {
  return fixed(typeof value === 'string' ? value : value * unitOf(unit).scale, digits);
}

/** The figure with its unit: `6.4 %`. */
export function formatValue(value: Quantity, unit: string, digits: number): string {
  const { sign } = unitOf(unit);
  return sign ? `${formatFigure(value, unit, digits)}${nbsp}${sign}` : formatFigure(value, unit, digits);
}

/** `5.6 to 7.3`, without unit. */
export function formatInterval(lower: Quantity, upper: Quantity, unit: string): string {
  const digits = digitsFor(Number(lower), Number(upper), unit);
  return `${formatFigure(lower, unit, digits)} to ${formatFigure(upper, unit, digits)}`;
}

/** `+2.1`; what rounds to nothing has no sign. */
export function formatSigned(value: Quantity, unit: string, digits = unitOf(unit).digits): string {
  const text = formatFigure(value, unit, digits);
  if (/^\u2212?[0.,]*$/.test(text)) return text.replace(/^\u2212/, '');
  return isBelowZero(value) ? text : `+${text}`;
}

/** Three figures are enough for a rate of large numbers: `+26.1`, not `+26.06`. */
function digitsOfMove(difference: Quantity, unit: string): number {
  const { digits, isExact, scale } = unitOf(unit);
  const figures = Math.floor(Math.log10(Math.max(1, Math.abs(Number(difference) * scale)))) + 1;
  return isExact ? digits : Math.max(0, Math.min(digits, 3 - figures));
}

/** `+2.1 pp` */
export function formatDifference(difference: Quantity, unit: string, digits = digitsOfMove(difference, unit)): string {
  return `${formatSigned(difference, unit, digits)}${nbsp}${unitOf(unit).difference}`.trimEnd();
}

/** `2.1 points`, without a sign, for sentences that say up or down. */
export function formatMove(difference: Quantity, unit: string, digits = digitsOfMove(difference, unit)): string {
  return `${formatFigure(difference, unit, digits).replace(minus, '')} ${unitOf(unit).inWords}`.trimEnd();
}

const whenWords: Readonly<Record<string, string>> = {
  last_year: 'a year before',
  two_quarters_before: 'two quarters before',
  quarter_before: 'the quarter before',
};
const trends: Readonly<Record<string, string>> = { up: 'rising', down: 'falling' };

/** Whether a target says anything of a number itself; one that wants a trend alone does not. */
export function hasBounds({ lower, upper, ofEarlier }: Bounded): boolean {
  return lower !== null || upper !== null || Boolean(ofEarlier);
}

/** `falling`: the trend that is wanted. */
export const formatTrend = ({ wanted }: { readonly wanted: string }): string => trends[wanted] ?? wanted;

type Bounded = Pick<Target, 'lower' | 'upper'> & Partial<Target>;

/** What is agreed: `≤ 5 %`, `falling`, or both. */
export function formatTarget(target: Bounded, unit: string): string {
  const { trend } = target;
  const said = [
    ...(hasBounds(target) || !trend ? [formatBounds(target, unit)] : []),
    ...(trend ? [formatTrend(trend)] : []),
  ];
  return said.join(' and ');
}

/** `≤ 5 %`, `≥ 95 %` or `2 to 5 %`. A lower bound of zero says nothing about a share and is left out. */
export function formatBounds(target: Bounded, unit: string): string {
  const { lower, upper, ofEarlier } = target;
  // What a share of an earlier value comes to is not known where there is none.
  if (ofEarlier && lower === null && upper === null)
    return `${formatBounds({ lower: ofEarlier.lower, upper: ofEarlier.upper }, 'percent')} of ${whenWords[ofEarlier.when] ?? ofEarlier.when}`;
  // A share of an earlier value is as exact as that.
  const most = ofEarlier ? unitOf(unit).digits : mostDigits;
  const bound = (value: number): string => formatValue(value, unit, Math.min(most, exactDigits(value, unit)));
  if (upper !== null && (lower === null || lower === 0)) return `≤${nbsp}${bound(upper)}`;
  if (lower !== null && upper === null) return `≥${nbsp}${bound(lower)}`;
  if (lower !== null && upper !== null)
    return `${formatFigure(lower, unit, exactDigits(lower, unit))} to ${bound(upper)}`;
  return none;
}

/** `1.2M`, `86K`: sizes people compare, not count. */
export function formatCompact(value: number): string {
  return new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
}

const byteSteps = ['B', 'kB', 'MB', 'GB', 'TB'];

export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(byteSteps.length - 1, Math.floor(Math.log10(bytes) / 3));
  const scaled = bytes / 1000 ** step;
  return `${fixed(scaled, scaled < 10 && step > 0 ? 1 : 0)}${nbsp}${byteSteps[step] ?? 'B'}`;
}

/** Milliseconds below a second, seconds above. */
export function formatElapsed(ms: number): string {
  return ms < 1000 ? `${fixed(ms, 0)}${nbsp}ms` : `${fixed(ms / 1000, 1)}${nbsp}s`;
}
