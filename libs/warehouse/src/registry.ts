import type { Engine, SqlFunctions, Warehouse } from '@assay/contract';
import { AssayError, engines } from '@assay/contract';
import type { WarehouseEntry } from './core/entry.ts';
import type { KyselyDialect } from './core/sql-dialect.ts';
import { textFunctions } from './core/text-functions.ts';
import { duckdb } from './duckdb/entry.ts';

/** Every engine Assay speaks: one folder and one line each. */
export const warehouses = { duckdb } as const satisfies Registry;

export type WarehouseId = keyof typeof warehouses;
export type ConfigOf<Id extends WarehouseId> = Parameters<(typeof warehouses)[Id]['open']>[0];

/** A key is an engine of the contract, and its entry has the same id. */
export type Registry = { readonly [Id in Engine]?: WarehouseEntry<Id, never> };

/** Throws CONFIG_INVALID for an unknown name and LATER for an engine that is not built yet; there is no default engine. */
export function checkEngine(name: string): WarehouseId {
  if (Object.hasOwn(warehouses, name)) return name as WarehouseId;
  const built = Object.keys(warehouses).join(', ');
  if ((engines as readonly string[]).includes(name)) {
    throw new AssayError('LATER', `The engine ${name} comes later.`, { hint: `Use one of: ${built}.` });
  }
  throw new AssayError('CONFIG_INVALID', 'The engine is unknown.', { hint: `Use one of: ${built}.` });
}

/** How the engine writes SQL. Needs no connection. */
export function dialectOf(engine: string): KyselyDialect {
  return warehouses[checkEngine(engine)].dialect;
}

/** The same functions over text, for SQL that is written whole. */
export function textFunctionsOf(engine: string): SqlFunctions<string> {
  return textFunctions(dialectOf(engine));
}

/** Opens a warehouse; whoever opens it closes it. */
export async function openWarehouse<Id extends WarehouseId>(engine: Id, config: ConfigOf<Id>): Promise<Warehouse> {
  return await warehouses[checkEngine(engine)].open(config);
}
