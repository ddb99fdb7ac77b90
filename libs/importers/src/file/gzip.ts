import type { ReadStream } from 'node:fs';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Gunzip } from 'node:zlib';
import { createGunzip } from 'node:zlib';
import { AssayError } from '@assay/contract';
import { codeOf } from './locate.ts';

/** Whether a file begins as one that gzip wrote; its name does not matter. */
export function isGzip(start: Buffer): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

const damages: Readonly<Record<string, string>> = {
  Z_BUF_ERROR: 'is cut off: its compressed data ends in the middle',
  Z_DATA_ERROR: 'is damaged: its compressed data cannot be read',
};

/** What a compressed file that breaks off, or that was changed on its way, is called; any other error stays what it is. */
export function damageOf(error: unknown, name: string): unknown {
  const what = damages[codeOf(error)];
  if (what === undefined) return error;
  return new AssayError('FILE_UNREADABLE', `${name} ${what}.`, {
    hint: 'Copy or export it again; nothing of it was loaded.',
    cause: error,
  });
}

const pieceBytes = 256 * 1024;

/** What a compressed stream holds. An error of reading is one of the result. */
export function unpacked(source: ReadStream): Gunzip {
  const result = source.pipe(createGunzip({ chunkSize: pieceBytes }));
  source.on('error', (error) => result.destroy(error));
  return result;
}

/** The first bytes of what is compressed, as far as they can be read. */
export async function unpackedHead(path: string, bytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  const source = createReadStream(path);
  try {
    for await (const piece of unpacked(source) as AsyncIterable<Buffer>) {
      pieces.push(piece);
      length += piece.length;
      if (length >= bytes) break;
    }
  } catch (error) {
    // What was read before the damage says what the file is; reading it whole will say that it is damaged.
    if (damages[codeOf(error)] === undefined || length === 0) throw error;
  } finally {
    source.destroy();
  }
  return Buffer.concat(pieces).subarray(0, bytes);
}

export async function firstBytes(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
