import { engines } from '@assay/contract';
import { ddl, sqlScript } from '@assay/model';
import { banner } from './run.mjs';

/** The canonical tables for an empty warehouse, a file an engine. */
export const schemaSql = engines.map((engine) => ({
  path: `sql/schema/${engine}.sql`,
  content: () => `${banner('--')}\n-- What each table and column means: docs/model.md.\n\n${sqlScript(ddl(engine))}`,
}));
