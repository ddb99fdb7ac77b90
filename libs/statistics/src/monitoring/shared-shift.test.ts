import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../distribution/normal.ts';
import { seededRandom } from '../random/seeded-random.ts';
import { sharedShifts } from './shared-shift.ts';

/** So many series of twelve values that stay, and jump by one where they are told to. */
const steady = (count: number, jumps: (series: number) => readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: count }, (_, series) =>
    Array.from({ length: 12 }, (_, at) => 5 + series + jumps(series).filter((jump) => jump <= at).length),
  );

describe('shared_shift', () => {
  it('is found where all of six move at once, with the chance of it', () => {
    const [shift, ...others] = sharedShifts({ series: steady(6, () => [7]) });
    expect(others).toEqual([]);
    expect(shift).toMatchObject({ at: 7, together: 6, moved: 6 });
    // None of the 60 other steps is a move: (0 + 1) / (60 + 2), to the sixth, times 11 instants.
    expect(shift?.p).toBeCloseTo((1 / 62) ** 6 * 11, 15);
  });

  it('is not found where each moves at a time of its own, or fewer than two thirds at once', () => {
    expect(sharedShifts({ series: steady(8, (series) => [2 + series]) })).toEqual([]);
    expect(sharedShifts({ series: steady(9, (series) => (series < 6 ? [7] : [])) })).toHaveLength(1);
    expect(sharedShifts({ series: steady(9, (series) => (series < 5 ? [7] : [])) })).toEqual([]);
  });

  it('needs five series, each with a history and a value on both sides', () => {
    expect(sharedShifts({ series: steady(5, () => [7]) })).toHaveLength(1);
    expect(sharedShifts({ series: steady(4, () => [7]) })).toEqual([]);
    const late = steady(6, () => [7]).map((values) => values.map((value, at) => (at < 5 ? null : value)));
    expect(sharedShifts({ series: late })).toHaveLength(1);
    // Two steps beside the one that moves are no history.
    const short = late.map((values) => values.map((value, at) => (at < 6 || at > 8 ? null : value)));
    expect(sharedShifts({ series: short })).toEqual([]);
    const gap = steady(6, () => [7]).map((values) => values.map((value, at) => (at === 7 ? null : value)));
    expect(sharedShifts({ series: gap })).toEqual([]);
  });

  it('holds a move against those that a series usually makes', () => {
    // Up and down by one: one more is usual, ten are not.
    const wavy = (jump: number) =>
      steady(6, () => []).map((values) => values.map((value, at) => value + (at % 2) + (at >= 7 ? jump : 0)));
    expect(sharedShifts({ series: wavy(1) })).toEqual([]);
    expect(sharedShifts({ series: wavy(10) }).map(({ at }) => at)).toEqual([7]);
  });

  it('has hardly a false alarm among series that move by chance', () => {
    const random = seededRandom('shared-shift');
    let alarms = 0;
    for (let run = 0; run < 200; run += 1) {
      const series = Array.from({ length: 8 }, () =>
        Array.from({ length: 26 }, () => normalQuantile(Math.min(0.999999, Math.max(1e-6, random()))) ?? 0),
      );
      alarms += Number(sharedShifts({ series }).length > 0);
    }
    expect(alarms).toBe(0);
  });
});
