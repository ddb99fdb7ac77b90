import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poissonTrend } from './poisson-trend.ts';

const nothing = { logSlope: null, se: null, p: null, ratePerPeriod: null, lower: null, upper: null, dispersion: null };
const period = fc.record({ count: fc.nat(40), exposure: fc.double({ min: 0.5, max: 20, noNaN: true }) });

describe('poissonTrend', () => {
  it('of two periods is the ratio of their rates, its error the root of 1/a + 1/b', () => {
    const got = poissonTrend({ counts: [8, 6], exposure: [4, 6] });
    expect(got.ratePerPeriod).toBeCloseTo(0.5, 13);
    expect(got.se).toBeCloseTo(Math.sqrt(1 / 8 + 1 / 6), 12);
    expect(got.dispersion).toBeNull();
    expect(got.upper).toBeCloseTo(0.5 * Math.exp(1.959963984540054 * Math.sqrt(1 / 8 + 1 / 6)), 11);
  });

  it('finds a rate that doubles each period exactly, with nothing left over', () => {
    const got = poissonTrend({ counts: [5, 10, 20, 40], exposure: [3, 3, 3, 3] });
    expect(got.ratePerPeriod).toBeCloseTo(2, 12);
    expect(got.dispersion).toBeCloseTo(0, 12);
  });

  it('solves the two equations of the likelihood', () => {
    fc.assert(
      fc.property(fc.array(period, { minLength: 3, maxLength: 12 }), (rows) => {
        const counts = rows.map(({ count }) => count);
        const exposure = rows.map((row) => row.exposure);
        const got = poissonTrend({ counts, exposure });
        fc.pre(got.logSlope !== null);
        const slope = Number(got.logSlope);
        const raw = rows.map((row, time) => row.exposure * Math.exp(slope * time));
        const level = counts.reduce((a, b) => a + b, 0) / raw.reduce((a, b) => a + b, 0);
        const late = (values: readonly number[]) => values.reduce((sum, value, time) => sum + value * time, 0);
        expect(late(raw.map((each) => each * level)) / late(counts)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('widens the error by the root of a dispersion above 1.5', () => {
    const counts = [30, 2, 41, 5, 38, 1];
    const exposure = [1, 1, 1, 1, 1, 1];
    const got = poissonTrend({ counts, exposure });
    expect(Number(got.dispersion)).toBeGreaterThan(1.5);
    const slope = Number(got.logSlope);
    const weights = counts.map((_, time) => Math.exp(slope * time));
    const sum = weights.reduce((a, b) => a + b, 0);
    const mean = weights.reduce((total, weight, time) => total + (weight * time) / sum, 0);
    const variance = weights.reduce((total, weight, time) => total + (weight * (time - mean) ** 2) / sum, 0);
    expect(got.se).toBeCloseTo(Math.sqrt(Number(got.dispersion) / (117 * variance)), 10);
    // Left as it is where the counts vary no more than chance: 1/sqrt(sum of mu (t - mean)^2).
    const plain = poissonTrend({ counts: [10, 10, 10], exposure: [1, 1, 1] });
    expect(plain.logSlope).toBeCloseTo(0, 12);
    expect(plain.se).toBeCloseTo(1 / Math.sqrt(20), 12);
    expect(plain.p).toBeCloseTo(1, 10);
  });

  it('turns over when time runs back, and does not see the unit of exposure', () => {
    const there = poissonTrend({ counts: [3, 5, 9, 8], exposure: [2, 3, 3, 2] });
    const back = poissonTrend({ counts: [8, 9, 5, 3], exposure: [2, 3, 3, 2] });
    expect(Number(there.ratePerPeriod) * Number(back.ratePerPeriod)).toBeCloseTo(1, 11);
    const scaled = poissonTrend({ counts: [3, 5, 9, 8], exposure: [2e6, 3e6, 3e6, 2e6] });
    expect(scaled.logSlope).toBeCloseTo(Number(there.logSlope), 12);
  });

  it('leaves out a period without exposure but keeps its place', () => {
    const got = poissonTrend({ counts: [8, 0, 2], exposure: [4, 0, 4] });
    // Two periods apart by 2: the ratio 1/4 is a half each.
    expect(got.ratePerPeriod).toBeCloseTo(0.5, 12);
  });

  it.each([
    { counts: [], exposure: [] },
    { counts: [4], exposure: [1] },
    { counts: [0, 0, 0], exposure: [1, 1, 1] },
    { counts: [0, 0, 7], exposure: [1, 1, 1] },
    { counts: [7, 0, 0], exposure: [1, 1, 1] },
    { counts: [3, 4, 5], exposure: [1, 0, 1] },
    { counts: [3, 4], exposure: [1, 1, 1] },
    { counts: [3, -1, 4], exposure: [1, 1, 1] },
  ])('has no answer for $counts in $exposure', (input) => {
    expect(poissonTrend(input)).toEqual(nothing);
  });
});
