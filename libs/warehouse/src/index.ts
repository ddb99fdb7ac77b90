export type { KyselyDialect, KyselyFunctions, SqlFragment } from './core/sql-dialect.ts';
export type { DuckdbConfig } from './duckdb/config.ts';
export type { DuckdbKyselyOptions } from './duckdb/kysely-dialect.ts';
export type { ConfigOf, WarehouseId } from './registry.ts';
export { inLoad } from './core/in-load.ts';
export { DuckdbDialect } from './duckdb/kysely-dialect.ts';
export { checkEngine, dialectOf, openWarehouse, textFunctionsOf, warehouses } from './registry.ts';
