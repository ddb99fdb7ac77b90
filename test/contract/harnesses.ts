import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Statement, Warehouse } from '@assay/contract';
import type { WarehouseId } from '@assay/warehouse';
import { inLoad, openWarehouse } from '@assay/warehouse';
import { context } from './ask.ts';

/** What the suites need of an engine beside the port. */
export interface Harness {
  /** A fresh, writable instance with the empty table `cells` (see `cellColumns`). */
  open(): Promise<Opened>;
  /** Gives one row after 30 s or more of computing. */
  readonly slow: Statement;
  /** `rows` rows of one column `i`, from 0 on. */
  series(rows: number): Statement;
  /** Whether a text comes back as it is. What does not is a known loss of the engine's client, said in its folder. */
  readonly isFaithful: (text: string) => boolean;
  /** True while the engine computes anything. */
  isBusy(): Promise<boolean>;
}

export interface Opened {
  readonly warehouse: Warehouse;
  dispose(): Promise<void>;
}

/** A column of each logical type, in the order of the table. */
export const cellColumns = [
  { name: 'id', type: 'int' },
  { name: 'label', type: 'str' },
  { name: 'amount', type: 'dec' },
  { name: 'score', type: 'flt' },
  { name: 'ok', type: 'bool' },
  { name: 'day', type: 'date' },
  { name: 'moment', type: 'ts' },
] as const;

const duckdbCells =
  'create table cells (id bigint, label varchar, amount decimal(18, 6), score double, ok boolean, day date, moment timestamptz)';

const duckdb: Harness = {
  open: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assay-contract-'));
    const warehouse = await openWarehouse('duckdb', {
      path: join(folder, 'test.duckdb'),
      access: 'load',
      spool: join(folder, 'spool'),
    });
    if (warehouse.loader === null) throw new Error('Opened for loading, but there is no loader.');
    await inLoad(warehouse.loader, (session) => session.run({ sql: duckdbCells, parameters: [] }, context()));
    return {
      warehouse,
      dispose: async () => {
        await warehouse.close();
        await rm(folder, { recursive: true });
      },
    };
  },
  slow: { sql: 'select count(*) as n from range(200000000000) as r(i) where sqrt(i) % 7 > 3', parameters: [] },
  series: (rows) => ({ sql: `select i from range(${rows}) as r(i)`, parameters: [] }),
  isFaithful: (text) => !text.startsWith('\ufeff'),
  // DuckDB computes in this process, and gets its share even of a crowded machine; idle, the process takes a few ms.
  // Asked up to three times, because compiling or collecting for a while is no computing.
  isBusy: async () => {
    for (let sample = 0; sample < 3; sample += 1) if ((await cpuMs(400)) < 60) return false;
    return true;
  },
};

async function cpuMs(duringMs: number): Promise<number> {
  const before = process.cpuUsage();
  await sleep(duringMs);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** An engine in the registry without a harness does not compile. */
export const harnesses: Readonly<Record<WarehouseId, Harness>> = { duckdb };
