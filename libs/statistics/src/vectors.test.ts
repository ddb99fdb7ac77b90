import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { methods } from './registry.ts';

interface Vector {
  readonly id: string;
  readonly method: string;
  readonly title: string;
  readonly inputs: unknown;
  readonly expected: unknown;
  readonly tolerance: { readonly abs: number; readonly rel: number };
}

const shared = process.env.ASSAY_SHARED
  ? `${process.env.ASSAY_SHARED}/`
  : new URL('../../../../shared/', import.meta.url).pathname;
const file = `${shared}design/stat-vectors.json`;
const isHere = existsSync(file);
const vectors = isHere ? (JSON.parse(readFileSync(file, 'utf8')) as { vectors: readonly Vector[] }).vectors : [];
const implemented = vectors.filter((vector) => Object.hasOwn(methods, vector.method));
const later = [...new Set(vectors.filter((vector) => !implemented.includes(vector)).map((vector) => vector.method))];

/** Expected values carry 12 digits, so 1e-9 relative is asked of every one; only an expected zero needs an absolute slack. */
function checkNumber(got: unknown, want: number, { abs, rel }: Vector['tolerance']): void {
  expect(got).toBeTypeOf('number');
  const error = Math.abs((got as number) - want);
  expect(error).toBeLessThanOrEqual(abs + rel * Math.abs(want));
  expect(error).toBeLessThanOrEqual(want === 0 ? 1e-12 : 1e-9 * Math.abs(want));
}

function check(got: unknown, want: unknown, tolerance: Vector['tolerance']): void {
  if (typeof want === 'number') return checkNumber(got, want, tolerance);
  if (want === 'Infinity' || want === '-Infinity') return expect(got).toBe(Number(want));
  if (want === null || typeof want !== 'object') return expect(got).toBe(want);
  if (Array.isArray(want)) expect(got).toHaveLength(want.length);
  for (const [key, part] of Object.entries(want)) {
    expect(got).toHaveProperty([key]);
    check((got as Record<string, unknown>)[key], part, tolerance);
  }
}

describe.skipIf(!isHere)('published test vectors (skipped when ../shared/design/stat-vectors.json is absent)', () => {
  it.each(implemented)('$id $title', ({ method, inputs, expected, tolerance }) => {
    const run = methods[method as keyof typeof methods] as (inputs: unknown) => unknown;
    check(run(inputs), expected, tolerance);
  });

  it('runs at least one vector of every method in the registry', () => {
    expect(new Set(implemented.map((vector) => vector.method))).toEqual(new Set(Object.keys(methods)));
  });

  it.skipIf(later.length > 0)(`${later.length} methods come later: ${later.join(' ')}`, () => {
    expect(later).toEqual([]);
  });
});
