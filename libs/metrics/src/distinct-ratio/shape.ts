import type { MetricOf } from '../definition.ts';
import type { Shape } from '../shape.ts';
import type { DistinctRatioParts } from './read.ts';
import { distinctRatioOf } from './estimate.ts';
import { noDistinctRatio, readDistinctRatios } from './read.ts';
import { distinctRatios } from './statement.ts';
import { holdsCounts } from '../shape.ts';

/** Things that are told apart, over others that are, cluster by cluster. */
export const distinctRatioShape: Shape<MetricOf<'distinct_ratio'>, DistinctRatioParts> = {
  id: 'distinct_ratio',
  statement: distinctRatios,
  read: readDistinctRatios,
  none: noDistinctRatio,
  holdsRows: holdsCounts,
  estimate: distinctRatioOf,
};
