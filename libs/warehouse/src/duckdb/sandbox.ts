import type { DuckDBConnection } from '@duckdb/node-api';
import type { DuckdbConfig } from './config.ts';

/** Absolute, real paths of what DuckDB may touch beside its own file. */
export interface Reach {
  readonly spool: string;
  readonly files: readonly string[];
}

/**
 * Closes an open database for good: it reads and writes the spool only, loads no extension, and no later statement can
 * change a setting. The order matters: folders before access is cut, the lock last. The zone is set after opening,
 * because as an option of opening it is ignored.
 */
export async function closeIn(connection: DuckDBConnection, reach: Reach, config: DuckdbConfig): Promise<void> {
  const settings: readonly (readonly [name: string, value: string])[] = [
    // Of the threads one is otherwise whoever asks.
    ...(config.loadsAside === true ? [['external_threads', '0'] as const] : []),
    // Else row groups are gathered for one thread to write them all, which is better for long tables.
    ...(config.rowsPerGroup === undefined ? [] : [['write_buffer_row_group_count', '1'] as const]),
    ...(config.threads === undefined ? [] : [['threads', String(config.threads)] as const]),
    ...(config.memoryLimit === undefined ? [] : [['memory_limit', literal(config.memoryLimit)] as const]),
    ['temp_directory', literal(reach.spool)],
    ['allowed_directories', list([reach.spool])],
    ['allowed_paths', list(reach.files)],
    ['allow_persistent_secrets', 'false'],
    ['allow_community_extensions', 'false'],
    ['autoinstall_known_extensions', 'false'],
    ['autoload_known_extensions', 'false'],
    ['enable_external_access', 'false'],
    ['TimeZone', literal('UTC')],
    ['lock_configuration', 'true'],
  ];
  for (const [name, value] of settings) await connection.run(`set global ${name} = ${value}`);
}

function list(paths: readonly string[]): string {
  return `[${paths.map(literal).join(', ')}]`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
