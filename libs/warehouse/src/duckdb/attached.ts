import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { literal } from './sandbox.ts';

/** What the file is called where it is attached. */
const name = 'assay';

/** The file beside an empty database in memory: only what is attached can have row groups of another size. */
export async function attachedInstance(path: string, rowsPerGroup: number): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    await connection.run(`attach ${literal(path)} as ${name} (row_group_size ${rowsPerGroup})`);
    connection.closeSync();
    return instance;
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

/** Each connection begins in the empty one. */
export async function useAttached(connection: DuckDBConnection): Promise<void> {
  await connection.run(`use ${name}`);
}
