import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibration } from './calibration.ts';

describe('calibration', () => {
  it('is worked out by hand', () => {
    const { brier, logLoss, ece, auc } = calibration({ probability: [0.25, 0.75, 0.75, 1], label: [0, 1, 0, 1] });
    expect(brier).toBeCloseTo((0.0625 + 0.0625 + 0.5625) / 4, 12);
    expect(logLoss).toBeCloseTo((-2 * Math.log(0.75) - Math.log(0.25)) / 4, 9);
    // Bins: 0.25 with none of one, 0.75 with one of two, 1 with one of one.
    expect(ece).toBeCloseTo((0.25 + 0.5 + 0) / 4, 12);
    // So 0.75 and 1, not 0.25 and 0.75: three pairs right, one tied.
    expect(auc).toBe(0.875);
  });

  it('puts a probability on an edge into the bin above', () => {
    // Ten times 0.3 is 3 though 0.3 is a little less in binary; both of the pair lie in one bin and make up for each other.
    expect(calibration({ probability: [0.3, 0.39], label: [1, 0] }).ece).toBeCloseTo(Math.abs(1 - 0.69) / 2, 12);
  });

  it('has the AUC that counting pairs gives', () => {
    const cases = fc.array(fc.record({ p: fc.constantFrom(0, 0.2, 0.5, 0.9, 1), y: fc.constantFrom(0, 1) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(cases, (each) => {
        const [so, not] = [1, 0].map((label) => each.filter(({ y }) => y === label));
        const pairs = (so ?? []).flatMap((one) => (not ?? []).map((two) => (Math.sign(one.p - two.p) + 1) / 2));
        const { auc } = calibration({ probability: each.map(({ p }) => p), label: each.map(({ y }) => y) });
        if (pairs.length === 0) expect(auc).toBeNull();
        else expect(auc).toBeCloseTo(pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length, 9);
      }),
    );
  });

  it('has nothing to say of what is no probability or no label', () => {
    for (const [p, y] of [[1.2, 1], [0.5, 2], [NaN, 0]] as const) expect(calibration({ probability: [p], label: [y] }).brier).toBeNull(); // prettier-ignore
    expect(calibration({ probability: [], label: [] }).brier).toBeNull();
  });
});
