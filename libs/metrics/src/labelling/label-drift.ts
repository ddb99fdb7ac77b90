import { drift } from '../definition.ts';
import { automaticAnswers, auxiliaryAnswers, skippedAnswers, supersededAnswers } from './answer-exclusions.ts';

export const labelDrift = drift({
  id: 'label_drift',
  title: 'Label drift',
  what: 'How far the labels that items get lie from those of the twelve weeks before.',
  formula:
    'population stability index of the labels of a period against the twelve weeks before it; an item has one label, that of most of its answers, and ties are split; beside it, from 0 to 1, how far label and period go together (Cramér\u2019s V), how far the labels lie apart (Jensen-Shannon divergence) and the largest gap between numbers',
  serves: ['Lp', 'Tp'],
  owner: 'lead',
  good: 'down',
  worse: 'up',
  unit: 'psi',
  fact: 'judgement',
  time: 'last_answered_at',
  // The weeks before a whole week are mature when that is over, so that its reference is the same for good.
  maturityDays: 7,
  minimum: 'ND',
  leftOut: [auxiliaryAnswers, skippedAnswers, automaticAnswers, supersededAnswers],
  noted: [],
  of: (answer) => answer.stage.isKnown(),
  counts: {},
  figures: {
    critical95: { title: 'By chance up to', unit: 'psi' },
    cramers_v: { title: 'Tied to the period', unit: 'coefficient' },
    jensen_shannon: { title: 'Apart from before', unit: 'coefficient' },
    // Of numbers alone: names have no order.
    largest_gap: { title: 'Largest gap', unit: 'coefficient' },
  },
});
