import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zeroFailureN } from './zero-failure-n.ts';

describe('zeroFailureN', () => {
  it('is about 3 in the rate at 95 %: 299 for 1 %, 59 for 5 %', () => {
    expect(zeroFailureN({ maxRate: 0.01, conf: 0.95 })).toEqual({ n: 299 });
    expect(zeroFailureN({ maxRate: 0.05, conf: 0.95 })).toEqual({ n: 59 });
  });

  it('does not ask for one more where the power is exact', () => {
    expect(zeroFailureN({ maxRate: 0.9, conf: 0.99 })).toEqual({ n: 2 });
    expect(zeroFailureN({ maxRate: 0.5, conf: 0.875 })).toEqual({ n: 3 });
  });

  it('is enough, and one less is not', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-4, max: 0.5, noNaN: true }),
        fc.double({ min: 0.5, max: 0.999, noNaN: true }),
        (maxRate, conf) => {
          const n = zeroFailureN({ maxRate, conf }).n ?? NaN;
          expect((1 - maxRate) ** n).toBeLessThanOrEqual((1 - conf) * (1 + 1e-9));
          expect((1 - maxRate) ** (n - 1)).toBeGreaterThan((1 - conf) * (1 - 1e-9));
        },
      ),
    );
  });

  it('is null outside 0 and 1', () => {
    expect([0, 1, NaN].map((maxRate) => zeroFailureN({ maxRate, conf: 0.95 }).n)).toEqual([null, null, null]);
    expect([0, 1].map((conf) => zeroFailureN({ maxRate: 0.1, conf }).n)).toEqual([null, null]);
  });
});
