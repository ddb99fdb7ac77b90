import type { Asker } from '@assay/workspace';
import { viewerOfToken } from '@assay/workspace';
import type { Terminal } from './shell/terminal.ts';

/** A token makes a command ask as its viewer, e.g. in a job whose output a team reads. */
const variable = 'ASSAY_TOKEN';

/**
 * Who asks. Whoever can open the database on this machine is its owner, so a token narrows what a command shows and guards
 * nothing. Throws UNAUTHENTICATED for a token that is nobody's, rather than show an owner's answer.
 */
export async function askerOf({ directory, env }: Terminal): Promise<(signal: AbortSignal) => Asker> {
  const token = env[variable] ?? '';
  const viewer = token === '' ? ({ id: 'owner', role: 'owner' } as const) : await viewerOfToken(directory, token);
  return (signal) => ({ viewer, signal, page: null });
}
