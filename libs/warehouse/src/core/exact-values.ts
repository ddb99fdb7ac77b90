import type { LogicalType, Parameter } from '@assay/contract';
import { AssayError, isDay } from '@assay/contract';

/** A decimal as `unscaled * 10^-scale`, with its number of digits. */
export interface ExactDecimal {
  readonly unscaled: bigint;
  readonly scale: number;
  readonly width: number;
}

const integer = /^-?\d+$/;
const decimal = /^(-?)(\d+)(?:\.(\d+))?$/;
const instant = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?Z$/;
const msPerDay = 86_400_000;

/** How each type is written, for error messages. */
const shapes: Readonly<Record<LogicalType, string>> = {
  str: 'text',
  int: 'a whole number, as text beyond 2^53-1',
  dec: 'a decimal as text, without exponent',
  flt: 'a number',
  bool: 'true or false',
  date: 'a day as YYYY-MM-DD',
  ts: 'an instant as YYYY-MM-DDTHH:MM:SS[.ffffff]Z',
};

type Value = Exclude<Parameter['value'], null>;

/** The message never holds the value: it may be a row's. */
export function wrongValue(type: LogicalType): AssayError {
  return new AssayError('PARAM_INVALID', `A value of type ${type} has to be ${shapes[type]}.`);
}

export function exactText(value: Value): string {
  // Half of a surrogate pair has no UTF-8, so it would come back as another character.
  if (typeof value === 'string' && value.isWellFormed()) return value;
  throw wrongValue('str');
}

export function exactInteger(value: Value): bigint {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'string' && integer.test(value)) return BigInt(value);
  throw wrongValue('int');
}

/** Trailing zeros count: `1.50` has scale 2. */
export function exactDecimal(value: Value): ExactDecimal {
  const match = typeof value === 'string' ? decimal.exec(value) : null;
  if (match === null) throw wrongValue('dec');
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = (whole + fraction).replace(/^0+(?=\d)/, '');
  return { unscaled: BigInt(sign + digits), scale: fraction.length, width: Math.max(digits.length, fraction.length) };
}

export function exactFloat(value: Value): number {
  if (typeof value === 'number') return value;
  throw wrongValue('flt');
}

export function exactBoolean(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  throw wrongValue('bool');
}

/** Days since 1970-01-01. */
export function exactDay(value: Value): number {
  if (typeof value !== 'string' || !isDay(value)) throw wrongValue('date');
  return Math.round(Date.parse(`${value}T00:00:00Z`) / msPerDay);
}

/** Microseconds since 1970-01-01T00:00:00Z. */
export function exactInstant(value: Value): bigint {
  const match = typeof value === 'string' ? instant.exec(value) : null;
  if (match === null) throw wrongValue('ts');
  const [, day = '', time = '', fraction = ''] = match;
  const ms = Date.parse(`${day}T${time}Z`);
  if (!isDay(day) || Number.isNaN(ms)) throw wrongValue('ts');
  return BigInt(ms) * 1000n + BigInt(fraction.padEnd(6, '0'));
}
