import { describe, expect, it } from 'vitest';
import { InFlight } from './in-flight.ts';

const never = new AbortController().signal;

/** Work that is done when the test says so. */
function work() {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const signals: AbortSignal[] = [];
  const start = (signal: AbortSignal) => {
    signals.push(signal);
    return promise;
  };
  return { start, resolve, reject, signals };
}

describe('InFlight', () => {
  it('does equal work once and other work beside it', async () => {
    const flight = new InFlight<number>();
    const [a, b] = [work(), work()];
    const joined = [
      flight.join('a', never, a.start),
      flight.join('a', never, a.start),
      flight.join('b', never, b.start),
    ];
    expect([a.signals.length, b.signals.length, flight.size]).toEqual([1, 1, 2]);
    a.resolve(1);
    b.resolve(2);
    expect(await Promise.all(joined)).toEqual([1, 1, 2]);
    expect(flight.size).toBe(0);
  });

  it('starts afresh when the work is done', async () => {
    const flight = new InFlight<number>();
    expect(await flight.join('a', never, () => Promise.resolve(1))).toBe(1);
    expect(await flight.join('a', never, () => Promise.resolve(2))).toBe(2);
  });

  it('goes on while anybody waits, is cancelled with the last', async () => {
    const flight = new InFlight<number>();
    const shared = work();
    const [one, two] = [new AbortController(), new AbortController()];
    const first = flight.join('a', one.signal, shared.start);
    const second = flight.join('a', two.signal, shared.start);
    one.abort();
    await expect(first).rejects.toMatchObject({ code: 'WAREHOUSE_CANCELLED' });
    expect(shared.signals[0]?.aborted).toBe(false);
    two.abort();
    await expect(second).rejects.toMatchObject({ code: 'WAREHOUSE_CANCELLED' });
    expect(shared.signals[0]?.aborted).toBe(true);
  });

  it('nobody joins what is being cancelled', async () => {
    const flight = new InFlight<number>();
    const [old, fresh] = [work(), work()];
    const leaving = new AbortController();
    const first = flight.join('a', leaving.signal, old.start);
    leaving.abort();
    await expect(first).rejects.toThrow();
    const second = flight.join('a', never, fresh.start);
    old.reject(new Error('stopped'));
    fresh.resolve(2);
    expect(await second).toBe(2);
  });

  it('hands a failure to all who wait', async () => {
    const flight = new InFlight<number>();
    const shared = work();
    const joined = [flight.join('a', never, shared.start), flight.join('a', never, shared.start)];
    shared.reject(new Error('no'));
    for (const promise of joined) await expect(promise).rejects.toThrow('no');
    expect(flight.size).toBe(0);
  });
});
