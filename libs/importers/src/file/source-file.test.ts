import { pbkdf2 } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { readPieces } from './source-file.ts';

/** Keeps the threads that read files busy until the test is over, so that a read may come before the one asked first. */
function crowdThreads(): void {
  let isOver = false;
  const again = (): void => {
    if (!isOver) pbkdf2('a', 'b', 2000, 32, 'sha256', again);
  };
  for (let count = 0; count < 6; count += 1) again();
  onTestFinished(() => void (isOver = true));
}

it.each([false, true])(
  'every byte of a file is handed on, whatever else its threads do; packed: %s',
  async (isPacked) => {
    const folder = await mkdtemp(join(tmpdir(), 'assay-pieces-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'file');
    const text = Buffer.from('a,b\n1,2\n');
    await writeFile(path, isPacked ? gzipSync(text) : text);
    crowdThreads();
    const { signal } = new AbortController();
    for (let run = 0; run < 500; run += 1) {
      let bytes = 0;
      await readPieces({ path, name: 'file', isPacked }, signal, (piece) =>
        Promise.resolve(void (bytes += piece.length)),
      );
      expect(bytes, `run ${run}`).toBe(text.length);
    }
  },
  60_000,
);
