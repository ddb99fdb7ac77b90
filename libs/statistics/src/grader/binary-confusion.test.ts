import { describe, expect, it } from 'vitest';
import { binaryConfusion } from './binary-confusion.ts';

describe('binary_confusion', () => {
  it('is worked out by hand', () => {
    const all = binaryConfusion({ tp: 6, fp: 2, fn: 4, tn: 8 });
    expect(all).toMatchObject({ sensitivity: 0.6, specificity: 0.8, precision: 0.75, npv: 8 / 12 });
    expect(all.f1).toBeCloseTo(12 / 18, 12);
    expect(all.youdenJ).toBeCloseTo(0.4, 12);
    expect(all.mcc).toBeCloseTo((48 - 8) / Math.sqrt(10 * 10 * 8 * 12), 12);
    // Observed 0.7, expected (10 x 8 + 10 x 12) / 400 = 0.5.
    expect(all.kappa).toBeCloseTo(0.4, 12);
  });

  it('leaves null what has no cases', () => {
    const none = { sensitivity: null, specificity: null, precision: null, npv: null, f1: null, mcc: null, youdenJ: null, kappa: null }; // prettier-ignore
    expect(binaryConfusion({ tp: 0, fp: 0, fn: 0, tn: 0 })).toEqual(none);
    expect(binaryConfusion({ tp: 1, fp: -1, fn: 0, tn: 0 })).toEqual(none);
    expect(binaryConfusion({ tp: 0, fp: 0, fn: 0, tn: 5 })).toMatchObject({ sensitivity: null, specificity: 1, f1: null, kappa: null }); // prettier-ignore
  });
});
