import { mode } from '../definition.ts';
import { failures } from './failures.ts';

export const catchAllShare = mode({
  ...failures,
  id: 'catch_all_share',
  title: 'Failures in catch-all modes',
  what: 'How much of failing lies in modes such as "other": each failing output spreads one evenly over its modes.',
  formula: 'sum over failing outputs of their catch-all modes / their modes / failing outputs',
  good: 'down',
  base: 'failing',
  only: 'catch_all',
});
