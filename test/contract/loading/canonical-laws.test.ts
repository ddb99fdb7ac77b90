import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LoadReceipt } from '@assay/importers';
import type { TableName } from '@assay/model';
import { columnType, columnsOf, tableNames } from '@assay/model';
import type { TestDatabase } from './database.ts';
import { inDatabase, shippedSource } from './database.ts';
import { rowsOfEveryTable } from './every-table.ts';
import { lawTimeout, search } from './law-search.ts';
import type { LabelRow } from './labelling-rows.ts';
import { output, rowsSource } from './labelling-rows.ts';

const key = { bytes: Buffer.alloc(32, 7) };
const now = new Date('2025-06-01T12:00:00Z');

const formats = {
  csv: 'format csv, header',
  tsv: `format csv, header, delimiter '\t'`,
  jsonl: 'format json',
  parquet: 'format parquet',
};
type Format = keyof typeof formats;

/** The rows as DuckDB writes them, in the types of the model. */
async function written(database: TestDatabase, rows: readonly LabelRow[], format: Format): Promise<string> {
  const [{ table } = { table: 'dim_task' as TableName }] = rows;
  const names = Object.keys(rows[0]?.cells ?? {});
  const types = new Map(columnsOf(table).map((column) => [column.name, columnType('duckdb', column)]));
  const literal = (cell: LabelRow['cells'][string] | undefined, name: string) =>
    cell === null || cell === undefined
      ? 'null'
      : `cast('${String(cell).replaceAll("'", "''")}' as ${types.get(name) ?? ''})`;
  const values = rows.map(({ cells }) => `(${names.map((name) => literal(cells[name], name)).join(', ')})`);
  const file = await database.file(`${table}.${format}`, '');
  await database.execute(
    `copy (select * from (values ${values.join(', ')}) t(${names.join(', ')})) to '${file}' (${formats[format]})`,
  );
  return file;
}

const graded = output({ output_id: 'graded' });

/** What all tables hold, and what became of the records, when each table's rows come as `bring` says. */
async function outcome(
  bring: (database: TestDatabase, rows: readonly LabelRow[]) => Promise<LoadReceipt>,
  rows: readonly LabelRow[],
) {
  return await inDatabase(async (database) => {
    await database.load(rowsSource([graded]), { now, key, keepContent: true });
    const counts: unknown[] = [];
    for (const table of tableNames) {
      const { read, loaded, quarantined, reasons } = await bring(
        database,
        rows.filter((row) => row.table === table),
      );
      counts.push({ table, read, loaded, quarantined, reasons });
    }
    return { counts, contents: await database.contents() };
  });
}

it(
  'rows of every table, written by DuckDB, end in the same tables as the rows themselves',
  async () => {
    const known = { source: 'test' };
    await fc.assert(
      fc.asyncProperty(rowsOfEveryTable, async (rows) => {
        const expected = await outcome(
          (database, some) => database.load(rowsSource(some), { now, key, keepContent: true }),
          rows,
        );
        expect(expected.counts).toEqual(
          tableNames.map((table) => {
            const read = rows.filter((row) => row.table === table).length;
            return { table, read, loaded: read, quarantined: 0, reasons: {} };
          }),
        );
        for (const format of Object.keys(formats) as Format[]) {
          const found = await outcome(async (database, some) => {
            const source = await shippedSource('canonical', await written(database, some, format), known);
            return await database.load(source, { now, key, keepContent: true });
          }, rows);
          expect(found, format).toEqual(expected);
        }
      }),
      // One, because it loads every table five times.
      { ...search(1), endOnFailure: true },
    );
  },
  lawTimeout,
);
