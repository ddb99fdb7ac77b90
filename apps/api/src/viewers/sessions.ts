import type { KnownViewer } from '@assay/workspace';
import { randomBytes } from 'node:crypto';
import { hashOf, LatestOf } from './kept-secrets.ts';

interface Session {
  readonly viewer: KnownViewer;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

/** A browser asks for the token again after a week. */
export const sessionSeconds = 7 * 24 * 3600;

/** More than any team needs. */
const mostSessions = 10_000;

/**
 * Who has signed in. Kept in memory alone: a restart signs everybody out, which is also how a changed token takes effect
 * at once. Of the ids only hashes are kept.
 */
export class Sessions {
  readonly #sessions = new LatestOf<Session>(mostSessions);
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The id to give to the browser: 256 random bits. */
  begin(viewer: KnownViewer): string {
    const id = randomBytes(32).toString('base64url');
    this.#sessions.set(hashOf(id), { viewer, endsAt: this.#now() + sessionSeconds * 1000 });
    return id;
  }

  viewerOf(id: string): KnownViewer | null {
    const session = this.#sessions.get(hashOf(id));
    if (!session) return null;
    if (session.endsAt > this.#now()) return session.viewer;
    this.#sessions.delete(hashOf(id));
    return null;
  }

  end(id: string): void {
    this.#sessions.delete(hashOf(id));
  }
}
