import { rate } from '../definition.ts';
import {
  contaminated,
  disputed,
  judgeGraded,
  notOk,
  suspect,
  uncalibrated,
  ungraded,
  unweighted,
} from './exclusions.ts';

export const answeredShare = rate({
  id: 'answered_share',
  title: 'Answered',
  what: 'Share of all requests that the model answers, fully or in part, rather than refuses.',
  formula: 'outputs that are no full refusal / outputs graded for refusal',
  serves: [],
  owner: 'lead',
  good: 'none',
  worse: 'down',
  unit: 'percent',
  fact: 'output',
  time: 'produced_at',
  companions: ['hallucination_rate', 'over_refusal_rate'],
  maturityDays: 7,
  minimum: 'N30',
  interval: 'clustered_proportion',
  graded: ['refusal'],
  leftOut: [notOk, contaminated, disputed, ungraded],
  noted: [suspect, unweighted, judgeGraded, uncalibrated],
  of: (o) => o.status.isKnown(),
  counts: {
    whole: { title: 'Answered in full', when: (o) => o.refusal.is('none') },
    partial: { title: 'Answered in part', when: (o) => o.refusal.is('partial') },
  },
  value: ['whole', 'partial'],
});
