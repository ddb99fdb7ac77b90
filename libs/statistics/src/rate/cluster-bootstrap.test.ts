import { describe, expect, it } from 'vitest';
import { clusterBootstrap } from './cluster-bootstrap.ts';

describe('cluster_bootstrap', () => {
  it('draws whole clusters: of two there are but three ratios', () => {
    // Twice the first 1/2, twice the second 9/10, both 10/12 in half of the draws.
    const { estimate, lower, upper, mean } = clusterBootstrap({ numerator: [1, 9], denominator: [2, 10], seed: 'two', replicates: 20_000 }); // prettier-ignore
    expect(estimate).toBeCloseTo(10 / 12, 12);
    expect([lower, upper]).toEqual([0.5, 0.9]);
    expect(mean).toBeCloseTo((0.5 + 0.9) / 4 + 10 / 24, 2);
  });

  it('gives the same for the same seed, another for another', () => {
    const input = { numerator: [3, 8, 2, 9, 4], denominator: [10, 12, 9, 14, 11] };
    const one = clusterBootstrap({ ...input, seed: 'a' });
    expect(clusterBootstrap({ ...input, seed: 'a' })).toEqual(one);
    expect(clusterBootstrap({ ...input, seed: 'b' }).mean).not.toBe(one.mean);
  });

  it('knows the ratio of one cluster and no more', () => {
    expect(clusterBootstrap({ numerator: [3], denominator: [4], seed: '' })).toEqual({ estimate: 0.75, mean: null, sd: null, lower: null, upper: null }); // prettier-ignore
    expect(clusterBootstrap({ numerator: [3, 1], denominator: [0, 0], seed: '' }).estimate).toBeNull();
    // A draw of the second cluster alone has no denominator.
    expect(clusterBootstrap({ numerator: [3, 1], denominator: [4, 0], seed: '' })).toMatchObject({
      estimate: 1,
      lower: null,
    });
  });
});
