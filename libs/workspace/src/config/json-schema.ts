import { jsonSchemaText } from '../yaml/json-schema.ts';
import { configSchema } from './config-schema.ts';

/** Text of the JSON Schema of `assay.yaml`. */
export function configJsonSchema(): string {
  return jsonSchemaText(configSchema);
}
