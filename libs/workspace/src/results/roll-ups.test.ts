import type { RollUp } from '@assay/metrics';
import { openWarehouse } from '@assay/warehouse';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Asker } from '../workspace.ts';
import { column, StatementRunner } from '../run.ts';
import { PageResults } from './page-results.ts';
import type { RollUpBounds } from './roll-ups.ts';
import { RollUps } from './roll-ups.ts';

const asker: Asker = {
  viewer: { id: 'owner', role: 'owner' },
  signal: new AbortController().signal,
  page: null,
};
const plain = (sql: string) => ({ sql, parameters: [] });

/** A statement that says where it read its rows, and how many there were. */
const asked = (name: string, rows = 3) => ({
  statement: plain(`select 'rows' as source, ${rows} as n, '${name}' as name`),
  rollUp: (): RollUp => ({
    tables: [{ name, statement: () => plain(`select range as n from range(${rows})`) }],
    statement: plain(`select 'kept' as source, count(*) as n, '${name}' as name from "kept"."${name}"`),
  }),
});

async function opened(bounds: Partial<RollUpBounds> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'assay-roll-ups-'));
  const warehouse = await openWarehouse('duckdb', { path: ':memory:', access: 'load', spool: folder });
  if (!warehouse.keeper) throw new Error('DuckDB can keep rows.');
  const rollUps = new RollUps(warehouse.keeper, {
    ...{ leastMs: 0, quietMs: 0, rowsOfTable: 10, rowsOfAll: 20, timeoutMs: 5000 },
    ...bounds,
  });
  onTestFinished(async () => {
    await rollUps.close();
    await warehouse.close();
    await rm(folder, { recursive: true });
  });
  const state = { mark: 'v1' };
  const results = new PageResults({
    runner: new StatementRunner(warehouse),
    cache: null,
    rollUps,
    rightsKey: () => '',
    dataVersion: () => Promise.resolve(state.mark),
  });
  const source = async (what: ReturnType<typeof asked>) => {
    const result = await results.run(what, asker, []);
    await rollUps.settled();
    return [column(result, 'source')[0], column(result, 'n')[0]];
  };
  return { source, state, rollUps, keeper: warehouse.keeper };
}

it('asks the rows first, and what was kept of them from then on', async () => {
  const { source } = await opened();
  expect(await source(asked('a'))).toEqual(['rows', 3]);
  expect(await source(asked('a'))).toEqual(['kept', 3]);
  expect(await source(asked('b'))).toEqual(['rows', 3]);
});

it('keeps nothing that takes no time', async () => {
  const { source } = await opened({ leastMs: 60_000 });
  await source(asked('a'));
  expect(await source(asked('a'))).toEqual(['rows', 3]);
});

it('works out what could be kept only where something is, or where the rows took long', async () => {
  const quick = await opened({ leastMs: 60_000 });
  const never = () => expect.fail('Worked out for nothing.');
  expect(await quick.source({ ...asked('a'), rollUp: never })).toEqual(['rows', 3]);
  const { source, state } = await opened();
  await source(asked('a'));
  state.mark = 'v2';
  let times = 0;
  const late = { ...asked('a'), rollUp: () => (times++, asked('a').rollUp()) };
  expect(await source(late)).toEqual(['rows', 3]);
  // To keep it; of the state before nothing is looked for.
  expect(times).toBe(1);
});

it('waits until nobody asks', async () => {
  const { source, rollUps } = await opened();
  const asking = Promise.withResolvers<undefined>();
  const waiting = rollUps.ahead(() => asking.promise);
  const first = source(asked('a'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(rollUps.find('v1', asked('a').rollUp)).toBeNull();
  asking.resolve(undefined);
  await Promise.all([waiting, first]);
  expect(rollUps.find('v1', asked('a').rollUp)).not.toBeNull();
});

it('waits for quiet once, not for each table anew, where somebody always asks', async () => {
  const { rollUps, keeper } = await opened({ quietMs: 500 });
  const asking = Promise.withResolvers<undefined>();
  const waiting = rollUps.ahead(() => asking.promise);
  const kept: number[] = [];
  const keep = keeper.keep.bind(keeper);
  vi.spyOn(keeper, 'keep').mockImplementation((...table) => (kept.push(performance.now()), keep(...table)));
  const tables = ['a', 'b', 'c'].flatMap((name) => asked(name).rollUp().tables);
  rollUps.want('v1', () => ({ tables, statement: plain('select 1') }), 1);
  await rollUps.settled();
  const [first = 0, , last = Infinity] = kept;
  // Twice what is quiet is the patience of a server that never is: for each anew, two of them would take two seconds.
  expect(last - first).toBeLessThan(1000);
  asking.resolve(undefined);
  await waiting;
});

it('keeps nothing of an earlier state of the data', async () => {
  const { source, state } = await opened();
  await source(asked('a'));
  state.mark = 'v2';
  expect(await source(asked('a', 4))).toEqual(['rows', 4]);
  expect(await source(asked('a', 4))).toEqual(['kept', 4]);
});

it('lets go of everything where that is asked for', async () => {
  const { source, rollUps } = await opened();
  await source(asked('a'));
  rollUps.forget();
  expect(await source(asked('a'))).toEqual(['rows', 3]);
});

it('asks the rows of what is too large to be kept', async () => {
  const { source } = await opened({ rowsOfTable: 2 });
  await source(asked('a'));
  expect(await source(asked('a'))).toEqual(['rows', 3]);
});

it('gives the room of what was used least lately to what is new', async () => {
  const { source } = await opened({ rowsOfAll: 8 });
  for (const name of ['a', 'b']) await source(asked(name));
  expect(await source(asked('a'))).toEqual(['kept', 3]);
  await source(asked('c'));
  expect(await source(asked('a'))).toEqual(['kept', 3]);
  expect(await source(asked('b'))).toEqual(['rows', 3]);
});

it('asks the rows where what was kept is gone', async () => {
  const { source, keeper } = await opened();
  await source(asked('a'));
  await keeper.drop('a');
  expect(await source(asked('a'))).toEqual(['rows', 3]);
});
