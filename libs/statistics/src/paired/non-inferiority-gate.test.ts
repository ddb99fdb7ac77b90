import { describe, expect, it } from 'vitest';
import { nonInferiorityGate } from './non-inferiority-gate.ts';

describe('non_inferiority_gate', () => {
  it.each([
    [0.01, 0.05, 'up', 'improved'],
    [0, 0.05, 'up', 'non_inferior'],
    [-0.02, -0.01, 'up', 'non_inferior'],
    [-0.03, 0.05, 'up', 'inconclusive'],
    [-0.05, -0.03, 'up', 'failed'],
    [-0.05, -0.02, 'up', 'inconclusive'],
    [-0.05, -0.01, 'down', 'improved'],
    [0.03, 0.05, 'down', 'failed'],
    [-0.05, 0.02, 'down', 'non_inferior'],
  ] as const)('from %f to %f, good %s: %s', (lower, upper, direction, verdict) => {
    expect(nonInferiorityGate({ lower, upper, direction, margin: 0.02 })).toEqual({ verdict });
  });

  it('has no verdict of limits or a margin that are none', () => {
    expect(nonInferiorityGate({ lower: 1, upper: 0, direction: 'up', margin: 0 }).verdict).toBeNull();
    expect(nonInferiorityGate({ lower: 0, upper: 1, direction: 'up', margin: -0.01 }).verdict).toBeNull();
    expect(nonInferiorityGate({ lower: NaN, upper: 1, direction: 'up', margin: 0 }).verdict).toBeNull();
  });
});
