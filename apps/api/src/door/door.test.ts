import type { Door } from '@assay/workspace';
import { describe, expect, it } from 'vitest';
import { testApi } from '../testing/ask.ts';
import { fixedWorkspace } from '../testing/fixed-workspace.ts';

const token = 'a'.repeat(64);

/** A door that says what it is told to; the real one is tested with real processes in the command line. */
function fixedDoor(over: Partial<Door> = {}): Door {
  return {
    prove: (nonce) => `proof of ${nonce}`,
    admits: (given) => given === token,
    answer: (body, { say }) => {
      say({ begun: true });
      say({ result: body });
      return Promise.resolve();
    },
    announce: () => Promise.resolve(),
    close: () => Promise.resolve(),
    ...over,
  };
}

const authorization = `Bearer ${token}`;
const call = { id: 'a', call: 'about', given: null };

describe('the door', () => {
  it('is not there where a server has none', async () => {
    const { app } = await testApi(fixedWorkspace());
    for (const url of ['/door/hello', '/door/call'])
      expect((await app.inject({ method: 'POST', url, payload: {} })).statusCode).toBe(404);
  });

  it('shows who it is without a token, for a nonce alone', async () => {
    const { app } = await testApi(fixedWorkspace(), { door: fixedDoor() });
    const hello = (payload: object) => app.inject({ method: 'POST', url: '/door/hello', payload });
    expect((await hello({ nonce: '0'.repeat(32) })).json()).toEqual({ proof: `proof of ${'0'.repeat(32)}` });
    expect((await hello({ nonce: 'x' })).statusCode).toBe(400);
    expect((await hello({})).statusCode).toBe(400);
  });

  it('answers in lines what the token asks', async () => {
    const { app } = await testApi(fixedWorkspace(), { door: fixedDoor() });
    const answer = await app.inject({ method: 'POST', url: '/door/call', headers: { authorization }, payload: call });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/x-ndjson');
    expect(answer.body).toBe(`{"begun":true}\n${JSON.stringify({ result: call })}\n`);
  });

  it.each([
    ['no token', {}, 403],
    ['another token', { authorization: `Bearer ${'b'.repeat(64)}` }, 403],
    ['a token of another kind', { authorization: `Basic ${token}` }, 403],
    ['a page of its own', { authorization, origin: 'http://localhost:4400' }, 403],
    ['a page of another site', { authorization, origin: 'https://evil.example' }, 403],
    ['a name that only points here', { authorization, host: 'evil.example' }, 421],
    ['a form', { authorization, 'content-type': 'text/plain' }, 415],
  ])('refuses %s, and asks nothing', async (_who, headers, status) => {
    let isAsked = false;
    const answer: Door['answer'] = () => {
      isAsked = true;
      return Promise.resolve();
    };
    const { app } = await testApi(fixedWorkspace(), { door: fixedDoor({ answer }) });
    const payload = JSON.stringify(call);
    const all = { 'content-type': 'application/json', ...headers };
    const given = await app.inject({ method: 'POST', url: '/door/call', headers: all, payload });
    expect(given.statusCode).toBe(status);
    expect(isAsked).toBe(false);
  });

  it('refuses a body beyond the limit', async () => {
    const { app } = await testApi(fixedWorkspace(), { door: fixedDoor() });
    const payload = { ...call, given: 'x'.repeat(300_000) };
    const answer = await app.inject({ method: 'POST', url: '/door/call', headers: { authorization }, payload });
    expect(answer.statusCode).toBe(413);
  });

  it('tells the work when its caller has gone', async () => {
    const left = Promise.withResolvers<void>();
    const answer: Door['answer'] = async (_body, { signal, say }) => {
      say({ begun: true });
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      // Nobody hears it, and nothing breaks.
      say({ result: null });
      left.resolve();
    };
    const { app } = await testApi(fixedWorkspace(), { door: fixedDoor({ answer }) });
    await app.listen(0, '127.0.0.1');
    const leaving = new AbortController();
    const headers = { 'content-type': 'application/json', authorization };
    const init = { method: 'POST', headers, body: JSON.stringify(call), signal: leaving.signal };
    const response = await fetch(`${await app.getUrl()}/door/call`, init);
    await response.body?.getReader().read();
    leaving.abort();
    await left.promise;
  });
});
