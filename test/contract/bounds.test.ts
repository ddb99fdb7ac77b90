import { describe, expect, it } from 'vitest';
import type { Statement } from '@assay/contract';
import { context } from './ask.ts';
import { engines, freshWarehouse } from './engines.ts';

describe.each(engines)('bounds of $id', ({ id, harness }) => {
  const open = freshWarehouse(id);

  it('a result of exactly maxRows passes, one row more does not', async () => {
    const warehouse = await open();
    const result = await warehouse.query(harness.series(5000), context({ maxRows: 5000 }));
    expect(result.rowCount).toBe(5000);
    expect(result.columns[0]?.values).toEqual(Array.from({ length: 5000 }, (_, index) => index));
    const tooMany = warehouse.query(harness.series(5001), context({ maxRows: 5000 }));
    await expect(tooMany).rejects.toMatchObject({ code: 'WAREHOUSE_LIMIT' });
  });

  it('a large result stops at the cap, not at its end', async () => {
    const warehouse = await open();
    const begun = performance.now();
    const tooMany = warehouse.query(harness.series(2_000_000_000), context({ maxRows: 1000 }));
    await expect(tooMany).rejects.toMatchObject({ code: 'WAREHOUSE_LIMIT' });
    expect(performance.now() - begun).toBeLessThan(3000);
    expect(await harness.isBusy()).toBe(false);
  });

  it('few rows of much text are over maxBytes', async () => {
    const warehouse = await open();
    const long: Statement = { sql: `select repeat('x', 1000000) as t`, parameters: [] };
    const fits = await warehouse.query(long, context({ maxBytes: 2_100_000 }));
    expect(String(fits.columns[0]?.values[0])).toHaveLength(1_000_000);
    await expect(warehouse.query(long, context({ maxBytes: 1_000_000 }))).rejects.toMatchObject({
      code: 'WAREHOUSE_LIMIT',
    });
  });

  it('a result is whole or an error, also as a stream', async () => {
    const warehouse = await open();
    const read = async () => {
      let rows = 0;
      for await (const piece of warehouse.stream(harness.series(10_000), context({ maxRows: 9999 })))
        rows += piece.rowCount;
      return rows;
    };
    await expect(read()).rejects.toMatchObject({ code: 'WAREHOUSE_LIMIT' });
  });

  it('takes as many parameters as it says, up to a thousand', async () => {
    const warehouse = await open();
    const count = Math.min(warehouse.capabilities.maxParameters, 1000);
    const parameters = Array.from({ length: count }, (_, index) => ({ type: 'int' as const, value: index }));
    const list = parameters.map((_, index) => `$${index + 1}`).join(', ');
    const { columns } = await warehouse.query(
      { sql: `select ${count - 1} in (${list}) as a, ${count} in (${list}) as b`, parameters },
      context(),
    );
    expect(columns.map(({ values }) => values)).toEqual([[true], [false]]);
  });
});
