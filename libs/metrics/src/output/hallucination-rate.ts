import { rate } from '../definition.ts';
import {
  contaminated,
  disputedHallucination,
  isAnswer,
  judgeFoundHallucination,
  notOk,
  suspect,
  uncalibratedHallucination,
  ungradedHallucination,
  unweighted,
} from './exclusions.ts';

export const hallucinationRate = rate({
  id: 'hallucination_rate',
  title: 'Hallucination',
  what: 'Share of answered requests in which the model states something that its sources or the facts do not support.',
  formula:
    'answers that most of their graders find to hallucinate (or any, or all: parameter vote) / answers with a verdict; what was refused in full is no answer',
  serves: ['L7', 'T11'],
  owner: 'lead',
  good: 'down',
  worse: 'up',
  unit: 'percent',
  fact: 'output',
  time: 'produced_at',
  // Who refuses more must not look as if they hallucinated less.
  companions: ['answered_share', 'over_refusal_rate', 'hallucination_per_request'],
  maturityDays: 7,
  minimum: 'N30',
  interval: 'clustered_proportion',
  graded: ['refusal', 'hallucination'],
  leftOut: [notOk, contaminated, disputedHallucination, ungradedHallucination],
  noted: [suspect, unweighted, judgeFoundHallucination, uncalibratedHallucination],
  // Refusing more must not look like hallucinating less.
  of: isAnswer,
  counts: { hallucinated: { title: 'Hallucinated', when: (o) => o.hallucination.is('hallucinated') } },
  value: ['hallucinated'],
});
