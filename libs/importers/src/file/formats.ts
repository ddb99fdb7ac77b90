import type { FormatId } from '../recipe/recipe.ts';
import type { Transaction } from '../transaction.ts';
import { isParquet, wrongTextKind } from './content-kind.ts';
import { notRecognised } from './not-recognised.ts';
import { checkDelimited, readDelimited } from './read-delimited.ts';
import { readJsonl } from './read-jsonl.ts';
import { readParquet } from './read-parquet.ts';
import { firstRecordOf } from './record-splitter.ts';
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
  jsonl: { check: checkJsonl, read: readJsonl },
  parquet: { check: checkParquet, read: readParquet },
};

/** The format of a file: that of its recipe; of a recipe for any, that which the file begins as. */
export function formatOf(file: SourceFile): Format {
  const { format } = file.recipe;
  if (format !== 'any') return formats[format];
  const found = formatOfHead(file.head);
  if (found !== 'parquet') checkText(file, 'a file of CSV, TSV, JSON lines or Parquet');
  return formats[found];
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

/** A document of JSON is what many tools export, and is not one object a line. */
function checkJsonl(file: SourceFile): void {
  checkText(file, 'a file of JSON lines');
  const first = firstRecordOf(file.head, null).trim();
  if (!first.startsWith('[') && first !== '{') return;
  const what = first.startsWith('[') ? 'a JSON list' : 'one JSON document over many lines';
  const hint = 'The export of a tool is loaded without --recipe; other data as JSON lines, one object a line.';
  throw notRecognised(file.name, `is ${what}, not a file of JSON lines`, hint);
}

function checkParquet({ name, head, isPacked }: SourceFile): void {
  if (isPacked) throw notRecognised(name, 'is compressed with gzip, not a Parquet file', 'Unpack it first.');
  if (!isParquet(head)) throw notRecognised(name, 'is not a Parquet file', 'Use a recipe for the format it has.');
}
