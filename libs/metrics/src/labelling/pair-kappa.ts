import { pairAgreement } from '../definition.ts';

export const pairKappa = pairAgreement({
  id: 'pair_kappa',
  title: 'Agreement of two annotators',
  what: 'How far two people say the same of the same items, beyond what chance would give: 1 is full agreement, 0 is chance.',
  formula:
    "Cohen's kappa of independent answers of two people to one question, over the items that both answered, by the day of an item's last one; weighted by distance where labels have an order: linear of an ordinal, quadratic of an interval label",
  serves: ['L11', 'T3'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'coefficient',
  fact: 'answer_pair',
  time: 'last_independent_at',
  maturityDays: 7,
  minimum: 'NK',
  interval: 'cohen_kappa',
  companions: ['iaa_alpha'],
  leftOut: [
    {
      code: 'auxiliary',
      rule: 'X-aux',
      says: 'answers to gold, calibration, qualification and pilot items',
      when: (answer) => answer.purpose.isNot('production'),
    },
    {
      code: 'duplicates',
      rule: 'X-dupe',
      says: 'answers to later copies of an item in the same task',
      when: (answer) => answer.duplicate.isTrue(),
    },
  ],
  noted: [],
  of: (answer) => answer.purpose.isKnown(),
  counts: {},
  figures: { percent_agreement: { title: 'Same answer', unit: 'percent' } },
});
