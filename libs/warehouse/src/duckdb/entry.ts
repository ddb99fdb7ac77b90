import type { WarehouseEntry } from '../core/entry.ts';
import type { DuckdbConfig } from './config.ts';
import { duckdbCapabilities } from './config.ts';
import { duckdbDialect } from './dialect.ts';

export const duckdb: WarehouseEntry<'duckdb', DuckdbConfig> = {
  id: 'duckdb',
  capabilities: duckdbCapabilities,
  dialect: duckdbDialect,
  open: async (config) => (await import('./connect.ts')).openDuckdb(config),
};
