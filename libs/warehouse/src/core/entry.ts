import type { Capabilities, Engine, Warehouse } from '@assay/contract';
import type { KyselyDialect } from './sql-dialect.ts';

/** One engine in the registry. `open` loads the vendor's SDK; nothing else does. */
export interface WarehouseEntry<Id extends Engine, Config> {
  readonly id: Id;
  readonly capabilities: Capabilities;
  readonly dialect: KyselyDialect;
  open(config: Config): Promise<Warehouse>;
}
