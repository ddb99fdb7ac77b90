import type { MetricCard, Target } from '@assay/contract';
import type { RateDefinition } from './definition.ts';
import { minimums } from './definition.ts';
import { outputDimensions } from './output/dimensions.ts';

/** The catalogue's page on a metric; nothing in it is written a second time. */
export function cardOf(metric: RateDefinition, target: Target | null): MetricCard {
  return {
    id: metric.id,
    title: metric.title,
    unit: metric.unit,
    good: metric.good,
    owner: metric.owner,
    fact: `fact_${metric.fact}`,
    serves: metric.serves,
    what: metric.what,
    formula: metric.formula,
    leftOut: metric.leftOut.map(({ rule, says }) => ({ code: rule, rule: says })),
    interval: metric.interval,
    minimum: `${metric.minimum}: ${minimums[metric.minimum].says}`,
    dimensions: Object.values(outputDimensions).map(({ id, title }) => ({ id, title })),
    parts: Object.entries(metric.counts).map(([id, { title }]) => ({ id, title })),
    target,
  };
}

export const dimensionIds: readonly string[] = Object.keys(outputDimensions);
