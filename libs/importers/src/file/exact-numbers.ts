/**
 * Numbers of more digits than a float holds, and small or large ones, which the engine writes with an exponent. A number
 * stands behind one of these signs; the fraction of an instant, which many lines hold, is none.
 */
const inexact = /[:,[]\s*-?(?:[0-9][0-9.]{15}|0[.]000|[0-9]+(?:[.][0-9]+)?[eE][-+0-9])/;
const scientific = /^(-?)([0-9]+)(?:[.]([0-9]+))?[eE]([+-]?[0-9]+)$/;
/** No column holds more digits; beyond, a number stays as it is written. */
const maxExponent = 400;

/**
 * A line of JSON in which the engine reads every number as it is written: it reads one as a float, and writes that as
 * text. Where this may be another text, the numbers of the line become texts. That something else in the line looks like
 * such a number costs time and changes nothing.
 */
export function withExactNumbers(line: string): string {
  if (!inexact.test(line)) return line;
  try {
    return JSON.stringify(JSON.parse(line, exactNumber as (key: string, value: unknown) => unknown));
  } catch {
    // Not JSON at all: that is said of the record where all of it is checked.
    return line;
  }
}

/** `source` is the number as it stands in the line (ECMAScript 2026, `JSON.parse` source text access). */
function exactNumber(_key: string, value: unknown, { source }: { readonly source?: string }): unknown {
  return typeof value === 'number' && source !== undefined ? plainNumber(source) : value;
}

/** `1.5e-3` is `0.0015`, whatever the number of its digits. */
export function plainNumber(source: string): string {
  const [, sign = '', whole = '', part = '', power = ''] = scientific.exec(source) ?? [];
  const exponent = Number(power);
  if (power === '' || Math.abs(exponent) > maxExponent) return source;
  const zeros = '0'.repeat(Math.abs(exponent));
  const digits = exponent < 0 ? zeros + whole + part : whole + part + zeros;
  const point = exponent < 0 ? whole.length : whole.length + exponent;
  const [before, after] = [digits.slice(0, point).replace(/^0+(?=[0-9])/, ''), digits.slice(point).replace(/0+$/, '')];
  return `${sign}${before === '' ? '0' : before}${after === '' ? '' : `.${after}`}`;
}
