import { str } from '../named-parameters.ts';
import { quoteName, quoteText } from '../quote.ts';
import type { Transaction } from '../transaction.ts';
import { firstRecord } from './header.ts';
import type { LineEnd } from './record-scanner.ts';
import { collectRejects, numberRecords, rejectOptions } from './rejects.ts';
import type { SourceFile } from './source-file.ts';
import { checkColumns, textOf } from './source-file.ts';

const otherSeparators: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

/** As the engine's option has them: with the backslashes. */
const lineEndNames: Readonly<Record<LineEnd, string>> = { '\n': "'\\n'", '\r\n': "'\\r\\n'", '\r': "'\\r'" };

/** A file of separated cells with a header: each record a row of `source_record`, every cell as text, empty as null. */
export async function readDelimited(transaction: Transaction, file: SourceFile, separator: ',' | '\t'): Promise<void> {
  const { header, lineEnd } = textOf(file);
  const found = firstRecord(header, separator);
  checkColumns(file, found, adviceFor(file, header, separator));
  const types = found.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(', ');
  const cells = file.recipe.columns.map(({ name }) =>
    found.includes(name) ? quoteName(name) : `cast(null as varchar) as ${quoteName(name)}`,
  );
  await transaction.run(
    `create temp table source_record as select row_number() over () as position, ${cells.join(', ')}
    from read_csv(:file, auto_detect = false, header = true, columns = {${types}}, delim = ${separator === '\t' ? "E'\\t'" : quoteText(separator)},
      quote = '"', escape = '"', new_line = ${lineEndNames[lineEnd]}, null_padding = false, ${rejectOptions})`,
    { file: str(file.path) },
  );
  await collectRejects(transaction, file);
  await numberRecords(transaction, file, 'source_record');
}

function adviceFor({ recipe }: SourceFile, header: string, separator: string): string {
  const better = Object.keys(otherSeparators).find(
    (other) => other !== separator && recipe.columns.every(({ name, required }) => !required || firstRecord(header, other).includes(name)),
  );
  if (better === undefined) return 'Check that the file has a header, and that the recipe is the one for it.';
  return `Its cells are separated by ${otherSeparators[better]}; save it with ${otherSeparators[separator]}.`;
}
