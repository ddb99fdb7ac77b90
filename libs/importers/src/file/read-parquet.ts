import { AssayError } from '@assay/contract';
import { str } from '../named-parameters.ts';
import { quoteName } from '../quote.ts';
import { fitRecipe } from '../recipe/fit.ts';
import type { Transaction } from '../transaction.ts';
import { hasNoRecords, notRecognised } from './not-recognised.ts';
import type { FileContents, ReadOptions, SourceFile } from './source-file.ts';
import { readPieces } from './source-file.ts';

/** Each row of the file a row of `source_record`, every value as text. The engine reads the file itself. */
export async function readParquet(
  transaction: Transaction,
  file: SourceFile,
  { signal, onRecords }: ReadOptions,
): Promise<FileContents> {
  const sha256 = await readPieces(file, signal, () => Promise.resolve());
  const found = await columnsOf(transaction, file);
  const advice = 'Check that the recipe is the one for the file.';
  const fit = fitRecipe(file.recipe, file.settings, { file: file.name, names: found, advice });
  const cells = fit.columns.map(({ name }) => {
    const value = found.includes(name) ? quoteName(name) : 'null';
    return `cast(${value} as varchar) as ${quoteName(name)}`;
  });
  await transaction.run(
    `create temp table source_record as
    select file_row_number + 1 as _record, cast(null as bigint) as _line, ${cells.join(', ')}
    from read_parquet(:file, file_row_number = true)`,
    { file: str(file.path) },
  );
  const records = await transaction.count('select count(*) from source_record');
  if (records === 0) throw hasNoRecords(file.name);
  onRecords(records, 1);
  return { sha256, records, fit };
}

async function columnsOf(transaction: Transaction, file: SourceFile): Promise<readonly string[]> {
  try {
    const columns = await transaction.rows('select column_name from (describe select * from read_parquet(:file))', {
      file: str(file.path),
    });
    return columns.map(({ column_name }) => String(column_name));
  } catch (error) {
    const isDamage = error instanceof AssayError && ['DATABASE_BROKEN', 'WAREHOUSE_SYNTAX'].includes(error.code);
    if (!isDamage) throw error;
    throw notRecognised(file.name, 'is a damaged Parquet file', 'Export it again.');
  }
}
