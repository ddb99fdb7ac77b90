import type { Viewer } from '@assay/contract';
import { AssayError } from '@assay/contract';
import type { KnownViewer, Viewers } from '@assay/workspace';
import type { FastifyRequest } from 'fastify';
import { Guesses } from './guesses.ts';
import { sessionIdOf } from './session-cookie.ts';
import { Sessions } from './sessions.ts';

/** On loopback, where no viewers are named, whoever reaches the server is its owner. */
const owner: Viewer = { id: 'owner', role: 'owner' };

/** Somebody who is not let in: what to say, and how many seconds to wait before the next try. */
export interface Stranger {
  readonly error: AssayError;
  /** 0 where there is nothing to wait for. */
  readonly wait: number;
}

export const isStranger = (who: Viewer | Stranger): who is Stranger => 'error' in who;

function stranger(message: string, hint: string, wait = 0): Stranger {
  return { error: new AssayError('UNAUTHENTICATED', message, { hint }), wait };
}

const unknown = (): Stranger =>
  stranger(
    'Assay asks here who you are.',
    'Sign in with your token, or send it as "Authorization: Bearer TOKEN". Who runs this Assay gives you one.',
  );
const wrong = (): Stranger =>
  stranger('This token is not known here.', 'Check it for missing letters, or ask who runs this Assay for yours.');
const tooMany = (wait: number): Stranger =>
  stranger('Too many wrong tokens came from your address.', `Try again in ${wait} s.`, wait);

/** Says of each request who asks: by a token, by a session, or, where no viewers are named, the owner. */
export class Gatekeeper {
  readonly sessions = new Sessions();
  readonly #guesses = new Guesses();
  readonly #viewers: Viewers | null;

  constructor(viewers: Viewers | null) {
    this.#viewers = viewers;
  }

  get asksWho(): boolean {
    return this.#viewers !== null;
  }

  ask(request: FastifyRequest): Viewer | Stranger {
    if (!this.#viewers) return owner;
    const token = bearerOf(request);
    if (token !== null) return this.identify(token, request);
    const id = sessionIdOf(request);
    return (id === null ? null : this.sessions.viewerOf(id)) ?? unknown();
  }

  /** As `ask`, where a stranger has been turned away before. Throws UNAUTHENTICATED. */
  viewerOf(request: FastifyRequest): Viewer {
    const who = this.ask(request);
    if (isStranger(who)) throw who.error;
    return who;
  }

  /** Who shows a token: a stranger where it is nobody's, and, unseen, where too many were wrong. */
  identify(token: string, { ip }: Pick<FastifyRequest, 'ip'>): KnownViewer | Stranger {
    const wait = this.#guesses.wait(ip);
    if (wait > 0) return tooMany(wait);
    const viewer = this.#viewers?.identify(token) ?? null;
    if (viewer) return viewer;
    this.#guesses.failed(ip, token);
    return wrong();
  }
}

/** An Authorization header of another kind is one that says nothing to us. */
function bearerOf({ headers }: FastifyRequest): string | null {
  const { authorization } = headers;
  if (authorization === undefined) return null;
  return /^Bearer +([\x21-\x7e]{1,1024}) *$/i.exec(authorization)?.[1] ?? '';
}
