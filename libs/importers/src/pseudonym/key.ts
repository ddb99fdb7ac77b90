import { createHmac, hash, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AssayError } from '@assay/contract';
import { codeOf } from '../file/locate.ts';

const fileName = 'pseudonym.key';
const variable = 'ASSAY_PSEUDONYM_KEY';
const shape = /^[0-9a-f]{64}$/i;

/** The secret of a workspace under which people and texts become pseudonyms: 32 bytes. Never logged, never stored in the database. */
export interface PseudonymKey {
  readonly bytes: Buffer;
}

/**
 * The workspace's key: from the environment, else from the data folder, where it is made on first use and readable by
 * its owner alone. CONFIG_INVALID for a key that is malformed or open to others.
 */
export async function pseudonymKey(
  dataDirectory: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<PseudonymKey> {
  const given = environment[variable];
  if (given !== undefined && given !== '') return fromHex(given, `The environment variable ${variable}`);
  const path = join(dataDirectory, fileName);
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  await createKey(path);
  await assertPrivate(path);
  return fromHex((await readFile(path, 'utf8')).trim(), path);
}

/** The workspace's key where it has one already; null where nothing was ever loaded under one. Makes none. */
export async function knownKey(
  dataDirectory: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<PseudonymKey | null> {
  const isGiven = (environment[variable] ?? '') !== '';
  return isGiven || (await exists(join(dataDirectory, fileName)))
    ? await pseudonymKey(dataDirectory, environment)
    : null;
}

/** Says which key a database was filled with, without giving it away. */
export function keyFingerprint(key: PseudonymKey): string {
  return createHmac('sha256', key.bytes).update('assay:pseudonym-key').digest('hex').slice(0, 20);
}

/** Pseudonym of a plain value, as a load stores it: the first 20 hexadecimal digits of its HMAC-SHA-256. */
export function pseudonymOf(value: string, key: PseudonymKey): string {
  return createHmac('sha256', key.bytes).update(value, 'utf8').digest('hex').slice(0, 20);
}

/** Block of SHA-256, in bytes; a shorter key is filled up with zeros (RFC 2104). */
const blockBytes = 64;

/** The key under both masks of RFC 2104. */
export function masksOf({ bytes }: PseudonymKey): { readonly inner: Buffer; readonly outer: Buffer } {
  const block = Buffer.alloc(blockBytes);
  bytes.copy(block);
  return { inner: block.map((byte) => byte ^ 0x36) as Buffer, outer: block.map((byte) => byte ^ 0x5c) as Buffer };
}

/** `pseudonymOf` for many values of one key: a tenth of the work, because the key is prepared once. */
export function pseudonymsUnder(key: PseudonymKey): (value: string) => string {
  const { inner, outer } = masksOf(key);
  const both = Buffer.concat([outer, Buffer.alloc(32)]);
  let text = Buffer.concat([inner, Buffer.alloc(8192)]);
  return (value) => {
    const most = blockBytes + value.length * 3;
    if (text.length < most) text = Buffer.concat([inner, Buffer.alloc(most)]);
    const length = blockBytes + text.write(value, blockBytes, 'utf8');
    both.set(hash('sha256', text.subarray(0, length), 'buffer'), blockBytes);
    return hash('sha256', both, 'hex').slice(0, 20);
  };
}

/** Two processes may start at once: the link gives the name to one finished file, and the other finds it. */
async function createKey(path: string): Promise<void> {
  if (await exists(path)) return;
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    await link(draft, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    throw new AssayError('CONFIG_INVALID', `${path} cannot be written.`, {
      hint: `Check the folder, or set ${variable}.`,
      cause: error,
    });
  } finally {
    await rm(draft, { force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    (error: unknown) => codeOf(error) !== 'ENOENT',
  );
}

async function assertPrivate(path: string): Promise<void> {
  const { mode } = await stat(path);
  if (process.platform === 'win32' || (mode & 0o077) === 0) return;
  throw new AssayError('CONFIG_INVALID', `${path} can be read by others.`, { hint: `Run: chmod 600 ${path}` });
}

function fromHex(text: string, where: string): PseudonymKey {
  if (shape.test(text)) return { bytes: Buffer.from(text, 'hex') };
  throw new AssayError('CONFIG_INVALID', `${where} does not hold a key.`, {
    hint: 'A key is 64 hexadecimal digits. If it is lost, pseudonyms of new loads will not match those stored.',
  });
}
