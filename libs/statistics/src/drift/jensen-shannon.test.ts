import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jensenShannon } from './jensen-shannon.ts';

const counts = fc.array(fc.tuple(fc.nat(99), fc.nat(99)), { minLength: 1, maxLength: 9 });

describe('jensenShannon', () => {
  it('by hand: all in one bin against half and half', () => {
    // Mixture 3/4, 1/4: (log2 4/3 + 1/2 log2 2/3 + 1/2 log2 2) / 2
    const want = (Math.log2(4 / 3) + Math.log2(2 / 3) / 2 + 1 / 2) / 2;
    const got = jensenShannon({ baseline: [7, 0], current: [3, 3] });
    expect(got.divergence).toBeCloseTo(want, 14);
    expect(got.distance).toBeCloseTo(Math.sqrt(want), 14);
  });

  it('is 0 for equal shares and 1 bit, ln 2 nats, for shares without a common bin', () => {
    expect(jensenShannon({ baseline: [1, 2, 3], current: [10, 20, 30] })).toEqual({ divergence: 0, distance: 0 });
    expect(jensenShannon({ baseline: [4, 0], current: [0, 9] }).divergence).toBeCloseTo(1, 15);
    expect(jensenShannon({ baseline: [4, 0], current: [0, 9], base: Math.E }).divergence).toBeCloseTo(Math.LN2, 15);
  });

  it('is the same both ways and between 0 and 1', () => {
    fc.assert(
      fc.property(counts, (bins) => {
        const baseline = bins.map(([a]) => a);
        const current = bins.map(([, b]) => b);
        const there = jensenShannon({ baseline, current });
        expect(there.divergence ?? 0).toBeCloseTo(jensenShannon({ baseline: current, current: baseline }).divergence ?? 0, 14); // prettier-ignore
        expect((there.divergence ?? 0) >= 0 && (there.divergence ?? 0) <= 1 + 1e-12).toBe(true);
      }),
    );
  });

  it('has no answer without counts or for a base that is none', () => {
    const nothing = { divergence: null, distance: null };
    expect(jensenShannon({ baseline: [0], current: [3] })).toEqual(nothing);
    expect(jensenShannon({ baseline: [1], current: [3], base: 1 })).toEqual(nothing);
  });
});
