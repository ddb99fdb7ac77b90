import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedApi, testApi } from '../testing/ask.ts';
import { fixedWorkspace } from '../testing/fixed-workspace.ts';

let webRoot: string;
const script = 'console.log("a script long enough to be worth compressing")';

beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), 'assay-web-'));
  await mkdir(join(webRoot, 'assets'));
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>Assay</title>');
  await writeFile(join(webRoot, 'assets', 'index-Bx3kP9qZ.js'), script);
  await writeFile(join(webRoot, 'assets', 'index-Bx3kP9qZ.js.br'), brotliCompressSync(script));
  await writeFile(join(webRoot, 'favicon.svg'), '<svg/>');
  await writeFile(join(webRoot, '.built-from'), 'hash');
});
afterAll(() => rm(webRoot, { recursive: true }));

const api = sharedApi(fixedWorkspace, () => ({ webRoot }));
const get = (url: string, headers: Record<string, string> = {}) => api().app.inject({ method: 'GET', url, headers });

describe('the web app', () => {
  it.each(['/', '/index.html', '/pages/scorecard', '/pages/failure-modes?period=4w'])(
    'is served at %s, never cached as it is',
    async (url) => {
      const response = await get(url);
      expect(response.statusCode).toBe(200);
      expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(response.headers['cache-control']).toBe('no-cache');
      expect(response.body).toContain('<title>Assay</title>');
    },
  );

  it('has its hashed files kept for ever, compressed for who takes it', async () => {
    const plain = await get('/assets/index-Bx3kP9qZ.js');
    expect(plain.body).toBe(script);
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(plain.headers['content-encoding']).toBeUndefined();
    const small = await get('/assets/index-Bx3kP9qZ.js', { 'accept-encoding': 'gzip, br' });
    expect(small.headers['content-encoding']).toBe('br');
    expect(small.headers['content-type']).toMatch(/javascript/);
    expect(small.headers.vary).toMatch(/accept-encoding/i);
    expect(brotliDecompressSync(small.rawPayload).toString()).toBe(script);
  });

  it('has other files asked for again each time', async () => {
    expect((await get('/favicon.svg')).headers['cache-control']).toBe('no-cache');
  });

  it.each([
    '/assets/gone-12345678.js',
    '/nothing.png',
    '/.built-from',
    '/assets/index-Bx3kP9qZ.js.br',
    '/../package.json',
    '/%2e%2e/%2e%2e/etc/passwd.txt',
  ])('is not served in place of the missing file %s', async (url) => {
    const response = await get(url);
    expect(response.statusCode).toBe(404);
    expect(response.body).not.toContain('<title>');
  });

  it('leaves the API its addresses', async () => {
    expect((await get('/health')).json()).toMatchObject({ status: 'ok', sample: true });
    expect((await get('/graphql')).statusCode).toBe(405);
  });

  it('answers HEAD without a body', async () => {
    const response = await api().app.inject({ method: 'HEAD', url: '/' });
    expect(response.statusCode).toBe(200);
    expect(response.body).toBe('');
  });
});

describe('without a built web app', () => {
  it('the API is served all the same', async () => {
    const { app } = await testApi(fixedWorkspace(), { webRoot: join(webRoot, 'nowhere') });
    expect((await app.inject({ method: 'GET', url: '/health' })).statusCode).toBe(200);
    expect((await app.inject({ method: 'GET', url: '/' })).statusCode).toBe(404);
  });
});
