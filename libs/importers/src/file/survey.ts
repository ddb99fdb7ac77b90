import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { AssayError } from '@assay/contract';
import type { LineEnd } from './record-scanner.ts';
import { RecordScanner } from './record-scanner.ts';
import type { ReadFormat } from './formats.ts';
import { wrongTextKind, isParquet } from './content-kind.ts';

/** What one pass over the bytes of a file says, before an engine reads it. */
export interface Survey {
  readonly sha256: string;
  /** Null where records are not lines of text. */
  readonly text: TextSurvey | null;
}

export interface TextSurvey {
  readonly scanner: RecordScanner;
  readonly header: string;
  readonly lineEnd: LineEnd;
}

export interface SurveyOptions {
  /** Name shown in errors. */
  readonly name: string;
  readonly format: ReadFormat;
  readonly signal: AbortSignal;
  readonly onRecords: (records: number) => void;
}

const chunkBytes = 1 << 20;

/**
 * Reads the whole file once: hash, kind of content, records and the lines they begin on. FILE_NOT_RECOGNISED says what
 * kind of file it is instead.
 */
export async function surveyFile(path: string, options: SurveyOptions): Promise<Survey> {
  const { format, signal } = options;
  const hash = createHash('sha256');
  const scanner = format.text === null ? null : new RecordScanner(format.text);
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
    if (signal.aborted) throw new AssayError('WAREHOUSE_CANCELLED', 'The load was cancelled.');
    if (bytes === 0) assertKind(chunk, options);
    bytes += chunk.length;
    hash.update(chunk);
    scanner?.push(chunk);
    options.onRecords(scanner?.lines.count ?? 0);
  }
  if (bytes === 0) throw notRecognised(options.name, 'is empty', 'Check that the export was complete.');
  scanner?.end();
  const text = scanner === null ? null : textSurvey(scanner, options);
  return { sha256: hash.digest('hex'), text };
}

function textSurvey(scanner: RecordScanner, { name, format }: SurveyOptions): TextSurvey {
  const [lineEnd = '\n', ...others] = scanner.lineEnds;
  if (others.length > 0) {
    throw notRecognised(name, 'mixes different line ends', 'Save it with one kind of line end.');
  }
  if (scanner.lines.count === 0) {
    const what = format.text?.hasHeader === true ? 'has a header but no records' : 'has no records';
    throw notRecognised(name, what, 'Check that the export was complete.');
  }
  return { scanner, header: scanner.header.toString('utf8'), lineEnd };
}

function assertKind(start: Buffer, { name, format }: SurveyOptions): void {
  if (format.text === null) {
    if (!isParquet(start)) throw notRecognised(name, 'is not a Parquet file', 'Use a recipe for the format it has.');
    return;
  }
  const wrong = wrongTextKind(start);
  if (wrong !== null) throw notRecognised(name, `is ${wrong.what}, not ${format.title}`, wrong.instead);
}

/** The sentence "`name` `what`." under FILE_NOT_RECOGNISED. */
export function notRecognised(name: string, what: string, hint: string): AssayError {
  return new AssayError('FILE_NOT_RECOGNISED', `${name} ${what}.`, { hint });
}
