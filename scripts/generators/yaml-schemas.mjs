import { cardOf, metrics } from '@assay/metrics';
import { configJsonSchema, pagesJsonSchema } from '@assay/workspace';

/** What editors check the YAML of people with: the same schemas the loaders use. */
export const yamlSchemas = [
  {
    path: 'dashboards/schema.json',
    content: () => pagesJsonSchema(Object.values(metrics).map((metric) => cardOf(metric, null))),
  },
  { path: 'docs/assay.schema.json', content: () => configJsonSchema() },
];
