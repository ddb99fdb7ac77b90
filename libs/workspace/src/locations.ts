import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssayError } from '@assay/contract';

const folderName = '.assay';

/** What Assay keeps in a working directory. */
export interface DataFolder {
  readonly folder: string;
  readonly database: string;
  readonly sample: string;
  readonly spool: string;
}

/** The data folder of a working directory; made when absent, readable by its owner only. CONFIG_INVALID where it cannot be. */
export function dataFolder(directory: string): DataFolder {
  const folder = join(directory, folderName);
  const spool = join(folder, 'spool');
  try {
    mkdirSync(spool, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new AssayError(
      'CONFIG_INVALID',
      `The data folder ${folderName} cannot be used here (${code ?? 'unknown reason'}).`,
      {
        hint: `Go to a folder that you may write to, or give ${folderName} in this one to the user who runs Assay.`,
        cause: error,
      },
    );
  }
  return { folder, database: join(folder, 'assay.duckdb'), sample: join(folder, 'sample.duckdb'), spool };
}

/** Files that come with Assay itself (pages, recipes), found from this package upwards. */
export function shippedFolder(name: 'dashboards' | 'sql/recipes'): string {
  let at = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(at, name))) {
    const above = dirname(at);
    if (above === at) throw new Error(`The folder ${name} is missing from this installation.`);
    at = above;
  }
  return resolve(at, name);
}

/** Where pages and targets stand: those that come with Assay, then those of the working directory, which win. */
export function dashboardFolders(directory: string): readonly string[] {
  return [shippedFolder('dashboards'), join(directory, 'dashboards')];
}
