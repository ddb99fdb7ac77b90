import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

const never = new AbortController().signal;

it('lets in one at a time, in the order they came, whatever becomes of those before', async () => {
  const turns = new Turns();
  const said: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = turns.take(never, async () => {
    await gate.promise;
    said.push('first');
    throw new Error('it stumbled');
  });
  const leaver = new AbortController();
  const second = turns.take(leaver.signal, () => Promise.resolve(said.push('second')));
  const third = turns.take(never, () => Promise.resolve(said.push('third')));
  expect(turns.isTaken).toBe(true);
  leaver.abort();
  await expect(second).rejects.toMatchObject({ code: 'WAREHOUSE_CANCELLED' });
  expect(said).toEqual([]);
  gate.resolve();
  await expect(first).rejects.toThrow('it stumbled');
  await third;
  expect(said).toEqual(['first', 'third']);
  await turns.settled();
  expect(turns.isTaken).toBe(false);
});
