import type { Warehouse } from '@assay/contract';
import type { DuckdbConfig } from './config.ts';
import { keptConfig, KeptRows } from './kept.ts';
import { openDatabase } from './open.ts';
import { DuckdbWarehouse } from './warehouse.ts';

/** The door to everything that needs DuckDB's SDK; imported when a database is opened. */
export async function openDuckdb(config: DuckdbConfig): Promise<Warehouse> {
  return new DuckdbWarehouse(await openDatabase(config), new KeptRows(() => openDatabase(keptConfig(config))));
}
