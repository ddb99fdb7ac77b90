import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapAlpha } from './alpha-bootstrap.ts';
import { alphaOf } from './alpha.ts';
import { answersOnScale } from './krippendorff-alpha.ts';
import { answersAsSets, krippendorffSetAlpha, setDistance } from './krippendorff-set-alpha.ts';

const set = fc.subarray(['a', 'b', 'c', 'd']);
const units = fc.array(fc.array(set, { maxLength: 4 }), { maxLength: 12 });
const distances = ['jaccard', 'masi'] as const;

/** By every ordered pair of answers: within units, and over the whole pool. */
function byPairs(rows: readonly (readonly (readonly string[])[])[], distance: 'jaccard' | 'masi'): number | null {
  const usable = rows.filter((unit) => unit.length >= 2);
  const pool = usable.flat();
  const pairs = (sets: readonly (readonly string[])[]) =>
    sets.reduce(
      (total, one, i) =>
        sets.reduce((sum, two, j) => (i === j ? sum : sum + setDistance(distance, new Set(one), new Set(two))), total),
      0,
    );
  const observed = usable.reduce((total, unit) => total + pairs(unit) / (unit.length - 1), 0);
  const expected = pool.length === 0 ? 0 : pairs(pool) / (pool.length - 1);
  return expected === 0 ? null : 1 - observed / expected;
}

describe('setDistance', () => {
  it.for([
    ['abc', 'abc', 0, 0],
    ['ab', 'a', 1 / 2, 1 - (1 / 2) * (2 / 3)],
    ['ab', 'bc', 2 / 3, 1 - (1 / 3) * (1 / 3)],
    ['ab', 'cd', 1, 1],
    ['', '', 0, 0],
    ['', 'a', 1, 1],
  ] as const)('of %s and %s is %f by Jaccard and %f by MASI', ([one, two, jaccard, masi]) => {
    expect(setDistance('jaccard', new Set(one), new Set(two))).toBeCloseTo(jaccard, 14);
    expect(setDistance('masi', new Set(two), new Set(one))).toBeCloseTo(masi, 14);
  });
});

describe('krippendorffSetAlpha', () => {
  it.each(distances)('by %s is that of every pair', (distance) => {
    fc.assert(
      fc.property(units, (rows) => {
        const got = krippendorffSetAlpha({ unitsByRaterSets: rows })[distance];
        const want = byPairs(rows, distance);
        if (want === null) expect(got).toBeNull();
        else expect(got).toBeCloseTo(want, 10);
      }),
    );
  });

  it('of sets of one label is the nominal alpha', () => {
    const patterns = [{ counts: [2, 0, 0], times: 4 }, { counts: [0, 1, 2], times: 3 }, { counts: [1, 1, 0], times: 2 }]; // prettier-ignore
    const sets = [
      { sets: [['x'], ['x']], times: 4 },
      { sets: [['y'], ['z'], ['z']], times: 3 },
      { sets: [['y'], ['x']], times: 2 },
    ];
    const got = alphaOf(answersAsSets({ patterns: sets, distance: 'masi' }));
    expect(got).toEqual({ ...alphaOf(answersOnScale({ patterns, level: 'nominal' })), alpha: got.alpha });
    expect(got.alpha).toBeCloseTo(alphaOf(answersOnScale({ patterns, level: 'nominal' })).alpha ?? NaN, 14);
  });

  it('does not see the order of labels or a label given twice, and leaves gaps out', () => {
    const one = krippendorffSetAlpha({ unitsByRaterSets: [[['a', 'b'], ['b', 'a', 'b'], null], [['c'], null, ['a']]] }); // prettier-ignore
    expect(one).toEqual(krippendorffSetAlpha({ unitsByRaterSets: [[['a', 'b'], ['a', 'b']], [['c'], ['a']]] })); // prettier-ignore
  });

  it('counts a pattern as often as it occurs, and has an interval', () => {
    const pattern = { sets: [['a'], ['a', 'b']], times: 1 };
    const other = { sets: [[], ['c']], times: 30 };
    const third = { sets: [['b'], ['b'], ['b']], times: 50 };
    const repeated = answersAsSets({ patterns: [pattern, pattern, pattern, other, third], distance: 'masi' });
    const paired = answersAsSets({ patterns: [{ ...pattern, times: 3 }, other, third], distance: 'masi' });
    expect(alphaOf(paired).alpha).toBeCloseTo(alphaOf(repeated).alpha ?? NaN, 14);
    const { lower, upper } = bootstrapAlpha(paired, { seed: 'sets' });
    expect(Number(lower)).toBeLessThan(Number(alphaOf(paired).alpha));
    expect(Number(upper)).toBeGreaterThan(Number(alphaOf(paired).alpha));
  });

  it('has no value without variation', () => {
    expect(
      krippendorffSetAlpha({
        unitsByRaterSets: [
          [[], []],
          [[], []],
        ],
      }),
    ).toEqual({ jaccard: null, masi: null });
    expect(krippendorffSetAlpha({ unitsByRaterSets: [] })).toEqual({ jaccard: null, masi: null });
  });
});
