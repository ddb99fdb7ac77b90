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

export const failureModeRate = mode({
  id: 'failure_mode_rate',
  title: 'Failure rate',
  what: 'Share of examined outputs that fail in a mode; an output that fails in several counts for each.',
  formula: 'outputs with at least one label of the mode or below it / outputs examined for failures',
  serves: [],
  owner: 'lead',
  good: 'down',
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
  base: 'looked_at',
});
