import type { ChangeOptions } from '../change-data.ts';
import type { LoadFilesOptions } from '../load-files.ts';
import type { Owner } from '../own-database.ts';
import type { Workspace } from '../workspace.ts';
import type { DoorCalls, DoorMessage, Question } from './calls.ts';
import type { DoorNote } from './note.ts';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { AssayError } from '@assay/contract';
import { keyFingerprint, knownKey } from '@assay/importers';
import { forgetIn, takeBackFrom } from '../change-data.ts';
import { loopbackOf } from '../config/loopback.ts';
import { loadInto } from '../load-files.ts';
import { dataFolder } from '../locations.ts';
import { speaks } from './calls.ts';
import { realDatabase, removeNote, writeNote } from './note.ts';
import { isSame, proofOf } from './proof.ts';
import { Turns } from './turns.ts';
import { toWire } from './wire-failure.ts';

/** Where an answer goes, and when nobody waits for it any more. */
export interface Listener {
  readonly signal: AbortSignal;
  readonly say: (message: DoorMessage) => void;
}

/**
 * The door of a server for commands on the same machine: the database has one owner, and they go through it. It is for who
 * can read the token, which stands in a file of the server's own user alone; so a file is named by its path, and read here
 * with the same rights, instead of being sent.
 */
export interface Door {
  /** Shows a caller that this is the server whose note it read, before it says anything. */
  prove(nonce: string): string;
  admits(token: string): boolean;
  /** Never throws: what went wrong is said. */
  answer(body: unknown, listener: Listener): Promise<void>;
  /** Leaves word where the door is, for commands of this machine; not where the server cannot be reached from itself. */
  announce(url: string): Promise<void>;
  /** Takes the word back, and waits for the load under way, whose listener has gone. */
  close(): Promise<void>;
}

export interface DoorOptions {
  readonly workspace: Workspace;
  readonly owner: Owner;
  readonly directory: string;
  /** The database that the server answers for, also where it shows the sample because there is none yet. */
  readonly database: string;
}

/** What the calls are given is not looked into: both sides are of one version (see `speaks`), and of one user. */
const requestSchema = v.object({ id: v.string(), call: v.string(), given: v.unknown() });
const unknownCall = { id: '', call: '', given: null };

const questions: Readonly<Record<Question, true>> = {
  targets: true,
  page: true,
  answer: true,
  mark: true,
  rows: true,
  explain: true,
  freshness: true,
  loads: true,
  load: true,
  quarantine: true,
  members: true,
  findings: true,
  doctor: true,
};

/** How long a database that somebody else has is left alone. */
const againMs = 500;

type AnyMethod = (...given: readonly unknown[]) => Promise<unknown>;

type Handlers = {
  [Name in keyof DoorCalls]: (
    given: DoorCalls[Name]['given'],
    hearing: Hearing,
  ) => DoorCalls[Name]['gives'] | Promise<DoorCalls[Name]['gives']>;
};

interface Hearing {
  readonly signal: AbortSignal;
  readonly onProgress: NonNullable<LoadFilesOptions['onProgress']>;
}

export class OpenDoor implements Door {
  readonly #options: DoorOptions;
  readonly #token = randomBytes(32).toString('hex');
  readonly #turns = new Turns();
  readonly #running = new Map<string, AbortController>();
  readonly #closing = new AbortController();
  #note: DoorNote | null = null;

  constructor(options: DoorOptions) {
    this.#options = options;
  }

  prove(nonce: string): string {
    return proofOf(this.#token, nonce);
  }

  admits(token: string): boolean {
    return isSame(token, this.#token);
  }

  async announce(url: string): Promise<void> {
    const { directory, database } = this.#options;
    const near = nearby(url);
    if (near === null) return;
    const note = { speaks, url: near, pid: process.pid, database: await realDatabase(database), token: this.#token };
    await writeNote(dataFolder(directory).folder, note);
    this.#note = note;
    void this.#adopt();
  }

  /**
   * A command that came before there was word of the server, as while the sample was made, may have begun the team's database
   * by itself: it is shown as soon as that command is done with it.
   */
  async #adopt(): Promise<void> {
    const { signal } = this.#closing;
    const { workspace, owner, database } = this.#options;
    while (!signal.aborted && workspace.isSample && existsSync(database)) {
      try {
        await this.#turns.take(signal, () => owner.write(() => Promise.resolve()));
      } catch (error) {
        if (!(error instanceof AssayError && error.code === 'DATABASE_IN_USE')) return;
        await pause(againMs, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }

  async close(): Promise<void> {
    if (this.#note) await removeNote(dataFolder(this.#options.directory).folder, this.#note);
    this.#closing.abort();
    for (const stop of this.#running.values()) stop.abort();
    await this.#turns.settled();
  }

  async answer(body: unknown, { signal, say }: Listener): Promise<void> {
    const stop = new AbortController();
    const { id, call, given } = v.is(requestSchema, body) ? body : unknownCall;
    try {
      if (!Object.hasOwn(this.#handlers, call)) throw new AssayError('USAGE', 'The door knows no such call.');
      this.#running.set(id, stop);
      say({ begun: true });
      const onProgress: Hearing['onProgress'] = (file, state) => say({ progress: { file, state } });
      const hearing = { signal: AbortSignal.any([signal, stop.signal]), onProgress };
      const handle = this.#handlers[call as keyof DoorCalls] as (given: unknown, hearing: Hearing) => unknown;
      say({ result: await handle(given, hearing) });
    } catch (error) {
      say({ failure: toWire(error) });
    } finally {
      this.#running.delete(id);
    }
  }

  readonly #handlers: Handlers = {
    about: () => {
      const { engine, isSample, zone, yearStarts, database, pages, catalogue } = this.#options.workspace;
      return { engine, isSample, zone, yearStarts, database, pages, catalogue };
    },
    ask: async ({ question, parameters, asker }, { signal }) => {
      if (!Object.hasOwn(questions, question)) throw new AssayError('USAGE', 'The door knows no such question.');
      const asked = this.#options.workspace as unknown as Readonly<Record<Question, AnyMethod>>;
      const answer = () => asked[question](...parameters, { ...asker, signal });
      // The doctor keeps what it finds.
      return question === 'doctor' ? await this.#turns.take(signal, answer) : await answer();
    },
    load: async ({ options, key }, hearing) => {
      await checkKey(options.directory, key);
      const waiting = { phase: 'waiting', records: 0, share: null } as const;
      if (this.#turns.isTaken) for (const file of options.files) hearing.onProgress(file, waiting);
      return await this.#turns.take(hearing.signal, () => loadInto(this.#options.owner, { ...options, ...hearing }));
    },
    unload: async ({ load, options }, { signal }) =>
      await this.#turns.take(signal, () => takeBackFrom(this.#options.owner, load, { ...options, signal })),
    forget: async ({ id, options, key }, { signal }) => {
      await checkKey(options.directory, key);
      const change: ChangeOptions = { ...options, signal };
      return await this.#turns.take(signal, () => forgetIn(this.#options.owner, id, change));
    },
    stop: ({ id }) => {
      this.#running.get(id)?.abort();
      return null;
    },
  };
}

/** A terminal may have another key in its environment than the server had; people would get two pseudonyms. */
async function checkKey(directory: string, fingerprint: string | null): Promise<void> {
  if (fingerprint === null) return;
  const key = await knownKey(dataFolder(directory).folder);
  if (key !== null && keyFingerprint(key) === fingerprint) return;
  throw new AssayError('CONFIG_INVALID', 'The running server has another pseudonym key than this command.', {
    hint: 'Start the server with the same ASSAY_PSEUDONYM_KEY, or stop it and run the command alone.',
  });
}

/** The same server as this machine reaches it: the token goes no other way. */
function nearby(url: string): string | null {
  const { protocol, hostname, port } = new URL(url);
  const host = loopbackOf(hostname.replace(/^\[|\]$/g, ''));
  if (host === null) return null;
  return `${protocol}//${host.includes(':') ? `[${host}]` : host}:${port}`;
}
