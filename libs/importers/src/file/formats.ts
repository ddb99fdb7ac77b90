import type { FormatId } from '../recipe/recipe.ts';
import type { Transaction } from '../transaction.ts';
import { readDelimited } from './read-delimited.ts';
import { readJsonl } from './read-jsonl.ts';
import { readParquet } from './read-parquet.ts';
import type { ScanOptions } from './record-scanner.ts';
import type { SourceFile } from './source-file.ts';

export interface ReadFormat {
  /** "a CSV file" */
  readonly title: string;
  /** How its records are found in the text; null where it is no text. */
  readonly text: ScanOptions | null;
  /** Makes the temporary tables `source_record` (`_record` and the recipe's columns as text) and fills `rejected`. */
  readonly read: (transaction: Transaction, file: SourceFile) => Promise<void>;
}

export const formats: Readonly<Record<FormatId, ReadFormat>> = {
  csv: {
    title: 'a CSV file',
    text: { separator: ',', hasHeader: true },
    read: (transaction, file) => readDelimited(transaction, file, ','),
  },
  tsv: {
    title: 'a TSV file',
    text: { separator: '\t', hasHeader: true },
    read: (transaction, file) => readDelimited(transaction, file, '\t'),
  },
  jsonl: { title: 'a file of JSON lines', text: { separator: null, hasHeader: false }, read: readJsonl },
  parquet: { title: 'a Parquet file', text: null, read: readParquet },
};
