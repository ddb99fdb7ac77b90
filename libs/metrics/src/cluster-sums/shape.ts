import type { ProportionParts } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { Shape } from '../shape.ts';
import { pointsOf } from '../ratio/points.ts';
import { isCorrectable } from '../corrected/correctable.ts';
import { correctedOf } from '../corrected/estimate.ts';
import { kappaOf } from '../judges/kappa.ts';
import { ratioOf } from '../ratio/ratio.ts';
import { estimateOf, noParts } from './estimate.ts';
import { readClusterSums } from './read.ts';
import { clusterSumsStaged } from './statement.ts';
import { holdsCounts } from '../shape.ts';

/** Sums over clusters: shares with clustered intervals, numbers of rows, and ratios of sums. */
export const clusterSumsShape: Shape<MetricDefinition, ProportionParts> = {
  id: 'cluster_sums',
  statement: clusterSumsStaged,
  read: readClusterSums,
  none: noParts,
  holdsRows: holdsCounts,
  estimate: (metric, parts, context) => {
    if (context.beside !== null && isCorrectable(metric))
      return correctedOf(metric, { parts, beside: context.beside }, context);
    if (metric.kind === 'two_graders') return kappaOf(metric, parts, context);
    if (metric.kind === 'points') return pointsOf(metric, parts, context);
    return metric.kind === 'ratio' ? ratioOf(metric, parts, context) : estimateOf(metric, parts, context);
  },
};
