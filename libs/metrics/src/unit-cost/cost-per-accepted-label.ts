import { unitCost } from '../definition.ts';
import { not } from '../dialect.ts';

export const costPerAcceptedLabel = unitCost({
  id: 'cost_per_accepted_label',
  title: 'Cost per accepted label',
  what: 'What vendors were paid for labelling and rework for every item that was accepted and stayed so; in full with audits and the own team\u2019s time on quality.',
  formula:
    'cost of batches / items accepted of them and not revoked, by the first day of the batch; lines for labelling and rework after credits, those without a batch dealt to batches of the vendor, task and days by submitted quantity, and the rate card (units, hours, fixed fees by days) where nothing is invoiced yet; with scope=full also lines for audits, and what the own team\u2019s time on review, adjudication, gold and rework cost, dealt to batches of the task and day by their items',
  serves: ['L13'],
  owner: 'finance',
  good: 'down',
  worse: 'up',
  unit: 'money_per_item',
  fact: 'batch_cost',
  time: 'service_from',
  maturityDays: 30,
  minimum: 'NB',
  interval: 'ratio_of_sums',
  denominator: 'accepted',
  leftOut: [
    {
      code: 'no_cost',
      rule: 'X-null',
      says: 'batches that nothing was billed for and no rate card has a price for, as those of the own team',
      when: (batch) => not(batch.costed.isTrue()),
    },
    {
      code: 'unconverted',
      rule: 'E6',
      says: 'batches with an amount that has no exchange rate for its month: it stands beside the value',
      when: (batch) => not(batch.converted.isTrue()),
    },
  ],
  noted: [
    {
      code: 'no_internal_cost',
      says: 'batches of days of which the cost of the own team\u2019s time is not known: their cost is not whole',
      when: (batch) => not(batch.ownTimeKnown.isTrue()),
    },
  ],
  of: (batch) => batch.id.isKnown(),
  counts: {},
});
