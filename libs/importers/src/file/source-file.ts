import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { AssayError } from '@assay/contract';
import type { Recipe } from '../recipe/recipe.ts';

/** A file that can be read, with the recipe it is read by. */
export interface SourceFile {
  /** As the person gave it; shown in errors. */
  readonly name: string;
  /** Real, absolute path. */
  readonly path: string;
  readonly recipe: Recipe;
  /** Its first bytes. */
  readonly head: Buffer;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Hears the number of records read so far. */
  readonly onRecords: (records: number) => void;
}

/** What was read of a file into `source_record` and `rejected`. */
export interface FileContents {
  readonly sha256: string;
  /** Records, those that could not be read included. */
  readonly records: number;
}

const headBytes = 65_536;
const pieceBytes = 1024 * 1024;

export async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Hands the bytes of a file on, piece by piece; returns their hash. */
export async function readPieces(
  path: string,
  signal: AbortSignal,
  onPiece: (piece: Buffer) => Promise<void>,
): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes }) as AsyncIterable<Buffer>) {
    if (signal.aborted) throw new AssayError('WAREHOUSE_CANCELLED', 'The load was cancelled.');
    hash.update(piece);
    await onPiece(piece);
  }
  return hash.digest('hex');
}

/** The sentence "`name` `what`." under FILE_NOT_RECOGNISED. */
export function notRecognised(name: string, what: string, hint: string): AssayError {
  return new AssayError('FILE_NOT_RECOGNISED', `${name} ${what}.`, { hint });
}

export function hasNoRecords(name: string, what = 'has no records'): AssayError {
  return notRecognised(name, what, 'Check that the export was complete.');
}
