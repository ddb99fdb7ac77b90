import { describe, expect, it } from 'vitest';
import { sharedApi } from '../testing/ask.ts';
import { fixedWorkspace } from '../testing/fixed-workspace.ts';
import { hostNameOf } from './host-name.ts';

const api = sharedApi(fixedWorkspace);
const query = { query: '{ health { status } }' };

describe('the Host header', () => {
  it.each([
    ['localhost:4400', 'localhost'],
    ['127.0.0.1', '127.0.0.1'],
    ['[::1]:4400', '::1'],
    ['evil.example:80', 'evil.example'],
    ['', null],
    ['user@localhost', null],
    ['localhost:4400:1', null],
    ['localhost/evil', null],
  ])('"%s" names %s', (header, name) => {
    expect(hostNameOf(header)).toBe(name);
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '169.254.169.254',
    '[::2]:80',
    '0.0.0.0',
  ])('%s is refused everywhere', async (host) => {
    const { app } = api();
    for (const url of ['/health', '/graphql', '/']) {
      expect((await app.inject({ method: 'GET', url, headers: { host } })).statusCode, url).toBe(421);
    }
    expect((await app.inject({ method: 'POST', url: '/graphql', headers: { host }, payload: query })).statusCode).toBe(
      421,
    );
  });

  it.each(['localhost:9', '127.0.0.1:4400', '127.8.9.1', '[::1]:4400', 'LOCALHOST'])('%s is served', async (host) => {
    const { app } = api();
    expect((await app.inject({ method: 'GET', url: '/health', headers: { host } })).statusCode).toBe(200);
  });
});

describe('GraphQL over HTTP', () => {
  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'] as const)('refuses %s', async (method) => {
    const { app } = api();
    for (const url of ['/graphql?query={health{status}}', '/graphql/', '/graphql']) {
      const response = await app.inject({ method, url });
      expect(response.statusCode, url).toBe(405);
      expect(response.headers.allow).toBe('POST');
    }
  });

  it('refuses it under every spelling of the address that is routed to it', async () => {
    const { app } = api();
    const answer = await app.inject({ method: 'GET', url: '/%67raphql?query={health{status}}' });
    expect(answer.statusCode).toBe(405);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    '',
  ])('refuses a body of type "%s"', async (type) => {
    const { app } = api();
    for (const url of ['/graphql', '/export/panel.csv', '/export/rows.csv']) {
      const response = await app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': type },
        payload: JSON.stringify(query),
      });
      expect(response.statusCode, url).toBe(415);
    }
  });

  it('answers JSON, also with a charset', async () => {
    const { app } = api();
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      payload: JSON.stringify(query),
    });
    expect(response.json()).toEqual({ data: { health: { status: 'ok' } } });
  });

  it('tells no other origin that it may read', async () => {
    const { app } = api();
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { origin: 'https://evil.example' },
      payload: query,
    });
    expect(Object.keys(response.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('every answer', () => {
  it.each(['/health', '/nothing'])('carries the security headers: %s', async (url) => {
    const { app } = api();
    const { headers } = await app.inject({ method: 'GET', url });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });
});
