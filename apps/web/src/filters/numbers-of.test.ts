import { expect, it } from 'vitest';
import { breakdownQuestions } from '../panels/breakdown/questions.ts';
import { scorecardQuestions } from '../panels/scorecard/questions.ts';
import { breakdownSpec, contextWith, scorecardSpec } from '../testing/page.ts';
import { numbersOf } from './numbers-of.ts';

const { state } = contextWith();

it('are all slices of a scorecard, without their histories', () => {
  const inputs = numbersOf(scorecardQuestions(scorecardSpec, state));
  expect(inputs.map(({ grain, metrics }) => [grain, metrics])).toEqual([
    ['none', ['over_refusal_rate', 'under_refusal_rate']],
    ['none', ['over_refusal_rate']],
  ]);
});

it('are the slices of a breakdown, and not the whole, which is none of them', () => {
  expect(numbersOf(breakdownQuestions(breakdownSpec, state)).map(({ by }) => by)).toEqual([['model_version']]);
  expect(numbersOf([])).toEqual([]);
});
