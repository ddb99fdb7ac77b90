import type { KnownViewer } from './viewers.ts';
import { AssayError } from '@assay/contract';
import { pseudonymKey } from '@assay/importers';
import { loadViewers } from '../config/load-config.ts';
import { dataFolder } from '../locations.ts';
import { Viewers } from './viewers.ts';

/** The viewers that a folder's `assay.yaml` names; null where it names none. */
export async function viewersOf(directory: string): Promise<Viewers | null> {
  const entries = await loadViewers({ directory });
  if (entries.length === 0) return null;
  return new Viewers(entries, await pseudonymKey(dataFolder(directory).folder));
}

/** Who a token belongs to in a folder. CONFIG_INVALID where nobody is named, UNAUTHENTICATED where it is nobody's. */
export async function viewerOfToken(directory: string, token: string): Promise<KnownViewer> {
  const viewers = await viewersOf(directory);
  if (!viewers) {
    throw new AssayError('CONFIG_INVALID', 'There is a token, but assay.yaml names no viewers here.', {
      hint: 'Name them under "viewers" (see docs/viewers.md), or unset ASSAY_TOKEN.',
    });
  }
  const viewer = viewers.identify(token);
  if (viewer) return viewer;
  throw new AssayError('UNAUTHENTICATED', 'This token is none of the viewers that assay.yaml names.', {
    hint: 'Check ASSAY_TOKEN, or unset it.',
  });
}
