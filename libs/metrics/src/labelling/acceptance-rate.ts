import { rate } from '../definition.ts';
import { auxiliary } from './exclusions.ts';

export const acceptanceRate = rate({
  id: 'acceptance_rate',
  title: 'Acceptance',
  what: 'Share of finally judged items that were accepted, rework included.',
  formula:
    'items accepted / items accepted or rejected, by the day of the final verdict; a withdrawn acceptance is none; of vendors without items the quantity accepted / accepted or rejected, by the day of the verdict on the delivery',
  serves: [],
  owner: 'finance',
  good: 'up',
  worse: 'down',
  unit: 'percent',
  fact: 'work_item',
  time: 'decided_at',
  maturityDays: 14,
  minimum: 'N30',
  interval: 'clustered_proportion',
  leftOut: [auxiliary],
  noted: [
    {
      code: 'by_quantity',
      says: 'verdicts on deliveries, each as much as its quantity, of vendors without items',
      when: (item) => item.delivery.isTrue(),
    },
  ],
  of: (item) => item.verdict.isKnown(),
  counts: { accepted: { title: 'Accepted', when: (item) => item.verdict.is('accepted') } },
  value: ['accepted'],
});
