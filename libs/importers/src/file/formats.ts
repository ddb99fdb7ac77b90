import type { FormatId, Recipe } from '../recipe/recipe.ts';
import type { Transaction } from '../transaction.ts';
import { isParquet, wrongTextKind } from './content-kind.ts';
import { notRecognised } from './not-recognised.ts';
import { checkDelimited, readDelimited } from './read-delimited.ts';
import { readJsonl } from './read-jsonl.ts';
import { readParquet } from './read-parquet.ts';
import type { FileContents, ReadOptions, SourceFile } from './source-file.ts';

interface Format {
  /** Refuses by its first bytes a file that is something else. Throws FILE_NOT_RECOGNISED. */
  readonly check: (file: SourceFile) => void;
  /** Makes `source_record` (`_record`, `_line`, the recipe's columns as text) and fills `rejected`. */
  readonly read: (transaction: Transaction, file: SourceFile, options: ReadOptions) => Promise<FileContents>;
}

const formats: Readonly<Record<FormatId, Format>> = {
  csv: delimited('a CSV file', ','),
  tsv: delimited('a TSV file', '\t'),
  jsonl: { check: (file) => checkText(file, 'a file of JSON lines'), read: readJsonl },
  parquet: { check: checkParquet, read: readParquet },
};

/** The format of a recipe's files; of a recipe for any, that which the file begins as. */
export function formatOf({ format }: Recipe, head: Buffer): Format {
  return formats[format === 'any' ? formatOfHead(head) : format];
}

/** The format that a file begins as. */
export function formatOfHead(head: Buffer): FormatId {
  if (isParquet(head)) return 'parquet';
  const [firstLine = ''] = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
    .split(/[\n\r]/);
  if (/^[{[]/.test(firstLine)) return 'jsonl';
  return firstLine.includes('\t') ? 'tsv' : 'csv';
}

function delimited(title: string, separator: ',' | '\t'): Format {
  return {
    check: (file) => {
      checkText(file, title);
      checkDelimited(file, separator);
    },
    read: (transaction, file, options) => readDelimited(transaction, file, { ...options, separator }),
  };
}

function checkText({ name, head }: SourceFile, title: string): void {
  const wrong = wrongTextKind(head);
  if (wrong !== null) throw notRecognised(name, `is ${wrong.what}, not ${title}`, wrong.instead);
}

function checkParquet({ name, head, isPacked }: SourceFile): void {
  if (isPacked) throw notRecognised(name, 'is compressed with gzip, not a Parquet file', 'Unpack it first.');
  if (!isParquet(head)) throw notRecognised(name, 'is not a Parquet file', 'Use a recipe for the format it has.');
}
