import type { Recipe } from '../recipe/recipe.ts';
import { TextAppender, TextRows } from '../stage/text-rows.ts';
import type { Transaction } from '../transaction.ts';
import type { SplitOptions, TextRecord } from './record-splitter.ts';
import { RecordSplitter, lineEndOf } from './record-splitter.ts';
import { Rejected, rawOf } from './rejected.ts';
import type { ReadOptions, ReadText, SourceFile } from './source-file.ts';
import { readPieces } from './source-file.ts';

/** What becomes of a record: cells for the table, a fault, or nothing (a header). */
export type Reading = { readonly cells: readonly (string | null)[] } | { readonly fault: string } | null;

export interface RecordTarget {
  readonly separator: SplitOptions['separator'];
  /** Gets what can be read, after number and line. */
  readonly table: string;
  readonly columns: readonly string[];
  readonly read: (record: TextRecord) => Reading;
  /** What the file's columns hold. */
  readonly holds: Recipe['columns'];
  /** Records before the first that counts: 1 where there is a header. */
  readonly headers: 0 | 1;
}

/** Streams a text file record by record into a table of text columns, and what cannot be read into `rejected`. */
export async function readRecords(
  transaction: Transaction,
  file: SourceFile,
  target: RecordTarget & ReadOptions,
): Promise<ReadText> {
  const splitter = new RecordSplitter({ separator: target.separator, lineEnd: lineEndOf(file.head) });
  const rejected = new Rejected();
  const table = { table: target.table, columns: ['_record', '_line', ...target.columns] };
  const appender = new TextAppender(transaction);
  const rows = new TextRows();
  let records = 0;
  const take = async (found: readonly TextRecord[], share: number) => {
    for (const one of found) {
      const record = { ...one, number: one.number - target.headers };
      records = record.number;
      const reading = record.fault === null ? target.read(record) : { fault: record.fault };
      if (reading === null) continue;
      if ('fault' in reading) rejected.add(record, reading.fault, rawOf(target.holds, record));
      else rows.add(record.number, record.line, reading.cells);
    }
    await appender.append(table, rows.take());
    await rejected.flush(transaction);
    if (found.length > 0) target.onRecords(records, share);
  };
  const sha256 = await readPieces(file, target.signal, (piece, share) => take(splitter.push(piece), share));
  await take(splitter.end(), 1);
  await appender.settle();
  return { sha256, records };
}
