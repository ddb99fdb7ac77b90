import type { ForgetReceipt, UnloadReceipt } from '@assay/importers';
import type { IncomingMessage } from 'node:http';
import type { ChangeOptions } from '../change-data.ts';
import type { LoadedFile, LoadFilesOptions } from '../load-files.ts';
import type { About, DoorCalls, DoorMessage, DoorRequest, Question } from './calls.ts';
import type { Asker } from '../workspace.ts';
import type { DoorNote } from './note.ts';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { AssayError } from '@assay/contract';
import { knownKey, keyFingerprint } from '@assay/importers';
import { dataFolder } from '../locations.ts';
import { post } from './post.ts';
import type { WireFailure } from './wire-failure.ts';
import { fromWire } from './wire-failure.ts';

interface Listening {
  readonly signal: AbortSignal;
  readonly onProgress?: LoadFilesOptions['onProgress'];
}

/** The way to a server beside this process: what it is asked is done there, and what comes back is as if it were done here. */
export class DoorLine {
  readonly #note: DoorNote;

  constructor(note: DoorNote) {
    this.#note = note;
  }

  async about(): Promise<About> {
    return await this.#call('about', null, { signal: new AbortController().signal });
  }

  async ask(question: Question, parameters: readonly unknown[], { signal, ...asker }: Asker): Promise<unknown> {
    return await this.#call('ask', { question, parameters, asker }, { signal });
  }

  async load({ signal, onProgress, ...options }: LoadFilesOptions): Promise<readonly LoadedFile[]> {
    const given = { options, key: await keyOf(options.directory) };
    return await this.#call('load', given, { signal, ...(onProgress ? { onProgress } : {}) });
  }

  async unload(load: string, { signal, ...options }: ChangeOptions): Promise<UnloadReceipt> {
    return await this.#call('unload', { load, options }, { signal });
  }

  async forget(id: string, { signal, ...options }: ChangeOptions): Promise<ForgetReceipt> {
    return await this.#call('forget', { id, options, key: await keyOf(options.directory) }, { signal });
  }

  /**
   * One call, to its end. A caller who wants to stop asks the server to, and still hears what became of it: the work may
   * have been done a moment before.
   */
  async #call<Name extends keyof DoorCalls>(
    call: Name,
    given: DoorCalls[Name]['given'],
    { signal, onProgress }: Listening,
  ): Promise<DoorCalls[Name]['gives']> {
    if (signal.aborted) throw new AssayError('WAREHOUSE_CANCELLED', 'The question was withdrawn.');
    const id = randomUUID();
    const stop = () => void this.#stop(id);
    try {
      for await (const message of this.#messages({ id, call, given })) {
        if ('begun' in message) {
          if (signal.aborted) stop();
          signal.addEventListener('abort', stop, { once: true });
        }
        if ('progress' in message) onProgress?.(message.progress.file, message.progress.state);
        if ('failure' in message) throw fromWire(message.failure);
        if ('result' in message) return message.result;
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
    throw ended();
  }

  async #stop(id: string): Promise<void> {
    // Where it cannot be told any more, the call itself has ended or will.
    await this.#send({ id: randomUUID(), call: 'stop', given: { id } }).then(
      (answer) => answer.resume(),
      () => undefined,
    );
  }

  async *#messages(request: DoorRequest): AsyncGenerator<DoorMessage> {
    const answer = await this.#send(request);
    try {
      const lines = createInterface({ input: answer, crlfDelay: Infinity });
      answer.once('error', () => lines.close());
      for await (const line of lines) {
        if (answer.statusCode === 200) yield JSON.parse(line) as DoorMessage;
        else throw fromWire(JSON.parse(line) as WireFailure);
      }
    } catch (error) {
      // A connection that broke off, or a line that did.
      throw error instanceof AssayError ? error : ended(error);
    } finally {
      answer.destroy();
    }
  }

  async #send(body: DoorRequest): Promise<IncomingMessage> {
    const { url, token } = this.#note;
    try {
      return await post({ url, path: '/door/call', body, token });
    } catch (error) {
      throw ended(error);
    }
  }
}

async function keyOf(directory: string): Promise<string | null> {
  const key = await knownKey(dataFolder(directory).folder);
  return key === null ? null : keyFingerprint(key);
}

function ended(cause?: unknown): AssayError {
  return new AssayError('WAREHOUSE_UNAVAILABLE', 'The server that has the database open ended before it answered.', {
    hint: 'Run the same command again: a load is kept whole or not at all, and what is in already does not change.',
    cause,
  });
}
