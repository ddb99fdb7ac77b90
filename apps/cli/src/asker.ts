import type { Asker } from '@assay/workspace';

/** Whoever can open the database on this machine is its owner. */
export function ownerAsker(signal: AbortSignal): Asker {
  return { viewer: { id: 'owner', role: 'owner' }, signal, page: null };
}
