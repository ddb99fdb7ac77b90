import { describe, expect, it } from 'vitest';
import { kmMedian } from './km-median.ts';

const ended = (time: readonly number[]) => ({ time, event: time.map(() => 1) });

describe('km_median', () => {
  it('counts whoever is still open as at risk until last seen', () => {
    // 4 open: one ends at 1 (3/4); one is last seen at 2; one of two ends at 3 (3/8).
    const { times, survival, greenwood, median } = kmMedian({ time: [1, 2, 3, 5], event: [1, 0, 1, 0] });
    expect(times).toEqual([1, 2, 3, 5]);
    expect(survival).toEqual([0.75, 0.75, 0.375, 0.375]);
    expect(greenwood[2]).toBeCloseTo(1 / 12 + 1 / 2, 12);
    expect(median).toBe(3);
  });

  it('is halfway to the next end where exactly half are open until then', () => {
    expect(kmMedian(ended([1, 2, 6, 9])).median).toBe(4);
    expect(kmMedian(ended([1, 2, 3])).median).toBe(2);
  });

  it('is not reached where more than half are open to the end', () => {
    expect(kmMedian({ time: [1, 2, 3], event: [1, 0, 0] })).toMatchObject({ median: null, upper: null });
  });

  it('has limits that hold it, and no spread once nobody is left', () => {
    const { lower, median, upper, greenwood } = kmMedian(ended(Array.from({ length: 30 }, (_, day) => day + 1)));
    expect(Number(lower)).toBeLessThan(Number(median));
    expect(Number(upper)).toBeGreaterThan(Number(median));
    expect(greenwood.at(-1)).toBeNull();
  });

  it('has nothing to say of times or ends that are none', () => {
    expect(kmMedian({ time: [-1], event: [1] }).times).toEqual([]);
    expect(kmMedian({ time: [1], event: [2] }).times).toEqual([]);
    expect(kmMedian({ time: [1, 2], event: [1] }).times).toEqual([]);
  });
});
