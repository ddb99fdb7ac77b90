import { readFile, stat } from 'node:fs/promises';
import { AssayError } from '@assay/contract';
import { cellsOf } from './cells.ts';
import { wrongTextKind } from './content-kind.ts';
import { formatOfHead } from './formats.ts';
import { locateFile } from './locate.ts';
import { lineEndOf, RecordSplitter } from './record-splitter.ts';

/** A table of text as it stands in a file: its header, and a row of as many cells each; empty cells are null. */
export interface TextTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A table is read whole; larger ones are data to load. */
const mostBytes = 64 * 1024 * 1024;

function notRead(file: string, what: string, hint: string): AssayError {
  return new AssayError('FILE_NOT_RECOGNISED', `${file} ${what}.`, { hint });
}

function rowOf(file: string, text: string, { separator, line }: { readonly separator: string; readonly line: number }) {
  const found = cellsOf(text, separator);
  if ('cells' in found) return found.cells.map((cell) => (cell?.trim() === '' ? null : (cell?.trim() ?? null)));
  throw notRead(
    file,
    `cannot be read at line ${line}: ${found.fault}`,
    'Mend the line, or save the table as CSV anew.',
  );
}

/** Reads a small CSV or TSV file with a header. FILE_UNREADABLE, FILE_NOT_RECOGNISED or TOO_LARGE say why it cannot. */
export async function readTable(file: string, at: string = file): Promise<TextTable> {
  const path = await locateFile(file, at);
  if ((await stat(path)).size > mostBytes)
    throw new AssayError('TOO_LARGE', `${file} is larger than 64 MB.`, { hint: 'Load it: assay load.' });
  const bytes = await readFile(path);
  const wrong = wrongTextKind(bytes);
  if (wrong) throw notRead(file, `is ${wrong.what}, not a CSV file`, wrong.instead);
  const format = formatOfHead(bytes);
  if (format !== 'csv' && format !== 'tsv')
    throw notRead(file, 'is not a CSV file', 'Save the table as CSV (UTF-8) with a header.');
  const separator = format === 'csv' ? ',' : '\t';
  const splitter = new RecordSplitter({ separator, lineEnd: lineEndOf(bytes) });
  const records = [...splitter.push(bytes), ...splitter.end()];
  const [header = [], ...rows] = records.map(({ text, line }) => rowOf(file, text, { separator, line }));
  const odd = rows.findIndex((row) => row.length !== header.length);
  if (odd !== -1)
    throw notRead(
      file,
      `has ${rows[odd]?.length ?? 0} cells at line ${records[odd + 1]?.line ?? 0} and ${header.length} in its header`,
      'Every line needs as many cells as the header.',
    );
  if (rows.length === 0) throw notRead(file, 'has no rows under its header', 'The first line names the columns.');
  return { header: header.map((name) => name ?? ''), rows };
}
