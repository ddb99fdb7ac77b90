import { AssayError, remembering } from '@assay/contract';

const msPerDay = 86_400_000;
const firstDay = Date.parse('0001-01-01T00:00:00Z') / msPerDay;
const lastDay = Date.parse('9999-12-31T00:00:00Z') / msPerDay;

/** A number where JavaScript is exact, else the digits. */
export function integerText(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

/** `unscaled * 10^-scale` with all its digits: 1500000 at scale 6 is 1.500000. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale === 0) return unscaled.toString();
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** YYYY-MM-DD of a number of days since 1970-01-01. */
export const dayText = remembering((days: number): string => {
  if (days < firstDay || days > lastDay) throw outOfRange('date');
  return new Date(days * msPerDay).toISOString().slice(0, 10);
});

/** YYYY-MM-DDTHH:MM:SS.ffffffZ of a number of microseconds since 1970-01-01T00:00:00Z. */
export function instantText(micros: bigint): string {
  const rest = ((micros % 1000n) + 1000n) % 1000n;
  const ms = Number((micros - rest) / 1000n);
  if (ms < firstDay * msPerDay || ms >= (lastDay + 1) * msPerDay) throw outOfRange('ts');
  return `${new Date(ms).toISOString().slice(0, -1)}${rest.toString().padStart(3, '0')}Z`;
}

function outOfRange(type: 'date' | 'ts'): AssayError {
  return new AssayError('WAREHOUSE_LIMIT', `The answer holds a ${type} outside the years 0001 to 9999.`, {
    hint: 'Use null for an open end, or cast the column to text.',
  });
}
