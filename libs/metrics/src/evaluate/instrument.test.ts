import type { Day, SeriesLimits } from '@assay/contract';
import type { RawNumber } from './answer.ts';
import { addDays } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { instrumentBreaks, withInstrumentBreaks } from './instrument.ts';
import { limitsOf } from './limits.ts';

const first = '2026-01-05' as Day;
const weekStart = (index: number): Day => addDays(first, 7 * index);

/** Weekly shares of 200 by model, as the evaluator hands them on; only what breaks and limits are made of. */
function numbersOf(shares: readonly (readonly number[])[], metric = 'hallucination_rate'): readonly RawNumber[] {
  return shares.flatMap((own, model) =>
    own.map((value, index) => {
      const range = { from: weekStart(index), to: weekStart(index + 1) };
      const by = { model_version: `m${model}` } as SeriesLimits['by'];
      const estimate = {
        metric,
        by,
        value,
        bucket: range.from,
        range,
        provisional: false,
        partial: false,
        caveats: [],
      };
      return {
        evaluated: { estimate, evidence: { kind: 'share', effectiveN: 200 } },
        raw: null,
      } as unknown as RawNumber;
    }),
  );
}

/** 26 weeks of six models, each at its own rate, a point up and down in turn; some go up by ten points in week 14. */
const weeks = (risen: number): readonly (readonly number[])[] =>
  Array.from({ length: 6 }, (_, model) =>
    Array.from(
      { length: 26 },
      (_, week) => 0.05 + model / 100 + (week % 2) / 100 + (model < risen && week >= 14 ? 0.1 : 0),
    ),
  );

describe('most models moving at once', () => {
  const numbers = numbersOf(weeks(5));
  const marks = instrumentBreaks(numbers);

  it('are a new instrument from that week on', () => {
    const mark = {
      kind: 'instrument',
      day: weekStart(14),
      title: 'New instrument',
      by: {},
      metric: 'hallucination_rate',
    };
    expect(marks).toEqual([mark]);
  });

  it('start their limits anew, and nothing is said to have drifted', () => {
    const plain = limitsOf(numbers, []);
    expect(plain[0]?.stretches.flatMap(({ changes }) => changes.map(({ bucket }) => bucket))).toEqual([weekStart(14)]);
    for (const { stretches } of limitsOf(numbers, marks)) {
      expect(stretches.map(({ range }) => range.from)).toEqual([weekStart(0), weekStart(14)]);
      expect(stretches.flatMap(({ changes }) => changes)).toEqual([]);
      expect(stretches.flatMap(({ points }) => points).some(({ isOutside }) => isOutside)).toBe(false);
    }
  });

  it('say so beside each number of the week', () => {
    const told = withInstrumentBreaks(
      numbers.map(({ evaluated }) => evaluated.estimate),
      marks,
    ).filter(({ caveats }) => caveats.length > 0);
    expect(told.map(({ bucket, by }) => [bucket, by['model_version']])).toEqual(
      ['m0', 'm1', 'm2', 'm3', 'm4', 'm5'].map((model) => [weekStart(14), model]),
    );
    expect(told[0]?.caveats).toEqual([{ code: 'break:instrument', count: null, day: weekStart(14) }]);
  });
});

it('some models moving at once are a change of theirs', () => {
  const numbers = numbersOf(weeks(3));
  expect(instrumentBreaks(numbers)).toEqual([]);
  expect(limitsOf(numbers, [])[0]?.stretches[0]?.changes).toHaveLength(1);
});

it('what nobody gives verdicts about has no instrument', () => {
  expect(instrumentBreaks(numbersOf(weeks(6), 'rework_rate'))).toEqual([]);
});

it('a mark of one metric leaves the limits of others alone', () => {
  const numbers = numbersOf(weeks(6), 'over_refusal_rate');
  const mark = { kind: 'instrument', day: weekStart(14), title: '', by: {}, metric: 'hallucination_rate' } as const;
  expect(limitsOf(numbers, [mark])[0]?.stretches).toHaveLength(1);
});
