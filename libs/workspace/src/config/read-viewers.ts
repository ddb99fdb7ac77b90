import type { Role } from '@assay/contract';
import type { Problem, YamlDocument } from '@assay/yaml';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { Environment } from './interpolate.ts';

/** A viewer as the file and its secrets say. The token itself is forgotten as soon as it is read. */
export interface ViewerEntry {
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the token, hexadecimal. */
  readonly tokenHash: string;
}

interface WrittenViewer {
  readonly name: string;
  readonly role: Role;
  readonly token?: string | null | undefined;
  readonly token_file?: string | null | undefined;
}

export interface ViewersPlace {
  readonly yaml: YamlDocument;
  readonly directory: string;
  readonly environment: Environment;
  /** False where nobody signs in: a token may then be out of reach, as in a terminal beside the server. */
  readonly isNeeded: boolean;
}

/** What can stand in an Authorization header as it is (RFC 6750, b64token). */
const tokenShape = /^[A-Za-z0-9._~+/-]{24,512}=*$/;

export function tokenHashOf(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

type Secret =
  | { readonly text: string }
  | { readonly wrong: string; readonly at: 'token' | 'token_file' | null; readonly isOutOfReach?: true };

function fromEnvironment(reference: string, environment: Environment): Secret {
  const name = reference.slice(2, -1);
  const text = environment[name];
  if (text !== undefined) return { text };
  return { wrong: `the environment variable ${name} is not set`, at: 'token', isOutOfReach: true };
}

async function fromFile(given: string, directory: string): Promise<Secret> {
  const path = isAbsolute(given) ? given : join(directory, given);
  try {
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      return { wrong: `${given} can be read by others; run: chmod 600 ${given}`, at: 'token_file' };
    }
    return { text: (await readFile(path, 'utf8')).trim() };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const wrong = `${given} cannot be read (${code ?? 'unknown reason'})`;
    return { wrong, at: 'token_file', ...(code === 'EACCES' ? { isOutOfReach: true } : {}) };
  }
}

async function secretOf(viewer: WrittenViewer, { directory, environment }: ViewersPlace): Promise<Secret> {
  const { token, token_file: file } = viewer;
  if (token && file) return { wrong: 'a viewer has either token or token_file, not both', at: 'token_file' };
  if (!token && !file) {
    return { wrong: 'a viewer needs a token: give token as ${NAME}, or token_file with the path of a file', at: null };
  }
  const secret = token ? fromEnvironment(token, environment) : await fromFile(file ?? '', directory);
  if (!('text' in secret) || tokenShape.test(secret.text)) return secret;
  return {
    wrong:
      'the token is not 24 to 512 letters, digits and any of - . _ ~ + / without spaces; make one with: openssl rand -hex 24',
    at: token ? 'token' : 'token_file',
  };
}

/** The viewers of the file with their tokens hashed, or every problem with its place. No problem repeats a token. */
export async function readViewers(
  written: readonly WrittenViewer[],
  place: ViewersPlace,
): Promise<readonly ViewerEntry[] | { readonly problems: readonly Problem[] }> {
  const secrets = await Promise.all(written.map((viewer) => secretOf(viewer, place)));
  const hashes = secrets.map((secret) => ('text' in secret ? tokenHashOf(secret.text) : null));
  const names = written.map(({ name }) => name);
  const problems = written.flatMap((viewer, index): readonly Problem[] => {
    const at = (key: keyof WrittenViewer | null, message: string) =>
      place.yaml.problemAt(['viewers', index, ...(key ? [key] : [])], message);
    const secret = secrets[index];
    const sameName = firstBefore(names, index);
    const sameToken = firstBefore(hashes, index);
    return [
      ...(secret && 'wrong' in secret && (place.isNeeded || !secret.isOutOfReach) ? [at(secret.at, secret.wrong)] : []),
      ...(sameName === null ? [] : [at('name', `the name is that of viewers[${sameName}]; give each their own`)]),
      ...(sameToken === null
        ? []
        : [
            at(
              viewer.token ? 'token' : 'token_file',
              `the token is that of viewers[${sameToken}]; give each their own`,
            ),
          ]),
    ];
  });
  if (problems.length > 0) return { problems };
  return written.map(({ name, role }, index) => ({ name, role, tokenHash: hashes[index] ?? '' }));
}

/** Where the same stands before; null where it does not, or there is nothing to compare. */
function firstBefore(all: readonly (string | null)[], index: number): number | null {
  const first = all.indexOf(all[index] ?? null);
  return first < index && all[index] !== null ? first : null;
}
