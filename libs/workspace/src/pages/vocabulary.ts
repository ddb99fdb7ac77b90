import { mapping, maybe, oneOf } from '@assay/yaml';
import * as v from 'valibot';
import type { KnownMetric } from './known.ts';
import { dimensionsOf } from './known.ts';

const valueShape = 'a value, null for not known, or a list of them';
const value = v.nullable(v.union([v.string(), v.boolean(), v.number()], valueShape));
const filterValues = v.union([value, v.pipe(v.array(value), v.nonEmpty())], valueShape);

/**
 * The words of pages and targets: which metrics and dimensions there are, and a filter over them. Made once and shared,
 * so that the JSON Schema names each once.
 */
export function vocabularyOf(known: readonly KnownMetric[]) {
  const dimensions = dimensionsOf(known);
  const where = v.pipe(
    mapping(Object.fromEntries(dimensions.map((id) => [id, v.exactOptional(filterValues)]))),
    v.description('Dimension to value, or to a list of values; null is "not known".'),
  );
  return { metric: oneOf(known.map(({ id }) => id)), dimension: oneOf(dimensions), where: maybe(where), filterValues };
}

export type Vocabulary = ReturnType<typeof vocabularyOf>;
/** `environment: production`, or `environment: [eval, red_team]`. */
export type Where = v.InferOutput<Vocabulary['where']>;
