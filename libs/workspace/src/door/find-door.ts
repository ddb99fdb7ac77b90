import { randomBytes } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { AssayError } from '@assay/contract';
import { isAlive } from '../is-alive.ts';
import { dataFolder } from '../locations.ts';
import { speaks } from './calls.ts';
import { DoorLine } from './door-line.ts';
import type { DoorNote } from './note.ts';
import { readNote, realDatabase } from './note.ts';
import { post, textOf } from './post.ts';
import { isSame, proofOf } from './proof.ts';

/** A server answers at once; a stopped or a drowned one leaves it to the lock. */
const patienceMs = 5_000;
/** Letters of a proof, and room around it. */
const longestProof = 1_000;

/**
 * The way to the server that has a database open; null where none answers: then the lock decides. A note that a killed server
 * left is no way, even where another program has taken its process id or its port.
 *
 * @param directory working directory of the command
 * @param database the file it is about to open
 */
export async function findDoor(directory: string, database: string): Promise<DoorLine | null> {
  const note = await findNote(directory, database);
  if (note === null) return null;
  if (note.speaks === speaks) return new DoorLine(note);
  throw new AssayError('DATABASE_IN_USE', `A server of another version of Assay has the database open (${note.url}).`, {
    hint: 'Stop it and start it again.',
  });
}

/** As `findDoor`, for who only wants to know where it is. */
export async function findNote(directory: string, database: string): Promise<DoorNote | null> {
  const real = await realDatabase(database);
  const beside = dirname(real);
  const own = dataFolder(directory).folder;
  // A database in the data folder of another directory is the one its server was started in.
  const folders = basename(beside) === basename(own) ? [own, beside] : [own];
  for (const folder of folders) {
    const note = await readNote(folder, real);
    if (note && isAlive(note.pid) && (await isTheOne(note))) return note;
  }
  return null;
}

/** Whoever listens there now must know the token, and is not told it. */
async function isTheOne({ url, token }: DoorNote): Promise<boolean> {
  try {
    const nonce = randomBytes(16).toString('hex');
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await post({ url, path: '/door/hello', body: { nonce }, signal });
    const { proof } = JSON.parse(await textOf(answer, longestProof)) as { readonly proof?: unknown };
    return typeof proof === 'string' && isSame(proof, proofOf(token, nonce));
  } catch {
    return false;
  }
}
