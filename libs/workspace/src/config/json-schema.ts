import { jsonSchemaText } from '@assay/yaml';
import { configSchema } from './config-schema.ts';

/** Text of the JSON Schema of `assay.yaml`. */
export function configJsonSchema(): string {
  return jsonSchemaText(configSchema);
}
