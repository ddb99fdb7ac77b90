import type { BulkLoader, QueryContext, Statement, Warehouse } from '@assay/contract';
import type { StatementRunner } from './run.ts';
import type { Asker } from './workspace.ts';
import { basename } from 'node:path';
import { AssayError } from '@assay/contract';
import { schemaVersion } from '@assay/model';
import { column } from './run.ts';

const meta = (key: 'data_version' | 'schema_version' | 'sample_mark'): Statement => ({
  sql: 'select value from assay_state.meta where key = $1',
  parameters: [{ type: 'str', value: key }],
});

/** The mark that every load changes; what was remembered under another mark no longer holds. */
export async function dataVersion(runner: StatementRunner, asker: Asker): Promise<string | null> {
  return (column(await runner.run(meta('data_version'), asker), 'value')[0] ?? null) as string | null;
}

const told: Statement = {
  sql: `select (select value from assay_state.meta where key = 'data_version') as data,
  (select count(*) || ' ' || coalesce(max(last_seen_at)::varchar, '') from assay_state.findings) as findings`,
  parameters: [],
};

/** The mark of the data with that of what was found wrong in it, which the doctor changes, too. */
export async function marksTold(runner: StatementRunner, asker: Asker): Promise<readonly [string, string] | null> {
  const result = await runner.run(told, asker);
  const [data, findings] = ['data', 'findings'].map((name) => column(result, name)[0] as string | null);
  return data === null || data === undefined ? null : [data, findings ?? ''];
}

/** Bounds of the questions about the database itself, which are one row each. */
const quick = (): QueryContext => ({
  signal: AbortSignal.timeout(10_000),
  timeoutMs: 10_000,
  maxRows: 1,
  maxBytes: 10_000,
  tags: { app: 'assay' },
});

async function readMeta(warehouse: Warehouse, key: Parameters<typeof meta>[0]): Promise<string | null> {
  return (column(await warehouse.query(meta(key), quick()), 'value')[0] ?? null) as string | null;
}

/** Version of a database's schema; null where it says none that is a number. */
export async function schemaOf(warehouse: Warehouse): Promise<number | null> {
  const found = Number((await readMeta(warehouse, 'schema_version')) ?? NaN);
  return Number.isInteger(found) ? found : null;
}

/** Whether nothing was ever loaded into a database of ours: it has no table, or only the empty ones a first load makes. */
export async function isBlank(warehouse: Warehouse): Promise<boolean> {
  const sql = 'select count(*) as total from information_schema.tables where table_catalog = current_database()';
  const tables = { sql, parameters: [] };
  if (Number(column(await warehouse.query(tables, quick()), 'total')[0]) === 0) return true;
  const known = await readMeta(warehouse, 'schema_version').catch(() => null);
  return known !== null && (await readMeta(warehouse, 'data_version')) === null;
}

/** A database without tables, of another make, of an older or of a newer Assay is refused in words. */
export async function checkSchema(warehouse: Warehouse, path: string): Promise<void> {
  const name = basename(path);
  const found = await readMeta(warehouse, 'schema_version').catch(async (error: unknown) => {
    if (await isBlank(warehouse)) {
      throw new AssayError('WAREHOUSE_NOT_FOUND', `There is nothing in ${name} yet.`, {
        hint: 'Load into it: assay load FILE --recipe NAME --db FILE.',
      });
    }
    throw new AssayError('DATABASE_BROKEN', `${name} is a database, but not one that Assay made.`, {
      hint: 'Name another file with --db, or load into a new one.',
      cause: error,
    });
  });
  if (found === String(schemaVersion)) return;
  if (Number(found) > schemaVersion) {
    throw new AssayError(
      'DATABASE_FUTURE',
      `${name} was written by a newer Assay (schema ${found ?? '?'}, this one knows ${schemaVersion}).`,
      {
        hint: 'Update Assay, or load the files again into a new database.',
      },
    );
  }
  throw new AssayError('DATABASE_BROKEN', `${name} has no schema version that Assay knows.`, {
    hint: 'Load the files again into a new database.',
  });
}

/** Which built-in sample a database holds; null where it holds none. */
export function sampleMark(warehouse: Warehouse): Promise<string | null> {
  return readMeta(warehouse, 'sample_mark');
}

/** Marks a database as the built-in sample. */
export async function writeSampleMark(loader: BulkLoader, mark: string): Promise<void> {
  const session = await loader.begin();
  try {
    const sql = `insert into assay_state.meta (key, value) values ('sample_mark', $1) on conflict (key) do update set value = excluded.value`;
    await session.run({ sql, parameters: [{ type: 'str', value: mark }] }, quick());
    await session.commit();
  } catch (error) {
    await session.rollback();
    throw error;
  }
}
