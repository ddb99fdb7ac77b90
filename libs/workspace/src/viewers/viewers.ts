import type { Viewer } from '@assay/contract';
import type { PseudonymKey } from '@assay/importers';
import type { ViewerEntry } from '../config/read-viewers.ts';
import { timingSafeEqual } from 'node:crypto';
import { pseudonymOf } from '@assay/importers';
import { tokenHashOf } from '../config/read-viewers.ts';

/** A viewer who has shown their token. Their name is for themselves; what goes further is the pseudonym in `id`. */
export interface KnownViewer extends Viewer {
  readonly name: string;
}

/** Who may look, and how they are known: by a token each, of which only hashes are kept. */
export class Viewers {
  readonly #entries: readonly { readonly viewer: KnownViewer; readonly hash: Buffer }[];

  constructor(entries: readonly ViewerEntry[], key: PseudonymKey) {
    this.#entries = entries.map(({ name, role, tokenHash }) => ({
      // `assay who viewer:NAME` works it out again.
      viewer: { id: pseudonymOf(`viewer:${name}`, key), role, name },
      hash: Buffer.from(tokenHash, 'hex'),
    }));
  }

  /** Null for a token that is nobody's. Takes as long for every token, whatever it has in common with another. */
  identify(token: string): KnownViewer | null {
    const hash = Buffer.from(tokenHashOf(token), 'hex');
    return this.#entries.reduce<KnownViewer | null>(
      (found, entry) => (timingSafeEqual(entry.hash, hash) ? entry.viewer : found),
      null,
    );
  }
}
