import { jsonSchemaText } from '@assay/yaml';
import * as v from 'valibot';
import type { KnownMetric } from './known.ts';
import { last, pageSchema, trend } from './page-schema.ts';
import { targetsSchema } from './target-schema.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Text of `dashboards/schema.json`: a page's file (a mapping) or targets.yaml (a list). */
export function pagesJsonSchema(known: readonly KnownMetric[]): string {
  const vocabulary = vocabularyOf(known);
  const schema = v.union([pageSchema(vocabulary), targetsSchema(known, vocabulary)]);
  return jsonSchemaText(schema, { ...vocabulary, last, trend });
}
