import type { MetricOf } from '../definition.ts';
import type { DistinctRatioParts } from '../distinct-ratio/read.ts';
import type { Shape } from '../shape.ts';
import { noDistinctRatio, readDistinctRatios } from '../distinct-ratio/read.ts';
import { distinctRatios } from '../distinct-ratio/statement.ts';
import { worstCaseOf } from './estimate.ts';
import { holdsCounts } from '../shape.ts';

/** Cases that are told apart, and of each its worst sample. */
export const worstCaseShape: Shape<MetricOf<'worst_case'>, DistinctRatioParts> = {
  id: 'worst_case',
  statement: distinctRatios,
  read: readDistinctRatios,
  none: noDistinctRatio,
  holdsRows: holdsCounts,
  estimate: worstCaseOf,
};
