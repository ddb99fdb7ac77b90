import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { AssayError } from '@assay/contract';
import type { Fit } from '../recipe/fit.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Settings } from '../recipe/settings.ts';
import { damageOf, firstBytes, isGzip, unpacked, unpackedHead } from './gzip.ts';

/** A file that can be read, with the recipe it is read by. */
export interface SourceFile {
  /** As the person gave it; shown in errors. */
  readonly name: string;
  /** Real, absolute path. */
  readonly path: string;
  readonly recipe: Recipe;
  readonly settings: Settings;
  /** First bytes of its text. */
  readonly head: Buffer;
  /** Compressed with gzip. */
  readonly isPacked: boolean;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Hears the number of records read so far, and the share of the file. */
  readonly onRecords: (records: number, share: number) => void;
}

/** What was read of a file. */
export interface ReadText {
  readonly sha256: string;
  /** Records, those that could not be read included. */
  readonly records: number;
}

/** What was read of a file into `source_record` and `rejected`. */
export interface FileContents extends ReadText {
  /** What the recipe makes of it. */
  readonly fit: Fit;
}

const headBytes = 65_536;
const pieceBytes = 1024 * 1024;

export interface Head {
  /** First bytes of the text, unpacked where it is compressed. */
  readonly head: Buffer;
  readonly isPacked: boolean;
}

/** How a file begins. FILE_UNREADABLE for compressed data of which nothing can be read. */
export async function readHead(path: string, name: string, bytes = headBytes): Promise<Head> {
  const head = await firstBytes(path, bytes);
  if (!isGzip(head)) return { head, isPacked: false };
  try {
    return { head: await unpackedHead(path, bytes), isPacked: true };
  } catch (error) {
    throw damageOf(error, name);
  }
}

/**
 * Hands the bytes of a file on, piece by piece, unpacked, with the share of the file that is read; returns the hash of the
 * file as it lies there.
 */
export async function readPieces(
  { path, name, isPacked }: Pick<SourceFile, 'path' | 'name' | 'isPacked'>,
  signal: AbortSignal,
  onPiece: (piece: Buffer, share: number) => Promise<void>,
): Promise<string> {
  const hash = createHash('sha256');
  const { size } = await stat(path);
  // From here to the loop nothing is awaited: what a stream hands out before somebody listens is lost.
  const source = createReadStream(path, { highWaterMark: pieceBytes });
  if (isPacked) source.on('data', (piece) => hash.update(piece));
  const pieces = (isPacked ? unpacked(source) : source) as AsyncIterable<Buffer>;
  try {
    for await (const piece of pieces) {
      if (!isPacked) hash.update(piece);
      if (signal.aborted) throw new AssayError('WAREHOUSE_CANCELLED', 'The load was cancelled.');
      await onPiece(piece, Math.min(1, source.bytesRead / size));
    }
  } catch (error) {
    throw damageOf(error, name);
  } finally {
    source.destroy();
  }
  return hash.digest('hex');
}
