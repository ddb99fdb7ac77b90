import { describe, expect, it } from 'vitest';
import { niceCeil, ownDomain, placeInterval, sharedDomain } from './interval-scale.ts';

const target = { lower: null, upper: 0.05 };

describe('scales of interval bars', () => {
  it.each([
    [0.0837, 0.1],
    [0.1, 0.1],
    [0.12, 0.15],
    [23, 25],
    [0, 0],
  ])('rounds %d up to %d', (value, nice) => {
    expect(niceCeil(value)).toBeCloseTo(nice, 12);
  });

  it('starts at zero and leaves room above', () => {
    expect(ownDomain({ value: 0.064, lower: 0.056, upper: 0.073, target })).toEqual({ from: 0, to: 0.1 });
  });

  it('looks closer where everything lies high, and never beyond 100 %', () => {
    const domain = ownDomain({ value: 0.992, lower: 0.987, upper: 0.995, target: { lower: 0.99, upper: null } });
    expect(domain.from).toBeGreaterThan(0.97);
    expect(domain.to).toBe(1);
  });

  it('has a width even for zero events without any interval', () => {
    expect(ownDomain({ value: 0, lower: null, upper: null, target: null })).toEqual({ from: 0, to: 0.01 });
  });

  it('shares one scale in a column', () => {
    expect(
      sharedDomain([
        { value: 0.02, upper: 0.03 },
        { value: 0.07, upper: 0.079 },
      ]),
    ).toEqual({ from: 0, to: 0.08 });
  });
});

describe('marks of an interval bar', () => {
  it('places value, interval, target and the good side', () => {
    const model = placeInterval({ value: 0.06, lower: 0.05, upper: 0.08, target }, { from: 0, to: 0.1 }, 100);
    expect(model).toEqual({
      width: 100,
      zone: { from: 0, to: 50 },
      targets: [50],
      interval: { from: 50, to: 80 },
      point: 60,
    });
  });

  it('shades between two bounds, and nothing without a target', () => {
    const domain = { from: 0, to: 0.1 };
    const band = placeInterval(
      { value: 0.03, lower: null, upper: null, target: { lower: 0.02, upper: 0.05 } },
      domain,
      100,
    );
    expect(band.zone).toEqual({ from: 20, to: 50 });
    expect(band.targets).toEqual([20, 50]);
    expect(band.interval).toBeNull();
    expect(placeInterval({ value: 0.03, lower: null, upper: null, target: null }, domain, 100).zone).toBeNull();
  });
});
