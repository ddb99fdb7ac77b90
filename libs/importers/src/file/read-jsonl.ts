import { str } from '../named-parameters.ts';
import { quoteName, quoteText } from '../quote.ts';
import type { Transaction } from '../transaction.ts';
import { collectRejects, keptText, numberRecords, rejectOptions, rejectedColumns } from './rejects.ts';
import type { SourceFile } from './source-file.ts';
import { checkColumns, textOf } from './source-file.ts';

/**
 * One JSON object a line: each a row of `source_record`, every value as text, nested ones as JSON. Lines are read as cells of
 * a table with one column, parted by a character that JSON does not allow unescaped.
 */
export async function readJsonl(transaction: Transaction, file: SourceFile): Promise<void> {
  await transaction.run(
    `create temp table json_line as select row_number() over () as position, line
    from (select line from read_csv(:file, auto_detect = false, header = false, columns = {'line': 'VARCHAR'},
      delim = E'\\x1f', quote = '', escape = '', ${rejectOptions}))
    where line is not null`,
    { file: str(file.path) },
  );
  await collectRejects(transaction, file);
  await numberRecords(transaction, file, 'json_line');
  await rejectNonObjects(transaction, file);
  const keys = await transaction.rows('select distinct unnest(json_keys(line)) as name from json_line order by name');
  const found = keys.map(({ name }) => String(name));
  checkColumns(file, found, 'Check that every line is a JSON object, and that the recipe is the one for the file.');
  const cells = file.recipe.columns.map(({ name }) => `json_line.line ->> ${quoteText(pathOf(name))} as ${quoteName(name)}`);
  await transaction.run(`create temp table source_record as select _record, ${cells.join(', ')} from json_line`);
  await transaction.run('drop table json_line');
}

async function rejectNonObjects(transaction: Transaction, file: SourceFile): Promise<void> {
  const isObject = `case when json_valid(line) then json_type(line) = 'OBJECT' else false end`;
  const broken = await transaction.rows(
    `select _record as record, ${keptText('line', file)} as raw from json_line where not ${isObject}`,
  );
  if (broken.length === 0) return;
  const { lines } = textOf(file).scanner;
  const rows = broken.map(({ record, raw }) => [
    Number(record),
    lines.of(Number(record)),
    'it is not a JSON object',
    raw ?? null,
  ]);
  await transaction.append('rejected', rejectedColumns, rows);
  await transaction.run(`delete from json_line where not ${isObject}`);
}

/** A path of one step, whatever the name holds. */
function pathOf(name: string): string {
  return `$."${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
