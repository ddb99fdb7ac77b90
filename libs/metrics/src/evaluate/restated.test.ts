import type { Day, Estimate, PanelRequest } from '@assay/contract';
import type { Known } from '../plan/known.ts';
import { addDays } from '@assay/contract';
import { describe, expect, it } from 'vitest';
import { resolveRequest } from '../plan/question.ts';
import { metricOf } from '../registry.ts';
import { plainKnown, plainRequest } from '../testing/graded-rows.ts';
import { askedThen, withRestated } from './restated.ts';

const day = (text: string): Day => text as Day;
const monday = (week: number): Day => addDays(day('2026-03-02'), 7 * week);
/** Twenty weeks, all over; what over-refusal counts changes for seven days after each. */
const known: Known = {
  ...plainKnown,
  span: { first: monday(0), last: addDays(monday(20), -1) },
  today: monday(40),
  zone: 'Europe/Berlin',
};
const weekly: Partial<PanelRequest> = {
  metrics: ['over_refusal_rate'],
  grain: 'week',
  range: { kind: 'days', days: { from: monday(0), to: monday(20) } },
  restated: true,
};

function asked(loads: readonly string[], request: Partial<PanelRequest> = {}, more: Partial<Known> = {}) {
  const facts = { ...known, ...more };
  const resolution = resolveRequest({ ...plainRequest, ...weekly, ...request }, facts);
  if (resolution.kind !== 'resolved') throw new Error(resolution.message);
  return askedThen(resolution.resolved, facts, loads).map(({ request: { asOf, range, compare, metrics } }) => {
    expect(compare).toBeNull();
    return [metrics.join(), asOf, ...(range.kind === 'days' ? [range.days.from, range.days.to] : [])];
  });
}

describe('what is asked again', () => {
  // Week 0 is over on 9 March, and has its last word a week later, as the day begins in Berlin: 23:00 of the day before.
  const loads = ['2026-03-15T22:59:00Z', '2026-03-15T23:01:00Z', '2026-03-29T12:00:00Z', '2026-04-20T12:00:00Z'];

  it('are finished periods as of the last load before they had their last word, each state once', () => {
    expect(metricOf('over_refusal_rate').maturityDays).toBe(7);
    expect(asked(loads)).toEqual([
      ['over_refusal_rate', loads[0], monday(0), monday(1)],
      ['over_refusal_rate', loads[1], monday(1), monday(2)],
      // Week 5 ends on 13 April, and has its last word on the 20th before that day's load.
      ['over_refusal_rate', loads[2], monday(2), monday(6)],
    ]);
  });

  it('is nothing before the first load, after the last one, or where it is not asked', () => {
    expect(asked(['2026-04-20T12:00:00Z'])).toEqual([]);
    expect(asked([])).toEqual([]);
    expect(asked(loads, { restated: false })).toEqual([]);
    expect(asked(loads, { grain: 'none' })).toEqual([]);
  });

  it('takes each metric by its own days, and of an earlier state nothing that came later', () => {
    const two = asked(loads, { metrics: ['over_refusal_rate', 'accepted_items'] }).map(([metric]) => metric);
    expect(new Set(two)).toEqual(new Set(['over_refusal_rate', 'accepted_items']));
    const asOf = '2026-04-01T00:00:00Z';
    const then = { today: day('2026-04-01'), span: { first: monday(0), last: day('2026-03-29') }, asOf };
    expect(asked(loads, { asOf }, then).map(([, state]) => state)).toEqual([loads[0], loads[1]]);
  });

  it('goes back to twelve states at most, the latest', () => {
    const daily = Array.from({ length: 200 }, (_, index) => `${addDays(day('2026-03-01'), index)}T12:00:00Z`);
    expect(asked(daily).map(([, , from]) => from)).toEqual(Array.from({ length: 12 }, (_, index) => monday(index + 8)));
  });
});

describe('a finished period that moved', () => {
  const at = (metric: string, value: number | null, more: object = {}): Estimate =>
    ({
      ...{ metric, value, by: {}, bucket: monday(0), range: { from: monday(0), to: monday(1) } },
      ...{ partial: false, provisional: false, caveats: [], ...more },
    }) as unknown as Estimate;
  const marked = (now: Estimate, then: Estimate, unknown: readonly string[] = []) => {
    const [found] = withRestated([now], { estimates: [then], unknown });
    return [found?.restated ?? null, found?.caveats.map(({ code }) => code)];
  };
  const rate = 'over_refusal_rate';

  it('is one of a share by more than half a point, and of others by more than a hundredth', () => {
    const mark = (was: number) => [{ was, day: monday(2) }, ['restated']];
    expect(marked(at(rate, 0.2), at(rate, 0.206))).toEqual(mark(0.206));
    expect(marked(at(rate, 0.206), at(rate, 0.2))).toEqual(mark(0.2));
    expect(marked(at(rate, 0.205), at(rate, 0.2))).toEqual([null, []]);
    // A hundredth of a share is no measure of it: from 1 to 1.1 % it moved by a tenth, and by a tenth of a point.
    expect(marked(at(rate, 0.011), at(rate, 0.01))).toEqual([null, []]);
    expect(marked(at('accepted_items', 1011), at('accepted_items', 1000))[1]).toEqual(['restated']);
    expect(marked(at('accepted_items', 1010), at('accepted_items', 1000))[1]).toEqual([]);
  });

  it('is one that is not known any more, but not one that was not known, or not whole', () => {
    expect(marked(at(rate, null), at(rate, 0.2))[1]).toEqual(['restated']);
    expect(marked(at(rate, 0.2), at(rate, null))).toEqual([null, []]);
    expect(marked(at(rate, 0.2), at(rate, 0.4, { partial: true }))).toEqual([null, []]);
    const four = { range: { from: monday(-3), to: monday(1) } };
    expect(marked(at(rate, 0.2, four), at(rate, 0.4))).toEqual([null, []]);
    expect(marked(at(rate, 0.2), at(rate, 0.4, { by: { workflow: 'w' } }))).toEqual([null, []]);
  });

  it('is told in money as it is written', () => {
    const [found] = marked(
      at('cost_per_accepted_label', 2),
      at('cost_per_accepted_label', 2.5, { money: { value: '2.5000' } }),
    );
    expect(found).toMatchObject({ was: 2.5, money: '2.5000' });
  });

  it('is not known where it could not be asked', () => {
    expect(marked(at(rate, 0.2), at(rate, 0.4), [rate])).toEqual([null, ['restated_unknown']]);
    expect(marked(at(rate, 0.2, { provisional: true }), at(rate, null), [rate])).toEqual([null, []]);
  });
});
