import type { CheckStep, QueryContext, ResultColumn, Warehouse } from '@assay/contract';
import { AssayError, countOf } from '@assay/contract';
import { schemaVersion, tableNames } from '@assay/model';
import { runChecks } from '../core/check-steps.ts';

const bounds: Omit<QueryContext, 'signal'> = {
  timeoutMs: 10_000,
  maxRows: 1000,
  maxBytes: 1_000_000,
  tags: { app: 'assay', for: 'check' },
};
const maxClockSkewMs = 5 * 60_000;

type Ask = (sql: string) => Promise<readonly (readonly ResultColumn['values'][number][])[]>;

/** What `assay doctor` says of an embedded database. */
export async function duckdbChecks(warehouse: Warehouse, signal: AbortSignal): Promise<readonly CheckStep[]> {
  const ask: Ask = async (sql) => {
    const { columns } = await warehouse.query({ sql, parameters: [] }, { ...bounds, signal });
    return columns.map((column) => column.values);
  };
  return await runChecks([
    { name: 'opens', run: () => version(ask) },
    { name: 'reads', run: () => reads(ask) },
    { name: 'queries cannot write', run: () => refusesWrites(ask) },
    { name: 'clock', run: () => clock(ask) },
    { name: 'schema version', run: () => schema(ask) },
    { name: 'canonical tables', run: () => tables(ask) },
  ]);
}

async function version(ask: Ask): Promise<string> {
  const [[text] = []] = await ask('select version()');
  return `DuckDB ${String(text)}`;
}

/** What is kept in memory beside the file is none of its tables. */
const ofFile = 'table_catalog = current_database()';

async function reads(ask: Ask): Promise<string> {
  const [[count] = []] = await ask(`select count(*) from information_schema.tables where ${ofFile}`);
  return `${countOf(Number(count), 'table')} can be seen`;
}

async function refusesWrites(ask: Ask): Promise<string> {
  try {
    await ask('create table assay_check_write (a integer)');
  } catch (error) {
    if (error instanceof AssayError && error.code === 'WAREHOUSE_READ_ONLY') return 'a write was refused';
    throw error;
  }
  throw new AssayError('WAREHOUSE_PERMISSION', 'A query was able to write.', {
    hint: 'Do not use this build; report it.',
  });
}

async function clock(ask: Ask): Promise<string> {
  const [[now] = []] = await ask('select now()');
  const skewMs = Math.abs(Date.parse(String(now)) - Date.now());
  if (skewMs <= maxClockSkewMs) return `${String(now)}, in UTC`;
  throw new AssayError('INTERNAL', `The engine's clock is ${Math.round(skewMs / 1000)} s away from ours.`, {
    hint: 'Set the clock.',
  });
}

async function schema(ask: Ask): Promise<string> {
  const [[present] = []] = await ask(
    "select count(*) from information_schema.tables where table_schema = 'assay_state' and table_name = 'meta'",
  );
  if (present === 0)
    throw new AssayError('WAREHOUSE_NOT_FOUND', 'The database has no schema of Assay.', {
      hint: 'Load data to create it.',
    });
  const [[found] = []] = await ask("select value from assay_state.meta where key = 'schema_version'");
  if (found === String(schemaVersion)) return `version ${schemaVersion}`;
  const detail = `The database has schema version ${String(found ?? 'none')}, this Assay has ${schemaVersion}.`;
  if (Number(found) > schemaVersion) throw new AssayError('DATABASE_FUTURE', detail, { hint: 'Update Assay.' });
  throw new AssayError('DATABASE_BROKEN', detail, { hint: 'Load the data again into a new database.' });
}

async function tables(ask: Ask): Promise<string> {
  const [found = []] = await ask(
    `select table_name from information_schema.tables where table_schema = 'main' and ${ofFile}`,
  );
  const missing = tableNames.filter((name) => !found.includes(name));
  if (missing.length === 0) return `all ${tableNames.length} are there`;
  throw new AssayError(
    'WAREHOUSE_NOT_FOUND',
    `${missing.length} of ${tableNames.length} are missing: ${missing.join(', ')}.`,
    {
      hint: 'Create them with the output of: assay schema duckdb.',
    },
  );
}
