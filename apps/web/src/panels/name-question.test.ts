import { expect, it } from 'vitest';
import { contextWith, definition, scorecardSpec, trendSpec } from '../testing/page.ts';
import { breakdownQuestions } from './breakdown/questions.ts';
import { breakdownSpec } from '../testing/page.ts';
import { nameQuestions } from './name-question.ts';
import { scorecardQuestions } from './scorecard/questions.ts';
import { trendQuestions } from './trend/questions.ts';

const { state, catalogue } = contextWith();

it('tells the questions of a panel apart by their split, grain and days', () => {
  expect(nameQuestions(breakdownQuestions(breakdownSpec, state), catalogue).map(({ name }) => name)).toEqual([
    'Over-refusal by model version, last full week',
    'Over-refusal, last full week',
    'Over-refusal by model version and week, last 26 full weeks',
    'Over-refusal by week, last 26 full weeks',
  ]);
});

it('says which slice a question is of where not all are', () => {
  const names = nameQuestions(scorecardQuestions(scorecardSpec, state), catalogue).map(({ name }) => name);
  expect(names).toEqual([
    '2 metrics, last full week',
    '2 metrics by week, last 26 full weeks',
    'Over-refusal, last full week, workflow Code',
    'Over-refusal by week, last 26 full weeks, workflow Code',
  ]);
});

it('says days picked by hand, and a metric that the catalogue does not have by its id', () => {
  const picked = contextWith({ range: '2026-11-02..2026-11-15' }).state;
  const [question] = trendQuestions({ ...trendSpec, metric: 'hallucination_rate' }, picked);
  if (!question) throw new Error('A trend asks.');
  const [named] = nameQuestions([{ ...question, input: { ...question.input, grain: 'none' } }], [definition]);
  expect(named?.name).toMatch(/^hallucination_rate, .* to 15 Nov/);
});
