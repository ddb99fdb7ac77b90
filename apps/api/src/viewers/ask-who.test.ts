import type { PanelAnswer } from '@assay/contract';
import type { Asker, Door } from '@assay/workspace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../main.ts';
import type { TestApi } from '../testing/ask.ts';
import { testApi } from '../testing/ask.ts';
import { fixedWorkspace, ready } from '../testing/fixed-workspace.ts';
import type { ViewersFolder } from '../testing/viewers-folder.ts';
import { tokens, viewersFolder } from '../testing/viewers-folder.ts';
import { mostGuesses } from './guesses.ts';

let folder: ViewersFolder;
beforeAll(async () => {
  folder = await viewersFolder();
});
afterAll(() => folder.remove());

const doorToken = 'd0'.repeat(32);
const door: Door = {
  prove: () => 'proof',
  admits: (token) => token === doorToken,
  answer: (_body, { say }) => Promise.resolve(say({ result: 'answered' })),
  announce: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

async function asking(): Promise<TestApi & { readonly askers: readonly Asker[] }> {
  const askers: Asker[] = [];
  const answer = (_requests: unknown, asker: Asker): Promise<readonly PanelAnswer[]> => {
    askers.push(asker);
    return Promise.resolve([ready()]);
  };
  const api = await testApi(fixedWorkspace({ answer }), { viewers: folder.viewers, door });
  return { ...api, askers };
}

const request = { metrics: ['over_refusal_rate'], grain: 'none', period: {}, by: [], where: [] };
const graphql = {
  query: 'query P($r: [PanelInput!]!) { panels(requests: $r) { __typename } }',
  variables: { r: [request] },
};
const post = ({ app }: TestApi, url: string, payload: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, payload, headers });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('a stranger', () => {
  it.each([
    ['/graphql', graphql],
    ['/graphql', { query: '{ health { status } }' }],
    ['/graphql', { query: '{ catalogue { id } }' }],
    ['/export/panel.csv', { request }],
    ['/export/rows.csv', { request, cell: { metric: 'over_refusal_rate', by: [] } }],
    ['/export/quarantine.csv', { load: 'x' }],
    ['/export/quarantine.jsonl', { load: 'x' }],
    ['/door/call', { id: 'a', call: 'about', given: null }],
    ['/nothing/here', {}],
  ])('is asked who they are at %s', async (url, payload) => {
    const api = await asking();
    for (const headers of [
      {},
      bearer('a-token-of-nobody-at-all'),
      { authorization: 'Basic YTpi' },
      { cookie: `assay_session=${'a'.repeat(43)}` },
    ]) {
      const answer = await post(api, url, payload, headers);
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="Assay"');
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
      const body = answer.json<{ errors?: { message: string; extensions: object }[] }>();
      const said = url === '/graphql' ? { message: body.errors?.[0]?.message, ...body.errors?.[0]?.extensions } : body;
      expect(said).toMatchObject({ code: 'UNAUTHENTICATED', hint: expect.any(String) as string });
      expect(answer.body).not.toContain('a-token-of-nobody');
    }
    expect(api.askers).toEqual([]);
    expect(api.logged).toEqual([]);
  });

  it('may know that the server lives, and no more', async () => {
    const api = await asking();
    const health = await api.app.inject({ method: 'GET', url: '/health' });
    expect(health.json()).toEqual({ status: 'ok' });
    const known = await api.app.inject({ method: 'GET', url: '/health', headers: bearer(tokens.lead) });
    expect(known.json()).toMatchObject({ status: 'ok', engine: 'duckdb', zone: 'UTC' });
  });

  it('who tries many tokens has to wait, and one with an old token has not', async () => {
    const api = await asking();
    const old = bearer('an-old-token-of-a-script');
    for (let each = 0; each < 3 * mostGuesses; each += 1) await post(api, '/graphql', graphql, old);
    expect((await post(api, '/graphql', graphql, bearer(tokens.lead))).statusCode).toBe(200);
    for (let each = 1; each < mostGuesses; each += 1) await post(api, '/sign-in', { token: `guess-${each}` });
    const waiting = await post(api, '/sign-in', { token: tokens.lead });
    expect(waiting.statusCode).toBe(429);
    expect(Number(waiting.headers['retry-after'])).toBeGreaterThan(0);
    expect(waiting.json()).toMatchObject({ message: 'Too many wrong tokens came from your address.' });
    expect((await post(api, '/graphql', graphql, bearer(tokens.lead))).statusCode).toBe(429);
  });
});

describe('a viewer', () => {
  it.each(Object.entries(tokens))('%s is known by the token, and goes by a pseudonym', async (role, token) => {
    const api = await asking();
    expect((await post(api, '/graphql', graphql, bearer(token))).json()).toEqual({
      data: { panels: [{ __typename: 'PanelReady' }] },
    });
    expect(api.askers[0]?.viewer).toMatchObject({ role, id: expect.stringMatching(/^[0-9a-f]{20}$/) as string });
    const who = await post(api, '/graphql', { query: '{ viewer { role name } }' }, bearer(token));
    expect(who.json()).toEqual({ data: { viewer: { role, name: `The ${role}` } } });
  });

  it('signs in with the token, and out again', async () => {
    const api = await asking();
    const signedIn = await post(api, '/sign-in', { token: ` ${tokens.finance}\n` });
    expect([signedIn.statusCode, signedIn.body]).toEqual([204, '']);
    const cookie = String(signedIn.headers['set-cookie']);
    expect(cookie).toMatch(/^assay_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=604800$/);
    const session = { cookie: `theme=dark; ${cookie.split(';')[0] ?? ''}` };
    expect((await post(api, '/graphql', graphql, session)).statusCode).toBe(200);
    expect(api.askers[0]?.viewer.role).toBe('finance');
    const csv = await post(api, '/export/panel.csv', { request }, session);
    expect(csv.statusCode).toBe(200);
    const out = await post(api, '/sign-out', {}, session);
    expect(String(out.headers['set-cookie'])).toMatch(/^assay_session=; .*Max-Age=0$/);
    expect((await post(api, '/graphql', graphql, session)).statusCode).toBe(401);
  });

  it('gets a cookie that is for TLS alone behind a proxy that speaks it', async () => {
    const api = await asking();
    const signedIn = await post(api, '/sign-in', { token: tokens.lead }, { 'x-forwarded-proto': 'https' });
    expect(String(signedIn.headers['set-cookie'])).toMatch(/; Secure$/);
  });

  it('with a wrong token is told so, and gets no session', async () => {
    const api = await asking();
    const refused = await post(api, '/sign-in', { token: 'wrong' });
    expect(refused.statusCode).toBe(401);
    expect(refused.headers['set-cookie']).toBeUndefined();
    expect(refused.json()).toMatchObject({ code: 'UNAUTHENTICATED', message: 'This token is not known here.' });
    expect((await post(api, '/sign-in', {})).json()).toMatchObject({ code: 'PARAM_INVALID' });
    const form = await api.app.inject({
      method: 'POST',
      url: '/sign-in',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `token=${tokens.lead}`,
    });
    expect(form.statusCode).toBe(415);
  });

  it('may come under any name of the server', async () => {
    const api = await asking();
    const answer = await post(api, '/graphql', graphql, { ...bearer(tokens.lead), host: 'assay.example.com' });
    expect(answer.statusCode).toBe(200);
  });
});

describe('the door', () => {
  it.each([
    ['127.0.0.1', 200],
    ['::1', 200],
    ['::ffff:127.0.0.1', 200],
    ['192.168.1.5', 403],
    ['::ffff:192.168.1.5', 403],
    ['2001:db8::1', 403],
  ])('is for this machine: from %s it says %i', async (remoteAddress, status) => {
    const { app } = await asking();
    const payload = { id: 'a', call: 'about', given: null };
    const answer = await app.inject({
      method: 'POST',
      url: '/door/call',
      payload,
      headers: bearer(doorToken),
      remoteAddress,
    });
    expect(answer.statusCode).toBe(status);
  });

  it('keeps its own proof, and admits no viewer', async () => {
    const api = await asking();
    const call = { id: 'a', call: 'about', given: null };
    expect((await post(api, '/door/call', call, bearer(doorToken))).statusCode).toBe(200);
    expect((await post(api, '/door/call', call, bearer(tokens.admin))).statusCode).toBe(403);
    expect((await post(api, '/door/hello', { nonce: '0'.repeat(32) })).statusCode).toBe(200);
    expect((await post(api, '/graphql', graphql, bearer(doorToken))).statusCode).toBe(401);
  });
});

describe('without viewers', () => {
  it('whoever comes is the owner, and there is nothing to sign in to', async () => {
    const api = await testApi(fixedWorkspace());
    const who = await post(api, '/graphql', { query: '{ viewer { role name } }' });
    expect(who.json()).toEqual({ data: { viewer: { role: 'owner', name: null } } });
    expect((await post(api, '/sign-in', { token: tokens.lead })).json()).toMatchObject({ code: 'USAGE' });
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'example.org'])('%s is no address to listen on', async (host) => {
    await expect(startApi({ workspace: fixedWorkspace(), host, port: 0 })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: `The address ${host} can be reached from other machines, and nobody is asked who they are.`,
      hint: 'Name who may look under "viewers" in assay.yaml (docs/viewers.md says how), or listen on 127.0.0.1.',
    });
  });

  it('and with them, it is', async () => {
    const api = await startApi({ workspace: fixedWorkspace(), viewers: folder.viewers, host: '0.0.0.0', port: 0 });
    try {
      const url = `http://127.0.0.1:${new URL(api.url).port}/graphql`;
      const headers = { 'content-type': 'application/json' };
      const ask = (more: object) =>
        fetch(url, { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(graphql) });
      expect((await ask({})).status).toBe(401);
      expect((await ask(bearer(tokens.lead))).status).toBe(200);
    } finally {
      await api.close();
    }
  });
});
