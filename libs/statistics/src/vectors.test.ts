import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { methods } from './registry.ts';
import { missesOf } from './vectors.ts';
import type { Vector } from './vectors.ts';

const shared = process.env.ASSAY_SHARED
  ? `${process.env.ASSAY_SHARED}/`
  : new URL('../../../../shared/', import.meta.url).pathname;
const file = `${shared}design/stat-vectors.json`;
const isHere = existsSync(file);
const vectors = isHere ? (JSON.parse(readFileSync(file, 'utf8')) as { vectors: readonly Vector[] }).vectors : [];

/** Expected values carry 12 digits, so 1e-9 is asked of every one; only an expected zero needs an absolute slack. */
const strict = { abs: 1e-12, rel: 1e-9 };
/** What is found by steps or by chance says so by a tolerance of its own that is wider than this. */
const usual = 1e-6;

describe.skipIf(!isHere)('published test vectors (skipped when ../shared/design/stat-vectors.json is absent)', () => {
  it.each(vectors)('$id $title', (vector) => {
    const isWide = vector.tolerance.rel > usual;
    expect(missesOf(isWide ? vector : { ...vector, tolerance: strict })).toEqual([]);
  });

  it('has a vector of every method in the registry', () => {
    expect(new Set(vectors.map(({ method }) => method))).toEqual(new Set(Object.keys(methods)));
  });
});

describe('missesOf', () => {
  const wilson: Vector = {
    id: 'w',
    method: 'wilson',
    title: '',
    inputs: { successes: 1, n: 4 },
    expected: { p: 0.25 },
    tolerance: { abs: 0, rel: 1e-9 },
  };

  it('names what is not as expected, and where', () => {
    expect(missesOf(wilson)).toEqual([]);
    expect(missesOf({ ...wilson, expected: { p: 0.2501 } })).toEqual(['p: 0.2501 expected, 0.25 given']);
    expect(missesOf({ ...wilson, expected: { p: null } })).toEqual(['p: null expected, 0.25 given']);
    expect(missesOf({ ...wilson, expected: { q: 1 } })).toEqual(['q: 1 expected, "nothing" given']);
    expect(missesOf({ ...wilson, expected: { p: 0.26 }, tolerance: { abs: 0.011, rel: 0 } })).toEqual([]);
  });

  it('looks into lists and parts, and takes Infinity for the number', () => {
    const ratio = {
      ...wilson,
      method: 'poisson_rate_ratio',
      inputs: { count1: 3, exposure1: 1, count0: 0, exposure0: 1 },
    };
    expect(missesOf({ ...ratio, expected: { upper: 'Infinity' } })).toEqual([]);
    const chart = { ...wilson, method: 'p_chart', inputs: { defects: [1, 1], sizes: [2, 2] } };
    expect(missesOf({ ...chart, expected: { z: [0, 1] } })).toEqual(['z.1: 1 expected, 0 given']);
    expect(missesOf({ ...chart, expected: { z: [0] } })).toEqual(['z: [0] expected, [0,0] given']);
  });

  it('names a method that there is not', () => {
    expect(missesOf({ ...wilson, method: 'toString' })).toEqual(['there is no method "toString"']);
  });
});
