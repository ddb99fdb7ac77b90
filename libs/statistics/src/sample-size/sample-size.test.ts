import { describe, expect, it } from 'vitest';
import { sampleSizeMcnemar, sampleSizeTwoProportions } from './sample-size.ts';

const usual = { power: 0.8, alpha: 0.05 };

describe('sample_size_two_proportions', () => {
  // R's manual of power.prop.test: 387.3385 (and 76.7) cases a group.
  it('is what R’s power.prop.test has', () => {
    expect(sampleSizeTwoProportions({ p1: 0.5, p2: 0.4, ...usual }).nPerGroup).toBeCloseTo(387.3385, 3);
    expect(sampleSizeTwoProportions({ p1: 0.5, p2: 0.75, power: 0.9, alpha: 0.05 }).nPerGroup).toBeCloseTo(76.7, 1);
    expect(sampleSizeTwoProportions({ p1: 0.5, p2: 0.4, ...usual }).nPerGroupCeil).toBe(388);
  });

  it('has no answer for equal shares or errors that are none', () => {
    expect(sampleSizeTwoProportions({ p1: 0.1, p2: 0.1, ...usual }).nPerGroup).toBeNull();
    expect(sampleSizeTwoProportions({ p1: 0.1, p2: 0.2, power: 1, alpha: 0.05 }).nPerGroup).toBeNull();
  });
});

describe('sample_size_mcnemar', () => {
  it('is worked out by hand where every case differs one way', () => {
    // delta = discordant = 1: (1.959964 + 0)^2, as nothing is left to vary.
    expect(sampleSizeMcnemar({ discordant: 1, delta: 1, ...usual }).pairs).toBeCloseTo(1.95996398454 ** 2, 9);
    expect(sampleSizeMcnemar({ discordant: 1, delta: -1, ...usual }).pairsCeil).toBe(4);
  });

  it('has no answer where the difference is none or more than the cases that differ', () => {
    expect(sampleSizeMcnemar({ discordant: 0.1, delta: 0, ...usual }).pairs).toBeNull();
    expect(sampleSizeMcnemar({ discordant: 0.1, delta: 0.2, ...usual }).pairs).toBeNull();
  });
});
