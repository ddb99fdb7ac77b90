import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateDecomposition } from './rate-decomposition.ts';

const count = fc
  .integer({ min: 0, max: 400 })
  .chain((n) => fc.record({ n: fc.constant(n), x: fc.integer({ min: 0, max: n }) }));
const period = fc
  .array(fc.record({ slice: fc.constantFrom('a', 'b', 'c', 'd', 'e'), count }), { minLength: 1, maxLength: 6 })
  .map((rows) => rows.map((row) => ({ slice: row.slice, ...row.count })))
  .filter((rows) => rows.some(({ n }) => n > 0));

describe('rateDecomposition', () => {
  it('by hand: same rates, other mix is all mix', () => {
    const got = rateDecomposition({
      baseline: [{ slice: 'easy', n: 80, x: 8 }, { slice: 'hard', n: 20, x: 10 }], // prettier-ignore
      current: [{ slice: 'hard', n: 50, x: 25 }, { slice: 'easy', n: 50, x: 5 }], // prettier-ignore
    });
    expect(got.slices).toEqual(['easy', 'hard']);
    expect(got.change).toBeCloseTo(0.3 - 0.18, 14);
    expect(got.mixEffect).toBeCloseTo(0.12, 14);
    expect(got.rateEffect).toBeCloseTo(0, 14);
    expect(got.mixBySlice[0]).toBeCloseTo(-0.3 * 0.1, 14);
    expect(got.standardisedCurrent).toBeCloseTo(0.18, 14);
    // 0.8^2 0.1 0.9 / 50 + 0.2^2 0.5 0.5 / 50
    expect(got.standardisedSe).toBeCloseTo(Math.sqrt(0.64 * 0.0018 + 0.04 * 0.005), 14);
  });

  it('by hand: same mix, one rate doubled is all rate', () => {
    const got = rateDecomposition({
      baseline: [{ slice: 'a', n: 100, x: 10 }, { slice: 'b', n: 300, x: 30 }], // prettier-ignore
      current: [{ slice: 'a', n: 10, x: 2 }, { slice: 'b', n: 30, x: 3 }], // prettier-ignore
    });
    expect(got.mixEffect).toBeCloseTo(0, 14);
    expect(got.rateBySlice[0]).toBeCloseTo(0.025, 14);
    expect(got.standardisedCurrent).toBeCloseTo(0.125, 14);
  });

  it('adds up exactly, slice by slice and in all, and turns its sign when turned', () => {
    fc.assert(
      fc.property(period, period, (baseline, current) => {
        const there = rateDecomposition({ baseline, current });
        const rate = (rows: typeof baseline) =>
          rows.reduce((a, { x }) => a + x, 0) / rows.reduce((a, { n }) => a + n, 0);
        expect(there.baselineRate).toBeCloseTo(rate(baseline), 12);
        expect(there.currentRate).toBeCloseTo(rate(current), 12);
        expect(Number(there.mixEffect) + Number(there.rateEffect)).toBeCloseTo(Number(there.change), 12);
        const back = rateDecomposition({ baseline: current, current: baseline });
        expect(Number(there.mixEffect) + Number(back.mixEffect)).toBeCloseTo(0, 12);
      }),
    );
  });

  it('counts a new and an ended slice as mix only', () => {
    const got = rateDecomposition({
      baseline: [{ slice: 'old', n: 50, x: 5 }, { slice: 'both', n: 50, x: 10 }], // prettier-ignore
      current: [{ slice: 'both', n: 50, x: 10 }, { slice: 'new', n: 50, x: 25 }, { slice: 'old', n: 0, x: 0 }], // prettier-ignore
    });
    expect(got.slices).toEqual(['old', 'both', 'new']);
    expect(got.rateBySlice).toEqual([0, 0, 0]);
    expect(got.mixBySlice[0]).toBeCloseTo(-0.05, 14);
    expect(got.mixBySlice[2]).toBeCloseTo(0.25, 14);
  });

  it('has no answer without trials on a side or with more counted than there are', () => {
    const some = [{ slice: 'a', n: 10, x: 2 }];
    for (const bad of [
      [],
      [{ slice: 'a', n: 0, x: 0 }],
      [{ slice: 'a', n: 1, x: 2 }],
      [{ slice: 'a', n: NaN, x: 2 }],
    ]) {
      expect(rateDecomposition({ baseline: some, current: bad })).toMatchObject({ change: null, mixEffect: null, slices: [] }); // prettier-ignore
    }
  });
});
