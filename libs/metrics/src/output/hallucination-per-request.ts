import { rate } from '../definition.ts';
import { and } from '../dialect.ts';
import {
  contaminated,
  disputedAnswer,
  isAnswer,
  judgeFoundHallucination,
  notOk,
  suspect,
  uncalibratedHallucination,
  ungradedAnswer,
  unweighted,
} from './exclusions.ts';

export const hallucinationPerRequest = rate({
  id: 'hallucination_per_request',
  title: 'Hallucination per request',
  what: 'Share of all requests, refused ones too, whose answer states something that its sources or the facts do not support.',
  formula: 'answers found to hallucinate / answers with a verdict, and full refusals',
  serves: [],
  owner: 'lead',
  good: 'down',
  worse: 'up',
  unit: 'percent',
  fact: 'output',
  time: 'produced_at',
  companions: ['hallucination_rate', 'answered_share'],
  maturityDays: 7,
  minimum: 'N30',
  interval: 'clustered_proportion',
  graded: ['refusal', 'hallucination'],
  leftOut: [notOk, contaminated, disputedAnswer, ungradedAnswer],
  noted: [suspect, unweighted, judgeFoundHallucination, uncalibratedHallucination],
  of: (o) => o.status.isKnown(),
  counts: {
    hallucinated: { title: 'Hallucinated', when: (o) => and(isAnswer(o), o.hallucination.is('hallucinated')) },
  },
  value: ['hallucinated'],
});
