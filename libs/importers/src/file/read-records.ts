import type { AppendColumn, Parameter } from '@assay/contract';
import type { Recipe } from '../recipe/recipe.ts';
import type { Transaction } from '../transaction.ts';
import type { SplitOptions, TextRecord } from './record-splitter.ts';
import { RecordSplitter, lineEndOf } from './record-splitter.ts';
import { Rejected, rawOf } from './rejected.ts';
import type { ReadOptions, ReadText, SourceFile } from './source-file.ts';
import { readPieces } from './source-file.ts';

/** What becomes of a record: cells for the table, a fault, or nothing (a header). */
export type Reading = { readonly cells: readonly Parameter['value'][] } | { readonly fault: string } | null;

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

const own: readonly AppendColumn[] = [
  { name: '_record', type: 'int' },
  { name: '_line', type: 'int' },
];

/** Streams a text file record by record into a table of text columns, and what cannot be read into `rejected`. */
export async function readRecords(
  transaction: Transaction,
  file: SourceFile,
  target: RecordTarget & ReadOptions,
): Promise<ReadText> {
  const splitter = new RecordSplitter({ separator: target.separator, lineEnd: lineEndOf(file.head) });
  const rejected = new Rejected();
  const columns = [...own, ...target.columns.map((name) => ({ name, type: 'str' }) as const)];
  let records = 0;
  const take = async (found: readonly TextRecord[], share: number) => {
    const rows: Parameter['value'][][] = [];
    for (const one of found) {
      const record = { ...one, number: one.number - target.headers };
      records = record.number;
      const reading = record.fault === null ? target.read(record) : { fault: record.fault };
      if (reading === null) continue;
      if ('fault' in reading) rejected.add(record, reading.fault, rawOf(target.holds, record));
      else rows.push([record.number, record.line, ...reading.cells]);
    }
    if (rows.length > 0) await transaction.append(target.table, columns, rows);
    await rejected.flush(transaction);
    if (found.length > 0) target.onRecords(records, share);
  };
  const sha256 = await readPieces(file, target.signal, (piece, share) => take(splitter.push(piece), share));
  await take(splitter.end(), 1);
  return { sha256, records };
}
