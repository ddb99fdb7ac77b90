import type { Estimate } from '@assay/contract';
import type { Expected } from '../oracle/answer.ts';
import { expect } from 'vitest';
import { textOfSlice } from '../oracle/ask.ts';

/** As the oracle: to the last count, and to nine digits where anything was divided or weighed. */
export function expectAsSaid(found: readonly Estimate[], expected: readonly Expected[]): void {
  const placeOf = ({ bucket, by }: Pick<Estimate, 'bucket' | 'by'>): string => `${textOfSlice(by)} ${bucket ?? ''}`;
  const said = new Map(expected.map((each) => [placeOf(each), each]));
  expect(new Set(found.map(placeOf))).toEqual(new Set(said.keys()));
  for (const estimate of found) {
    const other = said.get(placeOf(estimate));
    if (other) expectClose(seenOf(estimate, other), toldOf(other), `${estimate.metric} ${placeOf(estimate)}`);
  }
}

function toldOf(expected: Expected) {
  const { value, status, n, rows, numerator, numeratorRows, denominator, parts, caveats, limits, money } = expected;
  const { isPartial, isProvisional, compared } = expected;
  const change = compared && {
    ...{ value: compared.value, n: compared.n, range: compared.range },
    difference: value === null || compared.value === null || compared.isShared ? null : value - compared.value,
  };
  const counts = { n, rows, numerator, numeratorRows, denominator };
  return {
    value,
    status,
    ...counts,
    parts,
    caveats,
    isPartial,
    isProvisional,
    change,
    ...(limits ? { limits } : {}),
    money,
  };
}

/** What an estimate says of all that the oracle speaks of. */
function seenOf(estimate: Estimate, expected: Expected): ReturnType<typeof toldOf> {
  const { value, status, n, rows, numerator, numeratorRows, denominator, change, lower, upper } = estimate;
  const parts = Object.fromEntries(
    Object.keys(expected.parts).map((id) => {
      const told = expected.parts[id];
      const part = estimate.parts[id];
      if (!part) return [id, null] as never;
      const own = { numerator: part.numerator, rows: part.rows };
      return [
        id,
        {
          ...own,
          ...(told && 'value' in told ? { value: part.value } : {}),
          ...(told?.limits ? { limits: { lower: part.lower, upper: part.upper } } : {}),
          ...(told && 'money' in told ? { money: part.money ?? null } : {}),
        },
      ];
    }),
  );
  const money = estimate.money && {
    currency: estimate.money.currency,
    value: estimate.money.value,
    numerator: estimate.money.numerator,
    unconverted: estimate.money.unconverted,
  };
  return {
    value,
    status,
    ...{ n, rows, numerator, numeratorRows, denominator },
    parts,
    caveats: Object.fromEntries(estimate.caveats.map(({ code, count }) => [code, count])),
    isPartial: estimate.partial,
    isProvisional: estimate.provisional,
    change: change && {
      value: change.comparedValue,
      n: change.comparedN,
      range: change.comparedRange as never,
      difference: change.difference,
    },
    ...(expected.limits ? { limits: { lower, upper } } : {}),
    money,
  };
}

/** Alike in everything, numbers to nine digits: engines add in any order. */
export function expectClose(found: unknown, expected: unknown, where: string): void {
  expect(near(found, expected, 1e-9), where).toEqual(expected);
}

/**
 * What was found, with each number that is all but what was expected made just that. Limits come of differences of large
 * sums, of which fewer digits are left.
 */
function near(found: unknown, expected: unknown, tolerance: number): unknown {
  if (typeof found === 'number' && typeof expected === 'number') {
    return Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected)) ? expected : found;
  }
  if (typeof found !== 'object' || found === null || typeof expected !== 'object' || expected === null) return found;
  if (Array.isArray(found))
    return found.map((each, index) => near(each, (expected as readonly unknown[])[index], tolerance));
  const other = expected as Readonly<Record<string, unknown>>;
  const allowed = (key: string): number => (key === 'limits' ? 1e-6 : tolerance);
  return Object.fromEntries(Object.entries(found).map(([key, each]) => [key, near(each, other[key], allowed(key))]));
}
