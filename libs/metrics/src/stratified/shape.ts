import type { MetricOf } from '../definition.ts';
import type { Shape } from '../shape.ts';
import type { StratifiedParts } from './read.ts';
import { noParts } from '../cluster-sums/estimate.ts';
import { stratifiedEstimate } from './estimate.ts';
import { readStratified } from './read.ts';
import { stratifiedShares } from './statement.ts';
import { holdsCounts } from '../shape.ts';

/** Shares of rows that were drawn by stratum, with how much there is of each. */
export const stratifiedShape: Shape<MetricOf<'stratified_rate'>, StratifiedParts> = {
  id: 'stratified',
  statement: stratifiedShares,
  read: readStratified,
  none: { ...noParts, strata: [] },
  holdsRows: holdsCounts,
  estimate: stratifiedEstimate,
};
