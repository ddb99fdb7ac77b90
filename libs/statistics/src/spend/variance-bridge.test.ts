import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { varianceBridge } from './variance-bridge.ts';

const amount = fc.integer({ min: 0, max: 1000 });
const cells = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.record({
    accepted: amount,
    billed: amount,
    price: fc.integer({ min: 0, max: 90 }),
    fx: fc.constantFrom(1, 1.08, 0.5),
  }),
);

describe('variance_bridge', () => {
  it('has effects that add up to the change, whatever cells come and go', () => {
    fc.assert(
      fc.property(cells, cells, (baseline, actual) => {
        const { change, volume, mix, quality, price, fx, newScope, endedScope } = varianceBridge({ baseline, actual });
        const effects = [volume, mix, quality, price, fx, newScope, endedScope];
        const sum = effects.reduce<number>((all, each) => all + Number(each), 0);
        expect(Math.abs(sum - Number(change))).toBeLessThanOrEqual(0.01);
      }),
    );
  });

  it('tells one cause from another', () => {
    const before = { accepted: 100, billed: 125, price: 2, fx: 1 };
    const of = (now: object) => varianceBridge({ baseline: { a: before }, actual: { a: { ...before, ...now } } });
    expect(of({ price: 3 })).toMatchObject({ change: 125, price: 125, volume: 0, mix: 0, quality: 0, fx: 0 });
    expect(of({ fx: 1.1 }).fx).toBeCloseTo(25, 9);
    expect(of({ billed: 150 })).toMatchObject({ change: 50, quality: 50, volume: 0 });
    expect(of({ accepted: 200, billed: 250 })).toMatchObject({ change: 250, volume: 250, quality: 0 });
  });

  it('calls a move to dearer work mix', () => {
    const cell = (accepted: number, price: number) => ({ accepted, billed: accepted, price, fx: 1 });
    const { volume, mix, change } = varianceBridge({
      baseline: { cheap: cell(50, 1), dear: cell(50, 3) },
      actual: { cheap: cell(20, 1), dear: cell(80, 3) },
    });
    expect({ volume, mix, change }).toEqual({ volume: 0, mix: 60, change: 60 });
  });

  it('has no cost per accepted unit where nothing was accepted, and no answer for a cell that is none', () => {
    const cell = { accepted: 0, billed: 5, price: 2, fx: 1 };
    expect(varianceBridge({ baseline: {}, actual: { a: cell } })).toMatchObject({
      newScope: 10,
      costPerAcceptedActual: null,
    });
    expect(varianceBridge({ baseline: {}, actual: { a: { ...cell, billed: -1 } } }).change).toBeNull();
  });
});
