import type { Target } from '../gql/types.ts';

/** Numbers as people read them. Shares come as fractions from 0 to 1 and are shown in percent, differences in percentage points. */

const nbsp = '\u00a0';
const minus = '\u2212';
/** Marks a value that does not exist; screen readers get the reason beside it. */
export const none = '\u2013';

interface UnitText {
  /** Shown after the value, small. */
  readonly sign: string;
  /** Shown after a difference. */
  readonly difference: string;
  /** A difference in a sentence. */
  readonly inWords: string;
  readonly scale: number;
  /** Decimals where no interval says how many are worth reading. */
  readonly digits: number;
  /** What is divided by what, where neither is a number of rows. */
  readonly of?: readonly [numerator: string, denominator: string];
  /** Everything is counted, so that there is no interval. */
  readonly isCounted?: true;
}

const units: Readonly<Record<string, UnitText>> = {
  percent: { sign: '%', difference: 'pp', inWords: 'points', scale: 100, digits: 1 },
  items: { sign: 'items', difference: '', inWords: 'items', scale: 1, digits: 0, isCounted: true },
  psi: { sign: '', difference: '', inWords: '', scale: 1, digits: 3 },
  coefficient: { sign: '', difference: '', inWords: '', scale: 1, digits: 2 },
  incidents: { sign: '', difference: '', inWords: 'incidents', scale: 1, digits: 0, isCounted: true },
  per_million_sessions: {
    sign: 'per M sessions',
    difference: '',
    inWords: 'per million sessions',
    scale: 1,
    digits: 2,
  },
  money_per_item: { sign: 'per item', difference: '', inWords: 'per item', scale: 1, digits: 2 },
  per_annotator_day: {
    sign: 'per day',
    difference: '',
    inWords: 'per day',
    scale: 1,
    digits: 1,
    of: ['items', 'days of people'],
  },
  money: { sign: '', difference: '', inWords: '', scale: 1, digits: 2 },
};
const bare: UnitText = { sign: '', difference: '', inWords: '', scale: 1, digits: 1 };

export function unitOf(unit: string): UnitText {
  return units[unit] ?? bare;
}

/** Without `Intl`, whose first use costs a phone 60 ms before anything is painted. */
function fixed(value: number, digits: number): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 || Object.is(value, -0) ? minus : '';
  return `${sign}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/**
 * Decimals that the interval supports: none when it is wider than 10 points, two when narrower than half a point.
 * Without an interval, those of the unit.
 */
export function digitsFor(lower: number | null, upper: number | null, unit = 'percent'): number {
  if (lower === null || upper === null) return unitOf(unit).digits;
  const width = (upper - lower) * unitOf(unit).scale;
  if (width >= 10) return 0;
  return width >= 0.5 ? 1 : 2;
}

/** A whole number: rows, n. */
export function formatCount(count: number): string {
  return fixed(Math.round(count), 0);
}

/** Numerators may be weighted, so they keep a decimal when they have one. */
export function formatSum(sum: number): string {
  return fixed(sum, Number.isInteger(sum) ? 0 : 1);
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
  return `${fixed(Math.abs(difference) * unitOf(unit).scale, digits)} ${unitOf(unit).inWords}`;
}

/** `≤ 5 %`, `≥ 95 %` or `2 to 5 %`. A lower bound of zero says nothing about a share and is left out. */
export function formatTarget(target: Pick<Target, 'lower' | 'upper'>, unit: string): string {
  const { lower, upper } = target;
  const bound = (value: number): string =>
    formatValue(value, unit, (value * unitOf(unit).scale) % 1 === 0 ? 0 : Math.max(1, unitOf(unit).digits));
  if (upper !== null && (lower === null || lower === 0)) return `≤${nbsp}${bound(upper)}`;
  if (lower !== null && upper === null) return `≥${nbsp}${bound(lower)}`;
  if (lower !== null && upper !== null) return `${bound(lower).replace(/\s?%$/, '')} to ${bound(upper)}`;
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
