import type { MetricDefinition, MetricOf } from '../definition.ts';

/** Shares of outputs by what graders say: what a judge flags can be set right by how it does beside people. */
export const isCorrectable = (metric: MetricDefinition): metric is MetricOf<'rate'> & { readonly fact: 'output' } =>
  metric.kind === 'rate' && metric.fact === 'output' && (metric.graded ?? []).length > 0;
