import { planVariance } from '../definition.ts';
import { and } from '../dialect.ts';
import { disputed, leftOutLines, unconverted, unlinkedCredit } from './line-rules.ts';

export const spendVsBudget = planVariance({
  id: 'spend_vs_budget',
  title: 'Spend against budget',
  what: 'What the work of a period cost, less what was planned for the same days: above 0 is over budget.',
  formula:
    'spend − budget, and this / budget; spend as in spend_actual, current budget lines dealt evenly to the days of their month; both up to the last day whose cost is known, so that a running month or quarter stands against the budget of the days it has; lines convert with the month average, what is owed with the month end, budgets with the rate of the budget',
  serves: [],
  owner: 'finance',
  good: 'band',
  worse: 'up',
  unit: 'money',
  fact: 'budgeted_spend',
  time: 'booked_on',
  maturityDays: 30,
  minimum: 'NC',
  leftOut: leftOutLines,
  noted: [
    { ...unconverted, when: (spend) => and(unconverted.when(spend), spend.source.isNot('budget')) },
    {
      code: 'unconverted_budget',
      says: 'budget lines without a rate of the budget for their month: their amounts stand beside the number',
      when: (spend) => and(unconverted.when(spend), spend.source.is('budget')),
    },
    disputed,
    unlinkedCredit,
  ],
  of: (spend) => spend.id.isKnown(),
  counts: {
    actual: { title: 'Spend', when: (spend) => spend.source.isNot('budget') },
    budget: { title: 'Budget', when: (spend) => spend.source.is('budget') },
  },
  plan: 'budget',
  figures: { percent: { title: 'Over the budget by', unit: 'percent' } },
});
