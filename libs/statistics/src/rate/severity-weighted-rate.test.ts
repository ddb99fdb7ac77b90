import { describe, expect, it } from 'vitest';
import { severityWeightedRate } from './severity-weighted-rate.ts';

const defaults = { weights: { P0: 100, P1: 30, P2: 10, P3: 3, P4: 1 }, unknownWeight: 10, per: 1000 };

describe('severityWeightedRate', () => {
  it('by hand: 1 P1, 2 P3 and 3 untriaged in 500', () => {
    // 36 points known; the three weigh 10, 1 or 100 each.
    const got = severityWeightedRate({ counts: { P1: 1, P3: 2, unknown: 3 }, exposure: 500, ...defaults });
    expect(got).toEqual({ rate: 132, lower: 78, upper: 672, unknownShare: 0.5 });
  });

  it('has its bounds at the rate where all are triaged', () => {
    const got = severityWeightedRate({ counts: { P0: 1, P4: 5 }, exposure: 1000, ...defaults });
    expect(got).toEqual({ rate: 105, lower: 105, upper: 105, unknownShare: 0 });
  });

  it('takes a severity without weight as unknown', () => {
    const odd = severityWeightedRate({ counts: { toString: 2, P9: 1 }, exposure: 100, ...defaults });
    expect(odd).toEqual(severityWeightedRate({ counts: { unknown: 3 }, exposure: 100, ...defaults }));
  });

  it('is 0 without failures, null without exposure', () => {
    expect(severityWeightedRate({ counts: {}, exposure: 9, ...defaults })).toEqual({ rate: 0, lower: 0, upper: 0, unknownShare: null }); // prettier-ignore
    const nothing = { rate: null, lower: null, upper: null, unknownShare: null };
    expect(severityWeightedRate({ counts: { P1: 1 }, exposure: 0, ...defaults })).toEqual(nothing);
    expect(severityWeightedRate({ counts: { P1: NaN }, exposure: 5, ...defaults })).toEqual(nothing);
  });
});
