import type { OpenOptions } from './open-database.ts';
import type { Door } from './door/open-door.ts';
import type { Viewers } from './viewers/viewers.ts';
import type { Workspace } from './workspace.ts';
import { AssayError } from '@assay/contract';
import { loadConfig } from './config/load-config.ts';
import { findNote } from './door/find-door.ts';
import { OpenDoor } from './door/open-door.ts';
import { openHere } from './open.ts';
import { databaseOf } from './open-database.ts';
import { viewersOf } from './viewers/load-viewers.ts';

/** What a server needs: the data, which it owns from now on, and the door for commands beside it. */
export interface Served {
  readonly workspace: Workspace;
  readonly door: Door;
  /** Null where whoever reaches this machine from itself is the owner. */
  readonly viewers: Viewers | null;
}

/** Opens a team's data to serve it. DATABASE_IN_USE says where it is served already. */
export async function serveWorkspace(options: Omit<OpenOptions, 'access'>): Promise<Served> {
  const { directory } = options;
  const config = await loadConfig({ directory });
  const database = databaseOf(options, config);
  const running = await findNote(directory, database);
  if (running) {
    throw new AssayError(
      'DATABASE_IN_USE',
      `This data is already open: Assay serves it at ${running.url} (process ${running.pid}).`,
      { hint: 'Open that address, or stop that server first with Ctrl-C where it runs.' },
    );
  }
  const viewers = await viewersOf(directory);
  const workspace = await openHere({ ...options, access: 'own' }, config);
  return { workspace, viewers, door: new OpenDoor({ workspace, owner: workspace, directory, database }) };
}
