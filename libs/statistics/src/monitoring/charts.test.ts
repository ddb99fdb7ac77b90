import { describe, expect, it } from 'vitest';
import { pChart } from './p-chart.ts';
import { uChart } from './u-chart.ts';

describe('p_chart', () => {
  it('has three sigmas of each period about the share of all', () => {
    // 20 of 200; sigma of 100 is 0.03, of 50 sqrt(0.09 / 50).
    const { center, lcl, ucl, z } = pChart({ defects: [4, 11, 5], sizes: [100, 50, 50] });
    expect(center).toBe(0.1);
    expect(ucl[0]).toBeCloseTo(0.19, 12);
    expect(lcl[0]).toBeCloseTo(0.01, 12);
    expect(ucl[1]).toBeCloseTo(0.1 + 3 * Math.sqrt(0.0018), 12);
    expect(lcl[1]).toBe(0);
    expect(z[0]).toBeCloseTo(-2, 12);
  });

  it('widens by Laney where periods differ by more than chance', () => {
    const { laneySigmaZ, laneyUcl, ucl, signals } = pChart({ defects: [400, 600, 400, 600], sizes: [1000, 1000, 1000, 1000] }); // prettier-ignore
    // z is -+0.1 / sqrt(0.25 / 1000): each move is twice that.
    expect(laneySigmaZ).toBeCloseTo(0.2 / Math.sqrt(0.00025) / 1.128, 9);
    expect(signals).toEqual([true, true, true, true]);
    expect(Number(laneyUcl[0])).toBeGreaterThan(Number(ucl[0]));
  });

  it('has no spread where nothing ever fails, and nothing to say of sizes of 0', () => {
    expect(pChart({ defects: [0, 0], sizes: [5, 9] })).toMatchObject({ center: 0, ucl: [0, 0], signals: [false, false], z: [0, 0] }); // prettier-ignore
    expect(pChart({ defects: [0], sizes: [0] }).center).toBeNull();
    expect(pChart({ defects: [1, 2], sizes: [9] }).center).toBeNull();
    expect(pChart({ defects: [3], sizes: [9] })).toMatchObject({ laneySigmaZ: null, laneyUcl: [] });
  });
});

describe('u_chart', () => {
  it('has three sigmas of each exposure about the rate of all', () => {
    // 18 in 9: rate 2; sigma over 4 is sqrt(2 / 4), over 1 sqrt(2).
    const { center, ucl, lcl, signals } = uChart({ counts: [4, 4, 10], exposure: [4, 4, 1] });
    expect(center).toBe(2);
    expect(ucl[0]).toBeCloseTo(2 + 3 * Math.sqrt(0.5), 12);
    expect(lcl[0]).toBe(0);
    expect(ucl[2]).toBeCloseTo(2 + 3 * Math.SQRT2, 12);
    expect(signals).toEqual([false, false, true]);
  });

  it('has nothing to say without exposure', () => {
    expect(uChart({ counts: [1], exposure: [0] }).center).toBeNull();
    expect(uChart({ counts: [-1], exposure: [2] }).center).toBeNull();
  });
});
