import { describe, expect, it } from 'vitest';
import { fallingRoot } from './bisect.ts';

describe('fallingRoot', () => {
  it('finds where a falling function crosses 0, to the last digit, in either direction', () => {
    expect(fallingRoot(0, 2, (x) => 2 - x * x)).toBeCloseTo(Math.SQRT2, 15);
    expect(fallingRoot(2, 0, (x) => x * x - 2)).toBeCloseTo(Math.SQRT2, 15);
    expect(fallingRoot(1, 0, (x) => x - 1e-300)).toBeCloseTo(1e-300, 310);
  });
});
