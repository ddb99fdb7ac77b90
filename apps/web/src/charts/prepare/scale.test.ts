import { describe, expect, it } from 'vitest';
import { niceTicks, spreadLabels } from './scale.ts';

describe('axis ticks', () => {
  it.each([
    [0, 0.083, 4, [0, 0.05, 0.1]],
    [0, 0.038, 4, [0, 0.01, 0.02, 0.03, 0.04]],
    [0, 0.0021, 4, [0, 0.001, 0.002, 0.003]],
    [0, 1, 4, [0, 0.5, 1]],
  ])('from %d to %d in about %i steps', (from, to, count, ticks) => {
    expect(niceTicks(from, to, count)).toEqual(ticks);
  });
});

describe('labels at line ends', () => {
  it('leaves those alone that are far apart', () => {
    expect(spreadLabels([20, 100], 16, 200)).toEqual([20, 100]);
  });

  it('moves those apart that overlap, in the order of the lines', () => {
    expect(spreadLabels([104, 100, 101], 16, 200)).toEqual([132, 100, 116]);
  });

  it('keeps all of them inside', () => {
    expect(spreadLabels([198, 199, 200], 16, 200)).toEqual([168, 184, 200]);
    expect(spreadLabels([-5, 0], 16, 200)).toEqual([0, 16]);
  });
});
