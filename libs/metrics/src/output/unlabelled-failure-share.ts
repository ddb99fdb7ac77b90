import { mode } from '../definition.ts';
import { failures } from './failures.ts';

export const unlabelledFailureShare = mode({
  ...failures,
  id: 'unlabelled_failure_share',
  title: 'Failures without a mode',
  what: 'Share of failing outputs of which nobody knows the mode: none was given, or none by most of those who decide.',
  formula: 'failing outputs without a label of a mode that stands / failing outputs',
  good: 'down',
  base: 'failing',
  only: 'unlabelled',
});
