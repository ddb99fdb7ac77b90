import type { MetricDefinition, MetricOf } from '../definition.ts';
import { factOf } from '../facts.ts';

/** A share of rows that answer cases: what happens to a case on one side can be held against the other. */
export const isPairable = (metric: MetricDefinition): metric is MetricOf<'rate'> =>
  metric.kind === 'rate' && factOf(metric.fact).pairs !== undefined;

/** What is told of two sides case by case: the value under the empty name, and its kinds of rows under theirs. */
export const eventsOf = (metric: MetricDefinition): readonly string[] => ['', ...Object.keys(metric.counts)];
