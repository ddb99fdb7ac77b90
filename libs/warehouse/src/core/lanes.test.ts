import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { cancelled } from './deadline.ts';
import { Lanes } from './lanes.ts';

const never = new AbortController().signal;

describe('Lanes', () => {
  it('lets in as many as there are lanes, the others in the order they came', async () => {
    const lanes = new Lanes(2);
    const order: number[] = [];
    const enter = async (number: number) => {
      const release = await lanes.enter(never);
      order.push(number);
      return release;
    };
    const [first, second, third, fourth] = [enter(1), enter(2), enter(3), enter(4)];
    const [releaseFirst, releaseSecond] = [await first, await second];
    await setImmediate();
    expect(order).toEqual([1, 2]);
    expect([lanes.busy, lanes.waiting]).toEqual([2, 2]);
    releaseSecond();
    const releaseThird = await third;
    expect(order).toEqual([1, 2, 3]);
    releaseFirst();
    releaseThird();
    (await fourth)();
    expect([lanes.busy, lanes.waiting]).toEqual([0, 0]);
  });

  it('a place given back twice is one place', async () => {
    const lanes = new Lanes(1);
    const release = await lanes.enter(never);
    release();
    release();
    await lanes.enter(never);
    expect(lanes.busy).toBe(1);
  });

  it('who waits can leave, and loses nobody else their place', async () => {
    const lanes = new Lanes(1);
    const release = await lanes.enter(never);
    const leaving = new AbortController();
    const left = lanes.enter(leaving.signal);
    const next = lanes.enter(never);
    leaving.abort(cancelled());
    await expect(left).rejects.toMatchObject({ code: 'WAREHOUSE_CANCELLED' });
    release();
    (await next)();
    leaving.abort();
    expect([lanes.busy, lanes.waiting]).toEqual([0, 0]);
  });

  it('does not start with a signal that has fired', async () => {
    const lanes = new Lanes(1);
    await expect(lanes.enter(AbortSignal.abort())).rejects.toMatchObject({ code: 'WAREHOUSE_CANCELLED' });
    expect(lanes.busy).toBe(0);
  });

  it('gives the place back when the work fails', async () => {
    const lanes = new Lanes(1);
    const failing = lanes.run(never, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await lanes.run(never, () => Promise.resolve(7))).toBe(7);
  });
});
