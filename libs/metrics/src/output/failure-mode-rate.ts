import { mode } from '../definition.ts';
import { failures } from './failures.ts';

export const failureModeRate = mode({
  ...failures,
  spreadsOver: 'failure_mode',
  id: 'failure_mode_rate',
  title: 'Failure rate',
  what: 'Share of examined outputs that fail in a mode; an output that fails in several counts for each.',
  formula: 'outputs with at least one label of the mode or below it / outputs examined for failures',
  companions: ['catch_all_share', 'unlabelled_failure_share'],
  good: 'down',
  base: 'looked_at',
});
