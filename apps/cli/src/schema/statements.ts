import type { Engine } from '@assay/contract';
import { ddl, sqlScript } from '@assay/model';

/** The canonical tables of an engine, a statement an element. */
export function statementsOf(engine: Engine): readonly string[] {
  return ddl(engine);
}

/** The same as a script for the engine's own client. */
export function scriptOf(engine: Engine): string {
  return sqlScript(ddl(engine));
}
