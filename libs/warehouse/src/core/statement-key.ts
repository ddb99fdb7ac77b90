import type { QueryContext, Statement } from '@assay/contract';

/**
 * Equal keys, equal results: the same text, parameters, caps, rights and state of the data (`snapshot`). Caps belong to
 * it, because a result that fits one caller's caps may exceed another's; rights, because what one may read is not for
 * another, whatever an engine or a view of it makes of them.
 */
export function statementKey(statement: Statement, context: QueryContext, snapshot: string): string {
  const parameters = statement.parameters.map(({ type, value }) => [type, value]);
  return JSON.stringify([snapshot, context.rights ?? '', context.maxRows, context.maxBytes, statement.sql, parameters]);
}
