import { StatementType } from '@duckdb/node-api';
import { AssayError } from '@assay/contract';

/** What a caller may run. EXPLAIN is checked for what it explains. */
export type Permission = 'read' | 'load';

const readKinds: ReadonlySet<StatementType> = new Set([StatementType.SELECT, StatementType.EXPLAIN]);

/** Everything that stays inside the transaction: no ATTACH, SET, LOAD, VACUUM, EXPORT, nor the transaction's own end. */
const loadKinds: ReadonlySet<StatementType> = new Set([
  ...readKinds,
  StatementType.INSERT,
  StatementType.UPDATE,
  StatementType.DELETE,
  StatementType.MERGE_INTO,
  StatementType.CREATE,
  StatementType.CREATE_FUNC,
  StatementType.ALTER,
  StatementType.DROP,
  StatementType.COPY,
]);

/** Functions that change the engine although a SELECT calls them, or that run SQL handed to them as text. */
const refusedFunctions = [
  'add_parquet_key',
  'checkpoint',
  'copy_database',
  'disable_logging',
  'disable_peg_parser',
  'disable_profiling',
  'enable_logging',
  'enable_peg_parser',
  'enable_profiling',
  'force_checkpoint',
  'json_execute_serialized_sql',
  'query',
  'query_table',
  'setseed',
  'truncate_duckdb_logs',
  'write_log',
];

/**
 * A call of one of them, whatever stands between its name and the bracket. It is looked for in literals and comments
 * too: better a literal refused (values belong in parameters) than a call overlooked.
 */
const refusedCall = new RegExp(
  String.raw`\b(?:${refusedFunctions.join('|')})\b"?(?:\s|/\*[\s\S]*?\*/|--[^\n]*(?:\n|$))*\(`,
  'i',
);
const explainPrefix = /^\s*explain(?:\s*\(\s*format\s+json\s*\))?\s+/i;

export function checkKind(kind: StatementType, permission: Permission): void {
  if (permission === 'read' && !readKinds.has(kind)) {
    throw new AssayError('WAREHOUSE_READ_ONLY', 'A query may only read.', {
      hint: 'Send a SELECT; data is changed by loads alone.',
    });
  }
  if (permission === 'load' && !loadKinds.has(kind)) {
    throw new AssayError('WAREHOUSE_PERMISSION', `A load may not run a statement of kind ${StatementType[kind]}.`);
  }
}

export function checkFunctions(sql: string): void {
  if (!refusedCall.test(sql)) return;
  throw new AssayError('WAREHOUSE_PERMISSION', 'The statement calls a function that Assay does not allow.', {
    hint: 'Functions that change the engine or run SQL given as text are refused.',
  });
}

/** The statement an EXPLAIN explains; null for one that would run it (ANALYZE) or that is written in another form. */
export function explained(sql: string): string | null {
  const prefix = explainPrefix.exec(sql);
  return prefix === null ? null : sql.slice(prefix[0].length);
}
