import { mode } from '../definition.ts';
import {
  contaminated,
  disputedFailure,
  judgeFoundFailure,
  notOk,
  suspect,
  unexamined,
  unweighted,
} from './exclusions.ts';

export const failureModeShare = mode({
  id: 'failure_mode_share',
  title: 'Share of failures',
  what: 'How failures spread over the modes: each failing output spreads one evenly over the modes it was given.',
  formula: 'sum over failing outputs of one over the number of their modes / failing outputs',
  serves: [],
  owner: 'lead',
  good: 'none',
  worse: 'up',
  unit: 'percent',
  fact: 'output',
  time: 'produced_at',
  maturityDays: 7,
  minimum: 'N30',
  interval: 'clustered_proportion',
  spreadsOver: 'failure_mode',
  leftOut: [notOk, contaminated, disputedFailure, unexamined],
  noted: [suspect, unweighted, judgeFoundFailure],
  of: (o) => o.status.isKnown(),
  counts: {},
  fails: (o) => o.failure.is('failing'),
  base: 'failing',
});
