import { and } from '../dialect.ts';
import { abstained, disputedByPeople } from './exclusions.ts';
import { twoGraders } from './two-graders.ts';

export const judgeAgreement = twoGraders({
  id: 'judge_agreement',
  title: 'Agreement of judges with people',
  what: 'How far an automatic grader says the same as people, beyond what chance alone would make alike, by one criterion at a time.',
  formula:
    "Cohen's kappa of the judge's verdict and that of people (adjudicated, else their majority); beside it the plain share of equal verdicts and Gwet's AC1, which a rare defect does not lower. It holds for 90 days",
  serves: ['Lp'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'coefficient',
  fact: 'judge_verdict',
  time: 'produced_at',
  companions: ['judge_sensitivity', 'judge_specificity'],
  maturityDays: 7,
  minimum: 'N30',
  interval: 'cohen_kappa',
  leftOut: [disputedByPeople, abstained],
  noted: [],
  of: (j) => j.truth.isKnown(),
  counts: {
    found: { title: 'Found by both', when: (j) => and(j.truth.is('yes'), j.said.is('yes')) },
    passed: { title: 'Let pass by both', when: (j) => and(j.truth.is('no'), j.said.is('no')) },
    false_alarm: { title: 'Flagged by the judge alone', when: (j) => and(j.truth.is('no'), j.said.is('yes')) },
    missed: { title: 'Missed by the judge', when: (j) => and(j.truth.is('yes'), j.said.is('no')) },
  },
  value: ['found', 'passed'],
  figures: {
    accuracy: { title: 'The same verdict', unit: 'percent' },
    gwet_ac: { title: "Gwet's AC1", unit: 'coefficient' },
  },
});
