import { join } from 'node:path';
import { columnsOf, historyName, tableNames } from '@assay/model';
import { openWarehouse } from '@assay/warehouse';

const context = {
  signal: new AbortController().signal,
  timeoutMs: 60_000,
  maxRows: 10_000,
  maxBytes: 10_000_000,
  tags: { app: 'kill' },
};

/**
 * What a folder's database holds, as a text that is equal for equal contents: rows and a checksum of each table, history
 * and list of loads included. What names a load, and when it came, is left out.
 *
 * @param {string} folder
 */
export async function contentsOf(folder) {
  const data = join(folder, '.assay');
  const path = join(data, 'assay.duckdb');
  const warehouse = await openWarehouse('duckdb', { path, access: 'load', spool: join(data, 'spool') });
  try {
    const parts = tableNames.flatMap((table) => {
      const columns = columnsOf(table).filter(({ name }) => name !== 'load_id' && name !== 'ingested_at');
      const names = columns.map(({ name }) => `"${name}"`).join(', ');
      return [table, historyName(table)].map((name) => checksum(name, names));
    });
    const loads = checksum('assay_state.loads', 'file, records_read, records_loaded, tables');
    const { columns } = await warehouse.query({ sql: [...parts, loads].join(' union all '), parameters: [] }, context);
    return JSON.stringify(columns.map(({ values }) => values));
  } finally {
    await warehouse.close();
  }
}

const checksum = (table, names) =>
  `select '${table}' as name, count(*) as total, cast(coalesce(bit_xor(hash(${names})), 0) as varchar) as checksum from ${table}`;
