import type { ForgetReceipt, UnloadReceipt } from '@assay/importers';
import { AssayError } from '@assay/contract';
import { forget, knownKey, pseudonymKey, pseudonymOf, unloadLoad } from '@assay/importers';
import { findDoor } from './door/find-door.ts';
import { dataFolder } from './locations.ts';
import type { Owner } from './own-database.ts';
import { ownerFor } from './own-database.ts';
import type { TargetOptions } from './target.ts';
import { existingTarget } from './target.ts';

export interface ChangeOptions extends TargetOptions {
  readonly signal: AbortSignal;
  /** Says what would be done, and does not. */
  readonly dryRun: boolean;
}

/** Takes a load back: see `unloadLoad` of the importers. */
export async function takeBackLoad(load: string, options: ChangeOptions): Promise<UnloadReceipt> {
  const path = await existingTarget(options);
  const door = await findDoor(options.directory, path);
  if (door) return await door.unload(load, options);
  return await takeBackFrom(ownerFor({ path, directory: options.directory }), load, options);
}

/** The same from a database that is open. */
export async function takeBackFrom(owner: Owner, load: string, options: ChangeOptions): Promise<UnloadReceipt> {
  return await owner.write(({ loader }) => unloadLoad(loader, load, options));
}

/** Erases a person or an item: see `forget` of the importers. */
export async function forgetId(id: string, options: ChangeOptions): Promise<ForgetReceipt> {
  const path = await existingTarget(options);
  const door = await findDoor(options.directory, path);
  if (door) return await door.forget(id, options);
  return await forgetIn(ownerFor({ path, directory: options.directory }), id, options);
}

/** The same in a database that is open. */
export async function forgetIn(owner: Owner, id: string, options: ChangeOptions): Promise<ForgetReceipt> {
  const key = await pseudonymKey(dataFolder(options.directory).folder);
  return await owner.write(({ loader }) => forget(loader, id, { ...options, key }));
}

/** Pseudonym of a known person in this workspace, worked out from its key alone. CONFIG_INVALID where it has none yet. */
export async function pseudonymIn(directory: string, id: string): Promise<string> {
  const key = await knownKey(dataFolder(directory).folder);
  if (key !== null) return pseudonymOf(id, key);
  throw new AssayError('CONFIG_INVALID', 'This folder has no pseudonym key: nothing has been loaded here.', {
    hint: 'Run it in the folder where the files were loaded, or set ASSAY_PSEUDONYM_KEY.',
  });
}
