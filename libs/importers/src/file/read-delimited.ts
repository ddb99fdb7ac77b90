import { quoteName } from '../quote.ts';
import type { Fit } from '../recipe/fit.ts';
import { fitRecipe, isLike } from '../recipe/fit.ts';
import type { Transaction } from '../transaction.ts';
import { cellsOf, faults } from './cells.ts';
import type { Reading } from './read-records.ts';
import { readRecords } from './read-records.ts';
import type { SplitOptions, TextRecord } from './record-splitter.ts';
import { firstRecordOf } from './record-splitter.ts';
import type { FileContents, ReadOptions, SourceFile } from './source-file.ts';
import { hasNoRecords } from './not-recognised.ts';

type Separator = Exclude<SplitOptions['separator'], null>;

const separators = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' } as const;

/** A file of separated cells with a header: each record a row of `source_record`, every cell as text, empty as null. */
export async function readDelimited(
  transaction: Transaction,
  file: SourceFile,
  options: ReadOptions & { readonly separator: Separator },
): Promise<FileContents> {
  const found = headerOf(file, options.separator);
  const fit = checkDelimited(file, options.separator);
  const names = fit.columns.map(({ name }) => `${quoteName(name)} varchar`);
  const mayBeEmpty = found.map((name) => fit.columns.some((column) => column.name === name && column.mayBeEmpty));
  await transaction.run(`create temp table source_record (_record bigint, _line bigint, ${names.join(', ')})`);
  const read = (record: TextRecord) => (record.number === 0 ? null : rowOf(record.text, options.separator, mayBeEmpty));
  const holds = fit.columns;
  const target = { ...options, table: 'source_record', columns: found, holds, headers: 1, read } as const;
  const contents = await readRecords(transaction, file, target);
  if (contents.records === 0) throw hasNoRecords(file.name, 'has a header but no records');
  return { ...contents, fit };
}

/** Refuses a file whose header is not the recipe's. */
export function checkDelimited(file: SourceFile, separator: Separator): Fit {
  const names = headerOf(file, separator);
  return fitRecipe(file.recipe, file.settings, { file: file.name, names, advice: adviceFor(file, separator) });
}

/** @param mayBeEmpty of each column, whether an empty cell in quotes is a value */
function rowOf(text: string, separator: Separator, mayBeEmpty: readonly boolean[]): Reading {
  const found = cellsOf(text, separator);
  if ('fault' in found) return found;
  if (found.cells.length < mayBeEmpty.length) return { fault: faults.tooFew };
  if (found.cells.length > mayBeEmpty.length) return { fault: faults.tooMany };
  return { cells: found.cells.map((cell, index) => (cell === '' && mayBeEmpty[index] !== true ? null : cell)) };
}

function headerOf(file: SourceFile, separator: Separator): readonly string[] {
  return namesOf(firstRecordOf(file.head, separator), separator);
}

function namesOf(header: string, separator: string): readonly string[] {
  const found = cellsOf(header, separator);
  return 'fault' in found ? [] : found.cells.map((cell) => cell ?? '');
}

/** A header that is one cell, and several with another separator, was written with that one, whatever its names are. */
function adviceFor(file: SourceFile, separator: Separator): string {
  const header = firstRecordOf(file.head, separator);
  const others = Object.entries(separators)
    .filter(([other]) => other !== separator)
    .map(([other, called]) => ({ called, names: namesOf(header, other) }));
  const sure = others.find(({ names }) => isLike(file.recipe, names));
  if (sure) return `Its cells are separated by ${sure.called}; save it with ${separators[separator]}.`;
  const most = others.toSorted((a, b) => b.names.length - a.names.length)[0];
  if (most && most.names.length > 1 && namesOf(header, separator).length <= 1) {
    return `Its cells seem to be separated by ${most.called}: save it with ${separators[separator]}, and check that the recipe is the one for it.`;
  }
  return 'Check that the file has a header, and that the recipe is the one for it.';
}
