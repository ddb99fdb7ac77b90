import type { Target } from '../gql/types.ts';
import { unitOf } from './unit.ts';

/** Numbers as people read them. Shares come as fractions from 0 to 1 and are shown in percent, differences in percentage points. */

const nbsp = '\u00a0';
const minus = '\u2212';
/** Marks a value that does not exist; screen readers get the reason beside it. */
export const none = '\u2013';

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** Without `Intl`, whose first use costs a phone 60 ms before anything is painted. */
function fixed(value: number, digits: number): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(digits).split('.');
  const sign = value < 0 || Object.is(value, -0) ? minus : '';
  return `${sign}${grouped(whole)}${fraction === undefined ? '' : `.${fraction}`}`;
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

/** The figure without its unit. */
export function formatFigure(value: number, unit: string, digits: number): string {
  return fixed(value * unitOf(unit).scale, digits);
}

/** The figure with its unit: `6.4 %`. */
export function formatValue(value: number, unit: string, digits: number): string {
  const { sign } = unitOf(unit);
  return sign ? `${formatFigure(value, unit, digits)}${nbsp}${sign}` : formatFigure(value, unit, digits);
}

/** `5.6 to 7.3`, without unit. */
export function formatInterval(lower: number, upper: number, unit: string): string {
  const digits = digitsFor(lower, upper, unit);
  return `${formatFigure(lower, unit, digits)} to ${formatFigure(upper, unit, digits)}`;
}

function signed(text: string, value: number): string {
  return value > 0 && !/^[0.,]*$/.test(text) ? `+${text}` : text.replace(/^\u2212(?=[0.,]*$)/, '');
}

/** `+2.1 pp`; a difference that rounds to nothing has no sign. */
export function formatDifference(difference: number, unit: string, digits = unitOf(unit).digits): string {
  const text = fixed(difference * unitOf(unit).scale, digits);
  return `${signed(text, difference)}${nbsp}${unitOf(unit).difference}`.trimEnd();
}

/** `2.1 points`, without a sign, for sentences that say up or down. */
export function formatMove(difference: number, unit: string, digits = unitOf(unit).digits): string {
  return `${fixed(Math.abs(difference) * unitOf(unit).scale, digits)} ${unitOf(unit).inWords}`.trimEnd();
}

/** `≤ 5 %`, `≥ 95 %` or `2 to 5 %`. A lower bound of zero says nothing about a share and is left out. */
export function formatTarget(target: Pick<Target, 'lower' | 'upper'>, unit: string): string {
  const { lower, upper } = target;
  const bound = (value: number): string => formatValue(value, unit, exactDigits(value, unit));
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
