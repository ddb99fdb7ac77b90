import { mode } from '../definition.ts';
import { failures } from './failures.ts';

export const failureModeShare = mode({
  ...failures,
  spreadsOver: 'failure_mode',
  id: 'failure_mode_share',
  title: 'Share of failures',
  what: 'How failures spread over the modes: each failing output spreads one evenly over the modes it was given.',
  formula: 'sum over failing outputs of one over the number of their modes / failing outputs',
  // What has no mode, or one that says nothing, is in none of the others.
  companions: ['catch_all_share', 'unlabelled_failure_share'],
  good: 'none',
  base: 'failing',
});
