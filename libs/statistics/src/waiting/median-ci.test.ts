import { describe, expect, it } from 'vitest';
import { medianCi } from './median-ci.ts';

const numbered = (n: number) => Array.from({ length: n }, (_, place) => n - place);

describe('median_ci', () => {
  // Ranks of the usual tables (Conover 1999, table A3; Altman et al. 2000, table 18.4).
  it.each([
    [6, 1],
    [8, 1],
    [9, 2],
    [20, 6],
    [50, 18],
    [100, 40],
  ])('of %i values goes from the value of rank %i', (n, rank) => {
    expect(medianCi({ x: numbered(n) })).toMatchObject({ rank, lower: rank, upper: n - rank + 1 });
    expect(Number(medianCi({ x: numbered(n) }).coverage)).toBeGreaterThanOrEqual(0.95);
  });

  it('has no limits for five values or fewer', () => {
    expect(medianCi({ x: [3, 1, 2, 5, 4] })).toMatchObject({
      median: 3,
      lower: null,
      upper: null,
      rank: 0,
      coverage: null,
    });
    expect(medianCi({ x: [7] })).toMatchObject({ median: 7, p90Type7: 7, lower: null });
  });

  it('lies halfway where values are even in number, and interpolates the ninth decile', () => {
    expect(medianCi({ x: [1, 2, 3, 4] }).median).toBe(2.5);
    expect(medianCi({ x: numbered(11) }).p90Type7).toBeCloseTo(10, 12);
    expect(medianCi({ x: [1, 2, 3] }).p90Type7).toBeCloseTo(2.8, 12);
  });

  it('is unknown without values, and has no limits at a level that is none', () => {
    expect(medianCi({ x: [] }).median).toBeNull();
    expect(medianCi({ x: [1, Infinity] }).median).toBeNull();
    expect(medianCi({ x: numbered(20), conf: 1 })).toMatchObject({ median: 10.5, lower: null });
  });
});
