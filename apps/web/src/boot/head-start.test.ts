import { describe, expect, it } from 'vitest';
import type { HeadStart } from './head-start.ts';
import { keyOf, withHeadStart } from './head-start.ts';

const body = (variables: object): RequestInit => ({
  method: 'POST',
  body: JSON.stringify({ operationName: 'Page', query: 'q', variables }),
});
const late = (): Promise<Response> => Promise.resolve(new Response('late'));

function startedWith(variables: object): { started: Map<string, HeadStart>; cancelled: () => boolean } {
  let cancelled = false;
  const early = { answer: Promise.resolve(new Response('early')), cancel: () => void (cancelled = true) };
  return { started: new Map([[keyOf({ operationName: 'Page', variables }), early]]), cancelled: () => cancelled };
}

const textOf = async (fetcher: typeof fetch, init: RequestInit): Promise<string> =>
  (await fetcher('/graphql', init)).text();

describe('the head start', () => {
  it('is taken once, by the request that asks the same', async () => {
    const fetcher = withHeadStart(late, startedWith({ id: 'scorecard', deep: { a: 1, b: [2] } }).started);
    expect(await textOf(fetcher, body({ id: 'other' }))).toBe('late');
    expect(await textOf(fetcher, body({ deep: { b: [2], a: 1 }, id: 'scorecard' }))).toBe('early');
    expect(await textOf(fetcher, body({ id: 'scorecard', deep: { a: 1, b: [2] } }))).toBe('late');
  });

  it('is not mistaken where a list has another order', () => {
    expect(keyOf({ operationName: 'Page', variables: { by: ['a', 'b'] } })).not.toBe(
      keyOf({ operationName: 'Page', variables: { by: ['b', 'a'] } }),
    );
  });

  it('ends with the request that took it', async () => {
    const { started, cancelled } = startedWith({ id: 'x' });
    const controller = new AbortController();
    await withHeadStart(late, started)('/graphql', { ...body({ id: 'x' }), signal: controller.signal });
    expect(cancelled()).toBe(false);
    controller.abort();
    expect(cancelled()).toBe(true);
  });

  it('is no matter where there is none', async () => {
    expect(await textOf(withHeadStart(late, undefined), body({ id: 'x' }))).toBe('late');
  });
});
