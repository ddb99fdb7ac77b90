import { apiSchema } from './api-schema.mjs';
import { goldenSql } from './golden-sql.mjs';
import { metricsDoc } from './metrics-doc.mjs';
import { modelDoc } from './model-doc.mjs';
import { schemaSql } from './schema-sql.mjs';
import { webTypes } from './web-types.mjs';
import { yamlSchemas } from './yaml-schemas.mjs';

/**
 * Every generated file, a line a generator: `path` from the root, and `content()`, the same text on every run.
 * @type {readonly import('./run.mjs').Generator[]}
 */
export const generators = [...schemaSql, modelDoc, ...goldenSql, metricsDoc, apiSchema, webTypes, ...yamlSchemas];

/** Folders that hold nothing but generated files: what no generator writes any more is removed. */
export const ownedFolders = ['sql/schema', 'sql/golden'];
