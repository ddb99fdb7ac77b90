import { AssayError } from '@assay/contract';
import { str } from '../named-parameters.ts';
import { quoteName } from '../quote.ts';
import type { Transaction } from '../transaction.ts';
import type { SourceFile } from './source-file.ts';
import { checkColumns } from './source-file.ts';
import { notRecognised } from './survey.ts';

/** Each row of the file a row of `source_record`, every value as text. */
export async function readParquet(transaction: Transaction, file: SourceFile): Promise<void> {
  const path = { file: str(file.path) };
  const found = await columnsOf(transaction, file);
  checkColumns(file, found, 'Check that the recipe is the one for the file.');
  const cells = file.recipe.columns.map(({ name }) =>
    found.includes(name) ? `cast(${quoteName(name)} as varchar) as ${quoteName(name)}` : `cast(null as varchar) as ${quoteName(name)}`,
  );
  await transaction.run(
    `create temp table source_record as select file_row_number + 1 as _record, ${cells.join(', ')}
    from read_parquet(:file, file_row_number = true)`,
    path,
  );
  if ((await transaction.count('select count(*) from source_record')) === 0) {
    throw notRecognised(file.name, 'has no records', 'Check that the export was complete.');
  }
}

async function columnsOf(transaction: Transaction, file: SourceFile): Promise<readonly string[]> {
  try {
    const columns = await transaction.rows('select column_name from (describe select * from read_parquet(:file))', {
      file: str(file.path),
    });
    return columns.map(({ column_name }) => String(column_name));
  } catch (error) {
    if (!(error instanceof AssayError) || error.code === 'WAREHOUSE_CANCELLED') throw error;
    throw notRecognised(file.name, 'is a damaged Parquet file', 'Export it again.');
  }
}
