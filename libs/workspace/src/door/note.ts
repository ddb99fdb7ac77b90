import { createHash, randomUUID } from 'node:crypto';
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';

const noteSchema = v.object({
  speaks: v.string(),
  url: v.string(),
  pid: v.number(),
  /** Real path of the database that the server answers for. */
  database: v.string(),
  /** Whoever can read the note may use the door. */
  token: v.string(),
});

/** Where a running server is found, by commands of its own user alone: a file in the data folder, of mode 0600. */
export type DoorNote = v.InferOutput<typeof noteSchema>;

/** Real path of a database that may not exist yet. */
export async function realDatabase(path: string): Promise<string> {
  const whole = await realpath(path).catch(() => null);
  if (whole !== null) return whole;
  return join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path));
}

/** A database has one owner, so it has one note. */
function noteFile(folder: string, database: string): string {
  const name = createHash('sha256').update(database).digest('hex').slice(0, 16);
  return join(folder, `door-${name}.json`);
}

/** A note left by a server that was killed is written over. */
export async function writeNote(folder: string, note: DoorNote): Promise<void> {
  const file = noteFile(folder, note.database);
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, `${JSON.stringify(note)}\n`, { mode: 0o600, flag: 'wx' });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

/** The note of a database's server; null where there is none, or none that only this user could have written. */
export async function readNote(folder: string, database: string): Promise<DoorNote | null> {
  const file = noteFile(folder, database);
  try {
    const { uid, mode } = await stat(file);
    if (process.platform !== 'win32' && (uid !== process.getuid?.() || (mode & 0o077) !== 0)) return null;
    const parsed = v.safeParse(noteSchema, JSON.parse(await readFile(file, 'utf8')));
    return parsed.success && parsed.output.database === database ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Leaves the note of a server that came later. */
export async function removeNote(folder: string, { database, token }: DoorNote): Promise<void> {
  const found = await readNote(folder, database);
  if (found?.token === token) await rm(noteFile(folder, database), { force: true });
}
