import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alphaOf } from './alpha.ts';
import { patternsOfRatings } from './answer-pattern.ts';
import type { ScaleLevel } from './difference.ts';
import { answersOnScale, krippendorffAlpha } from './krippendorff-alpha.ts';

/** Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", example C: 4 observers, 12 units, gaps. */
const exampleC = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
  [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
];
const levels: readonly ScaleLevel[] = ['nominal', 'ordinal', 'interval', 'ratio'];

/** By every ordered pair of answers: within units for the observed, over the whole pool for the expected. */
function byPairs(units: readonly (readonly number[])[], level: ScaleLevel): number | null {
  const pool = units.filter((unit) => unit.length >= 2).flat();
  const between = (a: number, b: number): number => {
    if (a === b) return 0;
    if (level === 'nominal') return 1;
    if (level === 'interval') return (a - b) ** 2;
    if (level === 'ratio') return ((a - b) / (a + b)) ** 2;
    const [low, high] = a < b ? [a, b] : [b, a];
    const inside = pool.filter((each) => each > low && each < high).length;
    const ends = pool.filter((each) => each === low || each === high).length;
    return (inside + ends / 2) ** 2;
  };
  const pairs = (values: readonly number[]) =>
    values.reduce((total, a, i) => values.reduce((sum, b, j) => (i === j ? sum : sum + between(a, b)), total), 0);
  const observed = units
    .filter((unit) => unit.length >= 2)
    .reduce((total, unit) => total + pairs(unit) / (unit.length - 1), 0);
  const expected = pairs(pool) / (pool.length - 1);
  return pool.length === 0 || expected === 0 ? null : 1 - observed / expected;
}

const units = fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 5 }), { maxLength: 25 });

/** Equal units once, with how many there are. */
function grouped(rows: readonly (readonly number[])[]) {
  const times = new Map<string, number>();
  for (const row of rows) {
    const key = JSON.stringify([1, 2, 3, 4].map((value) => row.filter((each) => each === value).length));
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  return [...times].map(([key, often]) => ({ counts: JSON.parse(key) as number[], times: often }));
}

describe('krippendorffAlpha', () => {
  it('of example C is 0.743, 0.815, 0.849, 0.797 (Krippendorff 2011)', () => {
    const got = krippendorffAlpha({ ratersByUnits: exampleC });
    expect(levels.map((level) => got[level]?.toFixed(3))).toEqual(['0.743', '0.815', '0.849', '0.797']);
    expect(got).toMatchObject({ pairableUnits: 11, pairableValues: 40 });
  });

  it('of his example A, two observers and ten binary units, is 0.095', () => {
    const ratersByUnits = [
      [0, 1, 0, 0, 0, 0, 0, 0, 1, 0],
      [1, 1, 1, 0, 0, 1, 0, 0, 0, 0],
    ];
    expect(krippendorffAlpha({ ratersByUnits }).nominal?.toFixed(3)).toBe('0.095');
  });

  it('has no value without variation, or without a unit of two answers', () => {
    const nothing = { nominal: null, ordinal: null, interval: null, ratio: null, nominalJackknifeSe: null };
    expect(krippendorffAlpha({ ratersByUnits: [[1, 1], [1, 1]] })).toEqual({ ...nothing, pairableUnits: 2, pairableValues: 4 }); // prettier-ignore
    expect(krippendorffAlpha({ ratersByUnits: [[1, null, 2], [null, 2, null]] })).toEqual({ ...nothing, pairableUnits: 0, pairableValues: 0 }); // prettier-ignore
    expect(krippendorffAlpha({ ratersByUnits: [] })).toMatchObject({ nominal: null, pairableUnits: 0 });
  });
});

describe('alphaOf patterns', () => {
  it.each(levels)('of %s is that of every pair of the expanded rows', (level) => {
    fc.assert(
      fc.property(units, (rows) => {
        const { alpha } = alphaOf(answersOnScale({ patterns: grouped(rows), level, values: [1, 2, 3, 4] }));
        const want = byPairs(rows, level);
        if (want === null) expect(alpha).toBeNull();
        else expect(alpha).toBeCloseTo(want, 10);
      }),
    );
  });

  it('has the jackknife of leaving out each unit in turn', () => {
    const rows = [[1, 1, 2], [2, 2], [3, 3, 3], [1, 2], [2, 2], [1, 1], [3, 1, 3], [2, 2]]; // prettier-ignore
    const alphas = rows.map((_, out) => byPairs(rows.filter((__, i) => i !== out), 'ordinal') ?? NaN); // prettier-ignore
    const mean = alphas.reduce((a, b) => a + b, 0) / rows.length;
    const squares = alphas.reduce((total, alpha) => total + (alpha - mean) ** 2, 0);
    const got = alphaOf(answersOnScale({ patterns: grouped(rows), level: 'ordinal' }));
    expect(got.jackknifeSe).toBeCloseTo(Math.sqrt((7 / 8) * squares), 12);
  });

  it('says what its minimum needs: units, answers, categories, answers outside the commonest', () => {
    const patterns = [
      { counts: [2, 0, 0], times: 40 },
      { counts: [1, 2, 0], times: 5 },
      { counts: [0, 0, 1], times: 9 },
      { counts: [3, 1, 0], times: 0 },
    ];
    expect(alphaOf(answersOnScale({ patterns, level: 'nominal' }))).toMatchObject({
      units: 45,
      answers: 95,
      categoriesSeen: 2,
      outsideCommonest: 10,
    });
  });

  it('has no jackknife where all variation is in one unit', () => {
    const patterns = [
      { counts: [2], times: 30 },
      { counts: [1, 1], times: 1 },
    ];
    const got = alphaOf(answersOnScale({ patterns, level: 'nominal' }));
    expect(got.alpha).not.toBeNull();
    expect(got.jackknifeSe).toBeNull();
  });

  it('is 1 when all agree and negative when none does', () => {
    const patterns = [
      { counts: [3, 0], times: 7 },
      { counts: [0, 2], times: 4 },
    ];
    expect(alphaOf(answersOnScale({ patterns, level: 'nominal' }))).toMatchObject({ alpha: 1, jackknifeSe: 0 });
    // 20 units a:b, 40 answers: 1 - 39 * 20 / (20 * 20)
    const apart = alphaOf(answersOnScale({ patterns: [{ counts: [1, 1], times: 20 }], level: 'nominal' }));
    expect(apart.alpha).toBeCloseTo(1 - 39 / 20, 14);
  });

  it('has no value where a ratio scale reaches below its zero', () => {
    const patterns = [{ counts: [1, 1], times: 20 }];
    expect(alphaOf(answersOnScale({ patterns, level: 'ratio', values: [-1, 1] })).alpha).toBeNull();
  });
});

describe('patternsOfRatings', () => {
  it('counts each unit over the values that occur', () => {
    const got = patternsOfRatings({ ratersByUnits: [[5, null, 2], [5, 2, null], [2]] });
    expect(got).toEqual({
      values: [2, 5],
      patterns: [
        { counts: [1, 2], times: 1 },
        { counts: [1, 0], times: 1 },
        { counts: [1, 0], times: 1 },
      ],
    });
  });
});
