import { AssayError } from '@assay/contract';
import type { RateDefinition } from './definition.ts';
import { overRefusalRate } from './output/over-refusal-rate.ts';
import { underRefusalRate } from './output/under-refusal-rate.ts';

/** Every metric there is: one line each. Catalogue, GraphQL enum, docs, golden SQL and page checks derive from it. */
export const metrics = {
  over_refusal_rate: overRefusalRate,
  under_refusal_rate: underRefusalRate,
} as const satisfies Record<string, RateDefinition>;

export type MetricId = keyof typeof metrics;
export const metricIds = Object.keys(metrics) as MetricId[];

type Misnamed<T> = { [Key in keyof T]: T[Key] extends { readonly id: Key } ? never : Key }[keyof T];
type None<T extends never> = T;
/** A key that differs from its definition's id does not compile. @public */
export type KeysMatchIds = None<Misnamed<typeof metrics>>;

export function metricOf(id: string): RateDefinition {
  if (!Object.hasOwn(metrics, id)) {
    throw new AssayError('METRIC_UNKNOWN', `There is no metric "${id}".`, {
      hint: `Metrics: ${metricIds.join(', ')}.`,
    });
  }
  return metrics[id as MetricId];
}
