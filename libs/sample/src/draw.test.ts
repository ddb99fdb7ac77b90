import { openWarehouse } from '@assay/warehouse';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, seedDraws } from './draw.ts';

/** Draws are even and independent of each other, in the engine itself. */
describe('draws', () => {
  const spool = mkdtempSync(join(tmpdir(), 'assay-draws-'));
  const context = () => ({
    signal: new AbortController().signal,
    timeoutMs: 20_000,
    maxRows: 10,
    maxBytes: 1e6,
    tags: {},
  });
  let warehouse: Awaited<ReturnType<typeof openWarehouse>>;
  beforeAll(async () => {
    warehouse = await openWarehouse('duckdb', { path: ':memory:', access: 'load', spool });
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(spool, { recursive: true });
  });

  /** The only row of a statement, with the draws of a seed. */
  async function asked(seed: number, sql: string): Promise<Readonly<Record<string, number>>> {
    const load = await warehouse.loader?.begin('staging');
    if (!load) throw new Error('The embedded database takes loads.');
    try {
      await load.run({ sql: seedDraws(seed), parameters: [] }, context());
      const { columns } = await load.run({ sql, parameters: [] }, context());
      return Object.fromEntries(columns.map(({ name, values }) => [name, Number(values[0])]));
    } finally {
      await load.rollback();
    }
  }

  const one = draw('i', 'first purpose');

  it('are even, and independent by purpose and by thing', async () => {
    const { mean, low, pair, lag } = await asked(
      0,
      `select avg(${one}) as mean, avg(case when ${one} < 0.1 then 1.0 else 0 end) as low,
        corr(${one}, ${draw('i', 'second purpose')}) as pair, corr(${one}, ${draw('i + 1', 'first purpose')}) as lag
      from range(200000) numbers(i)`,
    );
    // Standard errors: 0.0006, 0.0007, 0.0022, 0.0022.
    expect(Math.abs((mean ?? 0) - 0.5)).toBeLessThan(0.003);
    expect(Math.abs((low ?? 0) - 0.1)).toBeLessThan(0.003);
    expect(Math.abs(pair ?? 1)).toBeLessThan(0.01);
    expect(Math.abs(lag ?? 1)).toBeLessThan(0.01);
  });

  it('are the same again with the same seed, and others with another', async () => {
    const few = `select sum(${one}) as total, max(case when i = 0 then ${one} end) as first from range(1000) numbers(i)`;
    expect(await asked(7, few)).toEqual(await asked(7, few));
    const [mine, yours] = [await asked(7, few), await asked(8, few)];
    // Not the same draws in another order either.
    expect(mine['total']).not.toBe(yours['total']);
    expect(mine['first']).not.toBe(yours['first']);
  });
});
