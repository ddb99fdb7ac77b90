import { describe, expect, it } from 'vitest';
import { changeOf, failedAnswer, readyWith, seriesWith, weeks } from '../../testing/answers.ts';
import { breakdownSpec, contextWith } from '../../testing/page.ts';
import type { Answers } from '../question.ts';
import { breakdownFacts } from './facts.ts';
import { prepareBreakdown } from './prepare.ts';
import { breakdownQuestions } from './questions.ts';
import { nextSort, readSort, sortRows } from './sort.ts';

const slice = (label: string | null) => [{ dimension: 'model_version', value: label, label: label ?? 'null' }];
const parts = (full: number, partial: number, n: number) =>
  [
    { id: 'full', title: 'Full refusal', numerator: [full] },
    { id: 'partial', title: 'Partial refusal', numerator: [partial] },
  ].map((part) => ({
    ...part,
    unit: null,
    numeratorRows: part.numerator,
    value: [(part.numerator[0] ?? 0) / n],
    money: [null],
    lower: [0.001],
    upper: [0.02],
  }));

const a = seriesWith([{ value: 0.06, n: 500, numerator: 30 }], { by: slice('A'), parts: parts(20, 10, 500) });
const b = seriesWith([{ value: 0.02, n: 500, numerator: 10 }], { by: slice(null), parts: parts(5, 5, 500) });
const few = seriesWith([{ value: null, status: 'low_n', n: 4, numerator: 1 }], { by: slice('C') });
const all = seriesWith([{ value: 0.04, n: 1004, numerator: 41, change: changeOf(0.01, 'worse') }], {
  parts: parts(25, 15, 1004),
});

const answers: Answers = {
  slices: readyWith([a, b, few]),
  total: readyWith([all]),
  history: readyWith([seriesWith([{ value: 0.05 }, { value: 0.06 }], { by: slice('A') })], {
    grain: 'week',
    buckets: weeks(2),
  }),
  historyTotal: failedAnswer,
};

function modelOf(given = answers) {
  const state = prepareBreakdown(breakdownSpec, given);
  if (state.kind !== 'ready') throw new Error(`The panel is ${state.kind}.`);
  return state.model;
}

describe('questions of a breakdown', () => {
  it('asks the slices, the whole and their histories', () => {
    const questions = breakdownQuestions(breakdownSpec, contextWith().state);
    expect(questions.map(({ key, input }) => [key, input.by, input.grain])).toEqual([
      ['slices', ['model_version'], 'none'],
      ['total', [], 'none'],
      ['history', ['model_version'], 'week'],
      ['historyTotal', [], 'week'],
    ]);
  });

  it('splits by what the reader chose for this panel', () => {
    const { state } = contextWith({ by: ['refusal:workflow', 'other:locale'] });
    expect(breakdownQuestions(breakdownSpec, state)[0]?.input.by).toEqual(['workflow']);
  });
});

describe('a breakdown', () => {
  it('puts the whole first, then the slices in the order of the answer', () => {
    expect(modelOf().rows.map(({ title }) => title)).toEqual(['All', 'A', 'not known', 'C']);
  });

  it('shows a share of the whole, and no rate for too few rows', () => {
    const [, first, , last] = modelOf().rows;
    expect(first?.share).toBeCloseTo(30 / 41, 12);
    expect(last?.value).toBeNull();
    expect(last?.bar).toBeNull();
  });

  it('lists the named parts of each slice', () => {
    const [, first, , last] = modelOf().rows;
    expect(modelOf().parts.map(({ title }) => title)).toEqual(['full', 'partial']);
    expect(first?.parts.map(({ id, value }) => [id, value])).toEqual([
      ['full', 0.04],
      ['partial', 0.02],
    ]);
    expect(last?.parts).toEqual([]);
  });

  it('draws all bars on one scale from zero', () => {
    expect(modelOf().scale).toMatchObject({ domain: { from: 0, to: 0.08 }, beside: '95 % interval' });
  });

  it('goes on without a history that failed', () => {
    const [whole, first] = modelOf().rows;
    expect(whole?.history).toBeNull();
    expect(first?.history).not.toBeNull();
  });

  it('keeps the whole apart from the slices when it tells the facts', () => {
    const { facts, whole, noun } = breakdownFacts({ spec: breakdownSpec, answers, context: contextWith() });
    expect(facts.map(({ subject }) => subject)).toEqual(['Over-refusal on A', 'Over-refusal on not known']);
    expect(whole?.subject).toBe('Over-refusal as a whole');
    expect(noun).toEqual(['model version', 'model versions']);
  });
});

describe('a breakdown of anything but a share', () => {
  const usd = (value: string) => ({ currency: 'USD', value, lower: null, upper: null, unconverted: [] });
  const bare = { lower: null, upper: null };
  const spend = (value: number, label?: string) =>
    seriesWith([{ value, ...bare, numerator: value, target: null }], {
      metric: 'spend_actual',
      unit: 'money',
      money: [usd(value.toFixed(4))],
      by: label === undefined ? [] : slice(label),
    });
  const psi = (value: number | null, label: string, chance: number) =>
    seriesWith([{ value, ...bare, ...(value === null ? { status: 'undefined' } : {}) }], {
      metric: 'label_drift',
      unit: 'psi',
      by: slice(label),
      caveats: [[{ code: 'mixed_scales', count: 2, text: 'kinds of labels lie here' }]],
      parts: [{ id: 'critical95', title: 'By chance up to', unit: 'psi', numerator: [0], numeratorRows: [0] }].map(
        (part) => ({ ...part, value: [chance], lower: [null], upper: [null], money: [null] }),
      ),
    });

  it('draws sums as plain bars beside each other, the whole without one, and says their shares', () => {
    const model = modelOf({
      slices: readyWith([spend(30_000.5, 'A'), spend(10_000, 'B')]),
      total: readyWith([spend(40_000.5)]),
    });
    expect(model).toMatchObject({
      unit: 'money USD',
      digits: 2,
      scale: { domain: { from: 0, to: 40_000 }, beside: null },
    });
    expect(model.rows.map(({ bar }) => bar?.fill ?? null)).toEqual([null, { from: 0, to: 90 }, { from: 0, to: 30 }]);
    expect(model.rows[2]?.share).toBeCloseTo(10_000 / 40_000.5, 12);
  });

  it('draws an index with what chance makes of it, on their scale, and no share', () => {
    const model = modelOf({ slices: readyWith([psi(0.004, 'A', 0.018), psi(null, 'B', 0.5)]) });
    expect(model).toMatchObject({ digits: 3, scale: { domain: { from: 0, to: 0.02 }, beside: 'tick: chance' } });
    expect(model.rows[0]).toMatchObject({ bar: { ticks: [108], point: 24, fill: null }, share: null });
  });

  it('says what took a value away', () => {
    const [, mixed] = modelOf({ slices: readyWith([psi(0.004, 'A', 0.018), psi(null, 'B', 0.5)]) }).rows;
    expect(mixed).toMatchObject({ value: null, said: 'different kinds of labels', bar: null });
    const none = seriesWith([{ value: null, status: 'no_data', n: 0 }], { by: slice('A') });
    expect(modelOf({ slices: readyWith([none]) }).rows[0]).toMatchObject({ said: 'no rows' });
    expect(modelOf().rows[3]).toMatchObject({ said: 'few', reason: 'too little data: 0 of 4' });
  });

  it('has no scale where nothing has a value', () => {
    expect(modelOf({ slices: readyWith([psi(null, 'B', 0.5)]) }).hasBars).toBe(false);
    expect(modelOf().hasBars).toBe(true);
  });
});

describe('the order of a breakdown', () => {
  const titles = (sort: string): string[] =>
    sortRows(modelOf().rows, readSort(sort, 'refusal')).map(({ title }) => title);

  it.each([
    ['-refusal:rate', ['All', 'A', 'not known', 'C']],
    ['refusal:rate', ['All', 'not known', 'A', 'C']],
    ['refusal:n', ['All', 'C', 'A', 'not known']],
    ['-refusal:title', ['All', 'not known', 'C', 'A']],
    ['other:rate', ['All', 'A', 'not known', 'C']],
  ])('%s is %o: the whole first, no value last', (sort, expected) => {
    expect(titles(sort)).toEqual(expected);
  });

  it('falls, rises, and returns to the order of the answer', () => {
    const first = nextSort(null, 'rate', 'refusal');
    expect(first).toBe('-refusal:rate');
    const second = nextSort(readSort(first, 'refusal'), 'rate', 'refusal');
    expect(second).toBe('refusal:rate');
    expect(nextSort(readSort(second, 'refusal'), 'rate', 'refusal')).toBeUndefined();
    expect(nextSort(null, 'title', 'refusal')).toBe('refusal:title');
  });
});

describe('all others of many slices', () => {
  it('stay last however the slices are sorted', () => {
    const rest = seriesWith([{ value: 0.09, n: 900, numerator: 81 }], { by: slice('~other') });
    const { rows } = modelOf({ ...answers, slices: readyWith([a, rest, b]) });
    const sorted = (sort: string) => sortRows(rows, readSort(sort, 'refusal')).map(({ number }) => number.by[0]?.value);
    expect(sorted('-refusal:rate')).toEqual([undefined, 'A', null, '~other']);
    expect(sorted('refusal:rate')).toEqual([undefined, null, 'A', '~other']);
  });
});
