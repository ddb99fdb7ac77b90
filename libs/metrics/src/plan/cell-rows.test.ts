import type { BucketGrain, Day, DayRange } from '@assay/contract';
import type { DimensionId } from '../dimensions.ts';
import { describe, expect, it } from 'vitest';
import { factOf } from '../facts.ts';
import type { Axis } from './axis.ts';
import { poolsCells } from './cell-rows.ts';
import type { Slot } from './slot.ts';

const range = (from: string, to: string): DayRange => ({ from: from as Day, to: to as Day });
const oneWeek = range('2026-03-02', '2026-03-09');
const fourWeeks = range('2026-03-02', '2026-03-30');
const axis = (grain: BucketGrain, ranges: readonly DayRange[], environments: readonly string[] = ['eval']): Axis => ({
  time: 'produced_at',
  where: [{ dimension: 'environment', values: environments }],
  grain,
  ranges,
});
const whole: Slot = { axis: 0, splits: [], tops: {} };
const bySuite = (tops: Slot['tops'] = {}): Slot => ({ axis: 0, splits: ['suite'], tops });

const pools = (axes: readonly Axis[], slots: readonly Slot[] = [whole], more: readonly DimensionId[] = []): boolean =>
  poolsCells({
    ...{ fact: factOf('output'), times: ['produced_at'], axes, slots, splits: [...more], metrics: [] },
    dimensions: ['environment', ...more],
    slotOf: new Map(),
  });

describe('slots that are each made of one cell', () => {
  it.each([
    ['weeks', [axis('week', [fourWeeks])], [whole], []],
    [
      'a week as a whole beside weeks',
      [axis('none', [oneWeek]), axis('week', [fourWeeks])],
      [whole, { ...whole, axis: 1 }],
      [],
    ],
    ['weeks of each value', [axis('week', [fourWeeks])], [bySuite()], ['suite']],
  ] as const)('pool nothing: %s', (_, axes, slots, more) => {
    expect(pools(axes, slots, more)).toBe(false);
  });
});

describe('a slot of several cells', () => {
  it.each([
    ['four weeks beside weeks', [axis('none', [fourWeeks]), axis('week', [fourWeeks])], [whole], []],
    ['a month beside days', [axis('month', [range('2026-03-01', '2026-04-01')]), axis('day', [oneWeek])], [whole], []],
    ['two environments', [axis('week', [fourWeeks], ['eval', 'production'])], [whole], []],
    [
      'all values of a dimension that another slot splits by',
      [axis('week', [fourWeeks])],
      [bySuite(), whole],
      ['suite'],
    ],
    ['the rest beside the top values', [axis('week', [fourWeeks])], [bySuite({ suite: ['a'] })], ['suite']],
  ] as const)('pools: %s', (_, axes, slots, more) => {
    expect(pools(axes, slots, more)).toBe(true);
  });
});
