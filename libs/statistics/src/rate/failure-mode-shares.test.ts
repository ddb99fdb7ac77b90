import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureModeShares, failureModeSharesOfPatterns } from './failure-mode-shares.ts';

const pattern = fc.record({ modes: fc.subarray(['a', 'b', 'c', 'd']), times: fc.integer({ min: 1, max: 40 }) });

describe('failureModeShares', () => {
  it('by hand: one fails twice, one once, two not', () => {
    expect(failureModeShares({ outputs: [['x', 'y'], [], ['x'], []] })).toEqual({
      failing: 2,
      rateAny: { x: 0.5, y: 0.25 },
      share: { x: 0.75, y: 0.25 },
      sumRates: 0.75,
    });
  });

  it('counts a mode named twice on an output once', () => {
    expect(failureModeShares({ outputs: [['x', 'x', 'y']] })).toEqual(failureModeShares({ outputs: [['x', 'y']] }));
  });

  it('of patterns is that of their outputs; shares add to 1', () => {
    fc.assert(
      fc.property(fc.array(pattern), (patterns) => {
        const got = failureModeSharesOfPatterns(patterns);
        const outputs = patterns.flatMap(({ modes, times }) => Array.from({ length: times }, () => modes));
        const want = failureModeShares({ outputs });
        expect(got.failing).toBe(want.failing);
        expect(Object.keys(got.share)).toEqual(Object.keys(want.share));
        for (const [mode, share] of Object.entries(want.share)) expect(got.share[mode]).toBeCloseTo(share, 12);
        expect(got.rateAny).toEqual(want.rateAny);
        const shares = Object.values(got.share).reduce((a, b) => a + b, 0);
        expect(shares).toBeCloseTo(got.failing > 0 ? 1 : 0, 12);
        const rates = Object.values(got.rateAny).reduce((a, b) => a + b, 0);
        expect(rates).toBeCloseTo(got.sumRates, 12);
      }),
    );
  });

  it('has no mode without failure, and nothing of nothing', () => {
    const nothing = { failing: 0, rateAny: {}, share: {}, sumRates: 0 };
    expect(failureModeShares({ outputs: [[], []] })).toEqual(nothing);
    expect(failureModeShares({ outputs: [] })).toEqual(nothing);
    expect(failureModeSharesOfPatterns([{ modes: ['x'], times: 0 }])).toEqual(nothing);
  });
});
