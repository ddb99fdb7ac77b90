import { quoteName, quoteText } from '../quote.ts';
import type { Fit } from '../recipe/fit.ts';
import { fitRecipe } from '../recipe/fit.ts';
import type { Transaction } from '../transaction.ts';
import { faults } from './cells.ts';
import { readRecords } from './read-records.ts';
import type { TextRecord } from './record-splitter.ts';
import { Rejected, rawOf } from './rejected.ts';
import type { FileContents, ReadOptions, SourceFile } from './source-file.ts';
import { withExactNumbers } from './exact-numbers.ts';
import { hasNoRecords, notRecognised } from './not-recognised.ts';

/**
 * One JSON object a line: each a row of `source_record`, every value as the text it has in the file, nested ones as
 * JSON. The engine reads the values, because a JavaScript number would round them.
 */
export async function readJsonl(
  transaction: Transaction,
  file: SourceFile,
  options: ReadOptions,
): Promise<FileContents> {
  await transaction.run('create temp table json_line (_record bigint, _line bigint, text varchar)');
  const read = ({ text }: TextRecord) => ({ cells: [withExactNumbers(text)] });
  const holds = file.recipe.columns;
  const shape = { separator: null, table: 'json_line', columns: ['text'], holds, headers: 0 } as const;
  const target = { ...options, ...shape, read } as const;
  const contents = await readRecords(transaction, file, target);
  if (contents.records === 0) throw hasNoRecords(file.name);
  await rejectNonObjects(transaction, file);
  if ((await transaction.count('select count(*) from json_line')) === 0) {
    const hint = 'Check that the file is the one you meant, and that its recipe is one for JSON lines.';
    throw notRecognised(file.name, 'has no line that is a JSON object', hint);
  }
  const fit = await fitKeys(transaction, file);
  const cells = fit.columns.map(({ name }) => `text ->> ${quoteText(pathOf(name))} as ${quoteName(name)}`);
  await transaction.run(`create temp table source_record as select _record, _line, ${cells.join(', ')} from json_line`);
  await transaction.run('drop table json_line');
  return { ...contents, fit };
}

async function fitKeys(transaction: Transaction, { name, recipe, settings }: SourceFile): Promise<Fit> {
  const keys = await transaction.rows('select distinct unnest(json_keys(text)) as name from json_line order by name');
  const advice = 'Check that every line is a JSON object, and that the recipe is the one for the file.';
  return fitRecipe(recipe, settings, { file: name, names: keys.map((key) => String(key['name'])), advice });
}

async function rejectNonObjects(transaction: Transaction, file: SourceFile): Promise<void> {
  const isObject = `case when json_valid(text) then json_type(text) = 'OBJECT' else false end`;
  const broken = await transaction.rows(`select _record, _line, text from json_line where not ${isObject}`);
  if (broken.length === 0) return;
  const rejected = new Rejected();
  for (const { _record, _line, text } of broken) {
    const record = { number: Number(_record), line: Number(_line), text: String(text) };
    rejected.add(record, faults.notObject, rawOf(file.recipe.columns, record));
  }
  await rejected.flush(transaction);
  await transaction.run(`delete from json_line where not ${isObject}`);
}

/** A path of one step, whatever the name holds. */
function pathOf(name: string): string {
  return `$."${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
