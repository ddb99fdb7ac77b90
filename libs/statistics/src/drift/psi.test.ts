import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { psi } from './psi.ts';

const nothing = { psi: null, perBin: null, critical95: null };
const histograms = fc
  .array(fc.tuple(fc.nat(200), fc.nat(200)), { minLength: 1, maxLength: 12 })
  .map((bins) => ({ baseline: bins.map(([a]) => a), current: bins.map(([, b]) => b) }))
  .filter(({ baseline, current }) => baseline.some((n) => n > 0) && current.some((n) => n > 0));

describe('psi', () => {
  it('by hand: half and half to a quarter and three quarters is ln 3 / 4', () => {
    const got = psi({ baseline: [500, 500], current: [25, 75] });
    // -1/4 ln 1/2 + 1/4 ln 3/2
    expect(got.psi).toBeCloseTo(Math.log(3) / 4, 14);
    expect(got.perBin?.[0]).toBeCloseTo(Math.log(2) / 4, 14);
    // Chi-square of 1 at 0.05 is 1.959964^2.
    expect(got.critical95).toBeCloseTo(1.959963984540054 ** 2 * (1 / 1000 + 1 / 100), 12);
  });

  it('floors every share at epsilon once one is 0, and makes them add to 1 again', () => {
    const got = psi({ baseline: [10, 0], current: [5, 5], epsilon: 0.01 });
    const p = [1 / 1.01, 0.01 / 1.01];
    const want =
      (0.5 - Number(p[0])) * Math.log(0.5 / Number(p[0])) + (0.5 - Number(p[1])) * Math.log(0.5 / Number(p[1]));
    expect(got.psi).toBeCloseTo(want, 14);
  });

  it('floors at 0.0001 unless told otherwise, and not at all where all bins are filled', () => {
    const input = { baseline: [10, 0], current: [5, 5] };
    expect(psi(input)).toEqual(psi({ ...input, epsilon: 1e-4 }));
    const filled = { baseline: [99_999, 1], current: [99_990, 10] };
    expect(psi(filled)).toEqual(psi({ ...filled, epsilon: 0.4 }));
  });

  it('is the same both ways, each bin too, adds nothing below 0, and is 0 for equal shares', () => {
    fc.assert(
      fc.property(histograms, ({ baseline, current }) => {
        const there = psi({ baseline, current });
        const back = psi({ baseline: current, current: baseline });
        there.perBin?.forEach((each, bin) => expect(each).toBeCloseTo(back.perBin?.[bin] ?? NaN, 12));
        expect(there.perBin?.every((each) => each >= 0)).toBe(true);
        expect(there.critical95).toBe(back.critical95);
        expect(psi({ baseline, current: baseline.map((n) => n * 4) }).psi).toBe(0);
      }),
    );
  });

  it('keeps its digits where one share is thousands of times the other', () => {
    // Floored, the second has shares of 0.0001 / 1.0001 and 1 / 1.0001.
    const [there, back] = [psi({ baseline: [155, 3], current: [0, 1] }), psi({ baseline: [0, 1], current: [155, 3] })];
    there.perBin?.forEach((each, bin) => expect(each).toBeCloseTo(back.perBin?.[bin] ?? NaN, 14));
  });

  it('has no critical value for one bin', () => {
    expect(psi({ baseline: [5], current: [9] })).toEqual({ psi: 0, perBin: [0], critical95: null });
  });

  it.each([
    { baseline: [], current: [] },
    { baseline: [0, 0], current: [1, 2] },
    { baseline: [1, 2], current: [1, 2, 3] },
    { baseline: [1, -2], current: [1, 2] },
    { baseline: [1, NaN], current: [1, 2] },
  ])('has no answer for $baseline and $current', (input) => {
    expect(psi(input)).toEqual(nothing);
  });
});
