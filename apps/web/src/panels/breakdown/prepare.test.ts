import { describe, expect, it } from 'vitest';
import { changeOf, readyWith, seriesWith, weeks } from '../../testing/answers.ts';
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
  historyTotal: { __typename: 'PanelFailed', code: 'X', message: 'No.', failedHint: null, failedQueryId: null },
};

function modelOf() {
  const state = prepareBreakdown(breakdownSpec, answers);
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
    expect(first?.parts.map(({ title, value }) => [title, value])).toEqual([
      ['Full refusal', 0.04],
      ['Partial refusal', 0.02],
    ]);
    expect(last?.parts).toEqual([]);
  });

  it('draws all bars on one scale from zero', () => {
    expect(modelOf().domain).toEqual({ from: 0, to: 0.08 });
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
