import { rate } from '../definition.ts';
import { auxiliary } from './exclusions.ts';

export const acceptanceRate = rate({
  id: 'acceptance_rate',
  title: 'Acceptance',
  what: 'Share of finally judged items that were accepted, rework included.',
  formula:
    'items accepted / items accepted or rejected, by the day of the final verdict; a withdrawn acceptance is none',
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
  noted: [],
  of: (item) => item.verdict.isKnown(),
  counts: { accepted: { title: 'Accepted', when: (item) => item.verdict.is('accepted') } },
  value: ['accepted'],
});
