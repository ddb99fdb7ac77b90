import { describe, expect, it } from 'vitest';
import { roganGladen } from './rogan-gladen.ts';

describe('rogan_gladen', () => {
  it('takes off what a grader flags wrongly and adds what it misses', () => {
    // (0.2 + 0.9 - 1) / 0.8; variance (0.16/1000 + 0.125^2 x 0.09/100 + 0.875^2 x 0.09/100) / 0.64.
    const got = roganGladen({ positives: 200, n: 1000, sensTrue: 90, sensN: 100, specTrue: 90, specN: 100 });
    expect(got.estimate).toBeCloseTo(0.125, 12);
    const variance = (0.00016 + 0.125 ** 2 * 0.0009 + 0.875 ** 2 * 0.0009) / 0.64;
    expect(got.deltaSe).toBeCloseTo(Math.sqrt(variance), 12);
    expect(Number(got.lower)).toBeLessThan(0.125);
    expect(Number(got.upper)).toBeGreaterThan(0.125);
  });

  it('is the share as it is where the grader never errs', () => {
    const got = roganGladen({ positives: 30, n: 100, sensTrue: 5000, sensN: 5000, specTrue: 5000, specN: 5000 });
    expect(got.estimate).toBeCloseTo(0.3, 12);
    expect(got.deltaSe).toBeCloseTo(Math.sqrt(0.21 / 100), 12);
  });

  it('stays within 0 and 1 and keeps what lies outside apart', () => {
    const got = roganGladen({ positives: 1, n: 100, sensTrue: 90, sensN: 100, specTrue: 90, specN: 100 });
    expect(got.raw).toBeCloseTo(-0.1125, 12);
    expect([got.estimate, got.lower]).toEqual([0, 0]);
  });

  it('says what the grader is like but not the share where it is no better than a coin', () => {
    const got = roganGladen({ positives: 30, n: 100, sensTrue: 50, sensN: 100, specTrue: 50, specN: 100 });
    expect(got).toMatchObject({ apparent: 0.3, sensitivity: 0.5, specificity: 0.5, estimate: null, lower: null });
    expect(roganGladen({ positives: 1, n: 2, sensTrue: 0, sensN: 0, specTrue: 1, specN: 1 }).apparent).toBeNull();
  });
});
