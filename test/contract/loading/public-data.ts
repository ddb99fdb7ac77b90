import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe } from 'vitest';

const shared = process.env['ASSAY_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));

/** A file that lies in `../shared/data/public`, published by others and never part of the project. */
export function publicFile(folder: string, name: string): string {
  return join(shared, 'data', 'public', folder, name);
}

/** The bytes of a published file, unpacked. */
export function unpacked(file: string): Uint8Array {
  return gunzipSync(readFileSync(file));
}

/** A block that needs published files; without them it is skipped, and its name says so. */
export function describePublic(title: string, files: readonly string[], block: () => void): void {
  const isThere = files.every((file) => existsSync(file));
  describe.skipIf(!isThere)(isThere ? title : `${title}: skipped, the files of ../shared are not there`, block);
}
