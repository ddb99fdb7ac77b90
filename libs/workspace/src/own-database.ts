import type { BulkLoader, Warehouse } from '@assay/contract';
import { rm } from 'node:fs/promises';
import { AssayError } from '@assay/contract';
import { dataFolder } from './locations.ts';
import { openCurrent } from './migrate.ts';
import { removeLeftovers, takeOwnSpool } from './own-spool.ts';
import { isBlank } from './state.ts';

/** A database that this process owns: it is open for writing, and nobody else can open it meanwhile. */
export interface OwnDatabase {
  readonly warehouse: Warehouse;
  readonly loader: BulkLoader;
  readonly path: string;
  /** Folder that the engine may read from and spill to; it goes with the database. */
  readonly spool: string;
  close(): Promise<void>;
}

/** Who lets work write into a database: this process for a moment, or a server that has it open for long. */
export interface Owner {
  write<T>(work: (database: OwnDatabase) => Promise<T>): Promise<T>;
}

interface Place {
  readonly path: string;
  readonly directory: string;
  /** As DuckDB writes it; what does not fit is spilled. */
  readonly memoryLimit: string;
  /** For a process that does nothing but load. */
  readonly loadsAside?: boolean;
}

/** What a load needs. With what Node itself takes, one stays below 1 GB (npm run bench:load). */
export const loadMemory = '300MB';

export async function openOwn({ path, directory, memoryLimit, loadsAside = false }: Place): Promise<OwnDatabase> {
  const spool = await takeOwnSpool(dataFolder(directory).spool);
  try {
    const warehouse = await openCurrent({ path, access: 'load', spool: spool.path, memoryLimit, loadsAside });
    if (!warehouse.loader) throw new AssayError('WAREHOUSE_READ_ONLY', 'This database takes no loads.');
    // Of no use to anybody: what cannot be removed is left for the next owner.
    await removeLeftovers(dataFolder(directory).spool).catch(() => undefined);
    const close = async () => {
      await warehouse.close();
      await spool.remove();
    };
    return { warehouse, loader: warehouse.loader, path, spool: spool.path, close };
  } catch (error) {
    await spool.remove();
    throw error;
  }
}

/** Opens a database for each work, as its only owner. One that holds nothing afterwards is removed. */
export function ownerFor(place: Pick<Place, 'path' | 'directory'>): Owner {
  return {
    write: async (work) => {
      const database = await openOwn({ ...place, memoryLimit: loadMemory, loadsAside: true });
      try {
        return await work(database);
      } finally {
        // Asked and done while the file is still ours: another process may be about to load into it.
        if (await holdsNothing(database)) await removeFile(database.path);
        await database.close();
      }
    },
  };
}

/** Whether nothing was ever loaded; in doubt it holds something. */
export async function holdsNothing({ warehouse }: OwnDatabase): Promise<boolean> {
  return await isBlank(warehouse).catch(() => false);
}

export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(`${path}.wal`, { force: true });
}
