import type { AppendColumn } from '@assay/contract';
import type { Transaction } from '../transaction.ts';
import type { SourceFile } from './source-file.ts';
import { textOf } from './source-file.ts';
import { notRecognised } from './survey.ts';

/** Options of the engine's reader that set malformed rows aside instead of failing, and where they land. */
export const rejectOptions = `ignore_errors = true, store_rejects = true, rejects_table = 'load_rejects',
  rejects_scan = 'load_rejects_scan', rejects_limit = 0`;

const maxRaw = 10_000;

/** What the engine calls a malformed row, in words. */
const words: Readonly<Record<string, string>> = {
  'MISSING COLUMNS': 'it has fewer cells than the header',
  'TOO MANY COLUMNS': 'it has more cells than the header',
  'UNQUOTED VALUE': 'a quote is not closed, or text follows a closed one',
  'INVALID ENCODING': 'it is not UTF-8',
  'LINE SIZE OVER MAXIMUM': 'it is longer than 2 MB',
};

/** Records that could not be read as cells at all. */
export const rejectedColumns: readonly AppendColumn[] = [
  { name: 'record', type: 'int' },
  { name: 'line', type: 'int' },
  { name: 'detail', type: 'str' },
  { name: 'raw', type: 'str' },
];

/** The raw text, cut; null where some column holds content or people, because its cells cannot be told apart. */
export function keptText(expression: string, { recipe }: SourceFile): string {
  const mayKeep = recipe.columns.every((column) => column.holds === 'data');
  return mayKeep ? `left(${expression}, ${maxRaw})` : 'cast(null as varchar)';
}

export async function createRejected(transaction: Transaction): Promise<void> {
  await transaction.run('create temp table rejected (record bigint, line bigint, detail varchar, raw varchar)');
}

/** Copies the rows the engine could not read to `rejected`, under the record numbers of the survey. */
export async function collectRejects(transaction: Transaction, file: SourceFile): Promise<void> {
  const { scanner } = textOf(file);
  const rejects = await transaction.rows(
    `select line as row_number, min(cast(error_type as varchar)) as kind, ${keptText("ltrim(max(csv_line), chr(10) || chr(13))", file)} as raw
    from load_rejects group by line`,
  );
  if (rejects.length === 0) return;
  const rows = rejects.map(({ row_number, kind, raw: text }) => {
    const record = scanner.recordAt(Number(row_number));
    if (record === null) throw unreadable(file);
    return [record, scanner.lines.of(record), words[String(kind)] ?? 'it cannot be read', text ?? null];
  });
  await transaction.append('rejected', rejectedColumns, rows);
}

/**
 * Numbers the rows of a table by `position` with the record numbers that are not rejected, as `_record`. The count of
 * records by the survey and by the engine must agree, so that none is lost unseen.
 */
export async function numberRecords(transaction: Transaction, file: SourceFile, table: string): Promise<void> {
  const { scanner } = textOf(file);
  const read = await transaction.count(`select count(*) from ${table}`);
  const rejected = await transaction.count('select count(*) from rejected');
  if (read + rejected !== scanner.lines.count) throw unreadable(file);
  if (rejected === 0) {
    await transaction.run(`alter table ${table} rename column position to _record`);
    return;
  }
  await transaction.run(`create temp table numbered as
    with free as (
      select r.record, row_number() over (order by r.record) as position
      from range(1, ${scanner.lines.count + 1}) r(record) 
    )
    select free.record as _record, t.* exclude (position) from ${table} t join free on free.position = t.position
    order by free.record`);
  await transaction.run(`drop table ${table}`);
  await transaction.run(`alter table numbered rename to ${table}`);
}

function unreadable(file: SourceFile) {
  return notRecognised(
    file.name,
    'cannot be split into records without doubt',
    'Look for quotes that are opened and not closed; write a quote inside a cell twice.',
  );
}
