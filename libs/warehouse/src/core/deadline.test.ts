import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { assertRunning, startDeadline } from './deadline.ts';

describe('startDeadline', () => {
  it('ends by the timeout, with its length in the sentence', async () => {
    const deadline = startDeadline({ signal: new AbortController().signal, timeoutMs: 20 });
    await sleep(60);
    expect(deadline.signal.reason).toMatchObject({ code: 'WAREHOUSE_TIMEOUT', retryable: true });
    expect(() => assertRunning(deadline.signal)).toThrow('0.02 s');
    deadline.end();
  });

  it('ends by the caller', () => {
    const caller = new AbortController();
    const deadline = startDeadline({ signal: caller.signal, timeoutMs: 60_000 });
    expect(deadline.signal.aborted).toBe(false);
    caller.abort(new Error('a reason that is not ours'));
    expect(deadline.signal.reason).toMatchObject({ code: 'WAREHOUSE_CANCELLED' });
    deadline.end();
  });

  it('has ended when the caller has left before', () => {
    const deadline = startDeadline({ signal: AbortSignal.abort(), timeoutMs: 60_000 });
    expect(deadline.signal.reason).toMatchObject({ code: 'WAREHOUSE_CANCELLED' });
    deadline.end();
  });

  it('after its end neither the timer nor the caller reaches it', async () => {
    const caller = new AbortController();
    const deadline = startDeadline({ signal: caller.signal, timeoutMs: 10 });
    deadline.end();
    caller.abort();
    await sleep(30);
    expect(deadline.signal.aborted).toBe(false);
  });
});
