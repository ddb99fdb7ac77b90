export type { KyselyDialect, KyselyFunctions, SqlFragment } from './core/sql-dialect.ts';
export type { DuckdbConfig } from './duckdb/config.ts';
export type { ConfigOf, WarehouseId } from './registry.ts';
export { inLoad } from './core/in-load.ts';
export { checkEngine, dialectOf, openWarehouse, warehouses } from './registry.ts';
