import { describe, expect, it } from 'vitest';
import { niceCeil, ownDomain, placeCount, placeInterval, sharedDomain } from './interval-scale.ts';
import { unitOf } from './unit.ts';

const percent = unitOf('percent');
const alpha = unitOf('coefficient');
const money = unitOf('money USD');

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
    expect(ownDomain({ value: 0.064, lower: 0.056, upper: 0.073, target }, percent)).toEqual({ from: 0, to: 0.1 });
  });

  it('looks closer where everything lies high, and never beyond 100 %', () => {
    const domain = ownDomain(
      { value: 0.992, lower: 0.987, upper: 0.995, target: { lower: 0.99, upper: null } },
      percent,
    );
    expect(domain.from).toBeGreaterThan(0.97);
    expect(domain.to).toBe(1);
  });

  it('has a width even for zero events without any interval', () => {
    expect(ownDomain({ value: 0, lower: null, upper: null, target: null }, percent)).toEqual({ from: 0, to: 0.01 });
  });

  it('shares one scale in a column', () => {
    expect(
      sharedDomain(
        [
          { value: 0.02, lower: 0.01, upper: 0.03 },
          { value: 0.07, lower: 0.06, upper: 0.079 },
        ],
        percent,
      ),
    ).toEqual({ from: 0, to: 0.08 });
  });

  const bare = (value: number) => ({ value, lower: null, upper: null });

  it('is as long as amounts are, and goes below zero for credits', () => {
    expect(sharedDomain([bare(32_794.88), bare(3_608.31)], money)).toEqual({ from: 0, to: 40_000 });
    expect(sharedDomain([bare(900), bare(-120)], money)).toEqual({ from: -150, to: 1000 });
    expect(ownDomain({ ...bare(1.68), lower: 1.43, upper: 1.92, target: null }, money)).toEqual({ from: 0, to: 2.5 });
  });

  it('shows all that a coefficient can be, and its negative half only where one is', () => {
    expect(sharedDomain([bare(0.84), bare(0.55)], alpha)).toEqual({ from: 0, to: 1 });
    expect(sharedDomain([bare(0.84), { value: 0.02, lower: -0.1, upper: 0.1 }], alpha)).toEqual({ from: -1, to: 1 });
  });
});

describe('marks of an interval bar', () => {
  it('has a tick where chance ends, without a good side', () => {
    const shown = { value: 0.006, lower: null, upper: null, target: null, ticks: [0.009] };
    expect(placeInterval(shown, { from: 0, to: 0.01 }, 100)).toMatchObject({ ticks: [90], zone: null, point: 60 });
  });

  it('is a plain bar from zero for a count', () => {
    expect(placeCount(30_000, { from: 0, to: 40_000 }, 100)).toMatchObject({
      fill: { from: 0, to: 75 },
      interval: null,
    });
    expect(placeCount(-50, { from: -100, to: 100 }, 100).fill).toEqual({ from: 25, to: 50 });
  });

  it('places value, interval, target and the good side', () => {
    const model = placeInterval({ value: 0.06, lower: 0.05, upper: 0.08, target }, { from: 0, to: 0.1 }, 100);
    expect(model).toEqual({
      width: 100,
      zone: { from: 0, to: 50 },
      ticks: [50],
      interval: { from: 50, to: 80 },
      fill: null,
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
    expect(band.ticks).toEqual([20, 50]);
    expect(band.interval).toBeNull();
    expect(placeInterval({ value: 0.03, lower: null, upper: null, target: null }, domain, 100).zone).toBeNull();
  });
});
