import { describe, expect, it } from 'vitest';
import { budgetAnswer, budgetSpec } from '../../testing/budget.ts';
import { failedAnswer } from '../../testing/answers.ts';
import { contextWith } from '../../testing/page.ts';
import type { Answers } from '../question.ts';
import type { BudgetModel } from './prepare.ts';
import { budgetFacts } from './facts.ts';
import { prepareBudget } from './prepare.ts';
import { budgetQuestions } from './questions.ts';

const questions = budgetQuestions(budgetSpec, contextWith().state);
const answers: Answers = Object.fromEntries(questions.map(({ key, input }) => [key, budgetAnswer(input)]));

function modelOf(given = answers): BudgetModel {
  const state = prepareBudget(budgetSpec, given);
  if (state.kind !== 'ready') throw new Error(`The panel is ${state.kind}.`);
  return state.model;
}

describe('spend against budget', () => {
  it('asks the periods and all of them, the slices of the range and all of those, compared with nothing', () => {
    expect(
      questions.map(({ key, input: { grain, by, period, compare } }) => [key, grain, by, period, compare]),
    ).toEqual([
      ['periods', 'month', [], { last: '3m' }, null],
      ['whole', 'none', [], { last: '3m' }, null],
      ['slices', 'none', ['vendor'], { last: '1w' }, null],
      ['total', 'none', [], { last: '1w' }, null],
    ]);
  });

  it('has the exact text of each amount, and the difference the API says', () => {
    const [, september] = modelOf().periods;
    expect(september).toMatchObject({
      title: 'Sep',
      actual: '1250.5000',
      budget: '1000.0000',
      difference: '250.5000',
      percent: 0.2505,
      standing: 'over',
    });
    expect(modelOf().periods.map(({ standing }) => standing)).toEqual(['even', 'over', 'under']);
    expect(modelOf().whole?.actual).toBe('3150.7500');
  });

  it('says the year where it begins', () => {
    expect(modelOf().periods.map(({ year }) => year)).toEqual(['2026', null, null]);
  });

  it('says in how many periods it was over, and all together', () => {
    expect(modelOf().finding).toBe('Over budget in 1 of 3 months; all together 151 USD over, 5.0 %.');
  });

  it('draws bars and marks on one scale from zero, the differences on their own around it', () => {
    const { chart } = modelOf();
    expect(chart.ticks.map(({ label }) => label)).toEqual(['0', '750', '1,500']);
    expect(chart.differenceTicks.map(({ label }) => label.replace('\u2212', '-'))).toEqual(['+300', '0', '-100']);
    const [august, september, october] = chart.bars;
    // A bar as high as its budget ends at the mark.
    expect(august?.actual?.top).toBeCloseTo(august?.budget ?? 0, 0);
    const even = chart.differenceTicks[1]?.at ?? 0;
    expect((september?.difference?.top ?? 0) + (september?.difference?.height ?? 0)).toBeCloseTo(even, 0);
    expect(october?.difference?.top).toBeCloseTo(even, 0);
    expect(september?.difference?.standing).toBe('over');
  });

  it('has what is not allocated below the vendors, and no budget where there is none', () => {
    const { slices } = modelOf();
    if (slices.kind !== 'ready') throw new Error('There are no slices.');
    expect(slices.rows.map(({ title, budget, percent }) => [title, budget, percent])).toEqual([
      ['Ash', '1800.0000', 0.11111],
      ['Birch', '1000.0000', -0.099255],
      ['Cedar', null, null],
      ['Not allocated', '200.0000', -1],
    ]);
    expect(slices.rows[2]?.standing).toBe('unknown');
    expect(slices.total?.difference).toBe('150.7500');
  });

  it('tells how the range stands against its budget, who is over, and what is not allocated', () => {
    const facts = budgetFacts({ spec: budgetSpec, answers, context: contextWith() });
    expect(facts?.told?.lead).toBe('Spend in week 46 is 151 USD over budget, 5.0 %.');
    expect(facts?.told?.phrases.map(({ text }) => text)).toEqual([
      'Ash is 200 USD over budget, 11.1 %',
      '200 USD of the budget is not allocated',
    ]);
    expect(budgetFacts({ spec: budgetSpec, answers: {}, context: contextWith() })).toBeNull();
  });

  it('goes on with the periods where the slices failed', () => {
    const model = modelOf({ ...answers, slices: failedAnswer });
    expect(model.slices).toMatchObject({ kind: 'failed' });
    expect(model.periods).toHaveLength(3);
  });
});
