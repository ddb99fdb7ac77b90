import type { ModeDefinition } from '../definition.ts';
import {
  contaminated,
  disputedFailure,
  judgeFoundFailure,
  notOk,
  suspect,
  uncalibratedFailure,
  unexamined,
  unweighted,
} from './exclusions.ts';

/** What all metrics of failing outputs and their modes have in common. */
export const failures = {
  serves: [],
  owner: 'lead',
  worse: 'up',
  unit: 'percent',
  fact: 'output',
  time: 'produced_at',
  maturityDays: 7,
  minimum: 'N30',
  interval: 'clustered_proportion',
  graded: ['failure_mode'],
  leftOut: [notOk, contaminated, disputedFailure, unexamined],
  noted: [suspect, unweighted, judgeFoundFailure, uncalibratedFailure],
  of: (o) => o.status.isKnown(),
  counts: {},
  fails: (o) => o.failure.is('failing'),
} as const satisfies Partial<ModeDefinition<'output'>>;
