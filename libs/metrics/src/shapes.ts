import type { MetricDefinition } from './definition.ts';
import type { Shape } from './shape.ts';
import { agreementShape } from './agreement/shape.ts';
import { pairShape } from './agreement/pair-shape.ts';
import { clusterSumsShape } from './cluster-sums/shape.ts';
import { failureModesShape } from './failure-modes/shape.ts';
import { eventRateShape } from './event-rate/shape.ts';
import { planVarianceShape, spreadMoneyShape } from './money/shape.ts';
import { unitCostShape } from './unit-cost/shape.ts';
import { shareAtEndShape } from './at-ends/shape.ts';
import { meanAnswerShape } from './mean-answer/shape.ts';
import { stillOpenShape } from './still-open/shape.ts';
import { distinctRatioShape } from './distinct-ratio/shape.ts';
import { stratifiedShape } from './stratified/shape.ts';
import { worstCaseShape } from './worst-case/shape.ts';
import { durationShape } from './duration/shape.ts';
import { pairedDeltaShape } from './iterations/shape.ts';
import { driftShape } from './drift/shape.ts';

/** How the metrics of each kind are read: one line a kind. */
const shapeOfKind = {
  rate: clusterSumsShape,
  stratified_rate: stratifiedShape,
  total: clusterSumsShape,
  points: clusterSumsShape,
  ratio: clusterSumsShape,
  mode: failureModesShape,
  agreement: agreementShape,
  pair_agreement: pairShape,
  event_rate: eventRateShape,
  still_open: stillOpenShape,
  share_at_end: shareAtEndShape,
  mean_answer: meanAnswerShape,
  spread_money: spreadMoneyShape,
  plan_variance: planVarianceShape,
  unit_cost: unitCostShape,
  distinct_ratio: distinctRatioShape,
  worst_case: worstCaseShape,
  duration: durationShape,
  drift: driftShape,
  paired_delta: pairedDeltaShape,
  two_graders: clusterSumsShape,
} as const satisfies Record<MetricDefinition['kind'], object>;

/** Its estimate takes definitions of its own kinds and parts that it read itself. */
export const shapeOf = ({ kind }: MetricDefinition): Shape => shapeOfKind[kind];
