import { afterEach } from 'vitest';
import type { Warehouse } from '@assay/contract';
import type { WarehouseId } from '@assay/warehouse';
import { warehouses } from '@assay/warehouse';
import type { Opened } from './harnesses.ts';
import { harnesses } from './harnesses.ts';

/** Every engine of the registry with its harness, for `describe.each`. */
export const engines = (Object.keys(warehouses) as WarehouseId[]).map((id) => ({
  id,
  harness: harnesses[id],
  dialect: warehouses[id].dialect,
}));

/** Opens fresh instances and disposes of them after each test. To be called inside a describe block. */
export function freshWarehouse(id: WarehouseId): () => Promise<Warehouse> {
  const opened: Opened[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.dispose();
  });
  return async () => {
    const one = await harnesses[id].open();
    opened.push(one);
    return one.warehouse;
  };
}
