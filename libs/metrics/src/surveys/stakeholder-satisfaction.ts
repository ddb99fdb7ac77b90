import { meanAnswer } from '../definition.ts';

export const stakeholderSatisfaction = meanAnswer({
  id: 'stakeholder_satisfaction',
  title: 'Satisfaction of stakeholders',
  what: 'How useful, clear and responsive those who depend on the data say that the team is, on a scale to five.',
  formula:
    'mean of what was answered to the questions about usefulness, clarity and responsiveness, each on a scale to five',
  serves: ['L17', 'T13'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'of_five',
  fact: 'survey',
  time: 'invited_at',
  maturityDays: 30,
  minimum: 'N8',
  interval: 'paired_means',
  score: 'score_of_five',
  unanswered: 'not_answered',
  figures: { response_rate: { title: 'Answered of what was asked', unit: 'percent' } },
  leftOut: [
    {
      code: 'not_answered',
      rule: 'X-open',
      says: 'questions that were not answered',
      when: (asked) => asked.answeredAt.isNull(),
    },
    {
      code: 'unknown_score',
      rule: 'X-unknown',
      says: 'answers without a score, or on no known scale',
      when: (asked) => asked.scoreOfFive.isNull(),
    },
  ],
  noted: [],
  of: (asked) => asked.question.isOneOf('usefulness', 'clarity', 'responsiveness'),
  counts: {},
});
