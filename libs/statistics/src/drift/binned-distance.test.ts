import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binnedDistance } from './binned-distance.ts';

const nothing = { ksBinned: null, wasserstein1: null };
const histograms = fc
  .array(
    fc.record({
      a: fc.integer({ min: 1, max: 50 }),
      b: fc.integer({ min: 1, max: 50 }),
      width: fc.integer({ min: 1, max: 20 }),
    }),
    { minLength: 1, maxLength: 8 },
  ) // prettier-ignore
  .map((bins) => ({
    baseline: bins.map(({ a }) => a),
    current: bins.map(({ b }) => b),
    edges: bins.reduce<number[]>((edges, { width }) => [...edges, (edges.at(-1) ?? 0) + width], [0]),
  }));

describe('binnedDistance', () => {
  it('by hand: all moved one bin of width 10 up is 10 apart', () => {
    const got = binnedDistance({ baseline: [8, 0], current: [0, 3], edges: [0, 10, 20] });
    expect(got.ksBinned).toBe(1);
    expect(got.wasserstein1).toBeCloseTo(10, 14);
  });

  it('splits a bin in which the functions cross', () => {
    // F 1/2 3/4 1, G 1/4 1 1: gaps 0, 1/4, -1/4, 0. Bin 1: 1/8; bin 2 crosses in its middle: 2 * 1/16; bin 3: 1/8.
    const got = binnedDistance({ baseline: [2, 1, 1], current: [1, 3, 0], edges: [0, 1, 2, 3] });
    expect(got.ksBinned).toBeCloseTo(0.25, 14);
    expect(got.wasserstein1).toBeCloseTo(3 / 8, 14);
  });

  it('is the area between the functions, by fine steps, and the same both ways', () => {
    fc.assert(
      fc.property(histograms, ({ baseline, current, edges }) => {
        const below = (counts: readonly number[], x: number) =>
          counts.reduce((sum, count, bin) => {
            const [from, to] = [edges[bin] ?? NaN, edges[bin + 1] ?? NaN];
            return sum + count * Math.min(1, Math.max(0, (x - from) / (to - from)));
          }, 0) / counts.reduce((a, b) => a + b, 0);
        const end = edges.at(-1) ?? NaN;
        const steps = 4000;
        let area = 0;
        for (let i = 0; i < steps; i++) {
          const x = ((i + 0.5) * end) / steps;
          area += (Math.abs(below(baseline, x) - below(current, x)) * end) / steps;
        }
        const got = binnedDistance({ baseline, current, edges });
        expect(Math.abs(Number(got.wasserstein1) - area)).toBeLessThan(end * 1e-4);
        const back = binnedDistance({ baseline: current, current: baseline, edges });
        expect(got.wasserstein1).toBeCloseTo(back.wasserstein1 ?? NaN, 10);
        expect(got.ksBinned).toBeCloseTo(back.ksBinned ?? NaN, 12);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    { baseline: [1, 2], current: [1, 2], edges: [0, 1] },
    { baseline: [1, 2], current: [1, 2], edges: [0, 1, 1] },
    { baseline: [1, 2], current: [1, 2], edges: [0, 1, Infinity] },
    { baseline: [0, 0], current: [1, 2], edges: [0, 1, 2] },
  ])('has no answer for $baseline and $current on $edges', (input) => {
    expect(binnedDistance(input)).toEqual(nothing);
  });
});
