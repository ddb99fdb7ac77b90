import type { PanelAnswer } from '@assay/contract';
import type { Asker } from '@assay/workspace';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ApiOptions, RunningApi } from './main.ts';
import { startApi } from './main.ts';
import { fixedWorkspace, ready } from './testing/fixed-workspace.ts';

async function start(options: Partial<ApiOptions> = {}): Promise<RunningApi & { readonly logged: readonly string[] }> {
  const logged: string[] = [];
  const api = await startApi({
    workspace: fixedWorkspace(),
    port: 0,
    log: (line) => void logged.push(line),
    ...options,
  });
  onTestFinished(() => api.close());
  return { ...api, logged };
}

function takePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    onTestFinished(() => void server.close());
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
}

/** Long enough for a busy machine; it is over as soon as the check holds. */
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 8_000 });

const panelsBody = JSON.stringify({
  query: 'query P($r: [PanelInput!]!) { panels(requests: $r) { __typename } }',
  variables: { r: [{ metrics: ['over_refusal_rate'], grain: 'none', period: {}, by: [], where: [] }] },
});
const post = (url: string, init: RequestInit = {}) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: panelsBody,
    ...init,
  });

/** Answers only when it is told to stop. */
function slowWorkspace() {
  const askers: Asker[] = [];
  const answer = (_requests: unknown, asker: Asker): Promise<readonly PanelAnswer[]> => {
    askers.push(asker);
    return new Promise((resolve) => asker.signal.addEventListener('abort', () => resolve([ready()])));
  };
  return { workspace: fixedWorkspace({ answer }), askers };
}

describe('startApi', () => {
  it('serves on 127.0.0.1 alone, and says where', async () => {
    const { url } = await start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ok', engine: 'duckdb', zone: 'UTC' });
  });

  it('takes the next free port when its own is taken, and says so', async () => {
    const taken = await takePort();
    const { url, logged } = await start({ port: taken });
    const got = Number(new URL(url).port);
    expect(got).toBeGreaterThan(taken);
    expect(logged).toEqual([`Port ${taken} is in use; Assay takes ${got}.`]);
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'example.org'])('refuses to listen on %s', async (host) => {
    await expect(start({ host })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('serves on ::1 with brackets, where the machine has it', async () => {
    const api = await start({ host: '::1' }).catch((error: NodeJS.ErrnoException) =>
      error.code === 'EADDRNOTAVAIL' ? null : Promise.reject(error),
    );
    if (api) expect((await fetch(`${api.url}/health`)).status).toBe(200);
  });

  it('names the page that asks, if there is such a page', async () => {
    const { workspace, askers } = slowWorkspace();
    const { url, close } = await start({ workspace });
    for (const page of ['failure-modes', 'nope'])
      void post(url, { headers: { 'content-type': 'application/json', 'assay-page': page } }).catch(() => null);
    await eventually(() => expect(askers).toHaveLength(2));
    expect(askers.map(({ page }) => page).sort()).toEqual(['failure-modes', null]);
    expect(askers[0]?.viewer).toEqual({ id: 'owner', role: 'owner' });
    await close();
  });
});

describe('who leaves', () => {
  it('cancels what runs for them alone', async () => {
    const { workspace, askers } = slowWorkspace();
    const { url } = await start({ workspace });
    const leaving = new AbortController();
    const left = post(url, { signal: leaving.signal });
    const stays = post(url);
    stays.catch(() => null);
    await eventually(() => expect(askers).toHaveLength(2));
    expect(askers.map(({ signal }) => signal.aborted)).toEqual([false, false]);
    leaving.abort();
    await expect(left).rejects.toThrow();
    await eventually(() => expect(askers.filter(({ signal }) => signal.aborted)).toHaveLength(1));
  });

  it('with a finished answer cancels nothing', async () => {
    const askers: Asker[] = [];
    const answer = (_requests: unknown, asker: Asker): Promise<readonly PanelAnswer[]> => {
      askers.push(asker);
      return Promise.resolve([ready()]);
    };
    const { url } = await start({ workspace: fixedWorkspace({ answer }) });
    await (await post(url, { headers: { 'content-type': 'application/json', connection: 'close' } })).json();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(askers[0]?.signal.aborted).toBe(false);
  });
});

describe('close', () => {
  it('cancels what runs, ends every connection and frees the port', async () => {
    const { workspace, askers } = slowWorkspace();
    const { url, close } = await start({ workspace });
    const waiting = post(url).then(
      (response) => response.status,
      () => 'ended',
    );
    await eventually(() => expect(askers).toHaveLength(1));
    const begun = performance.now();
    await close();
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(askers[0]?.signal.aborted).toBe(true);
    await waiting;
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  });

  it('leaves the workspace to whoever opened it', async () => {
    const closeWorkspace = vi.fn(() => Promise.resolve());
    const { close } = await start({ workspace: fixedWorkspace({ close: closeWorkspace }) });
    await close();
    expect(closeWorkspace).not.toHaveBeenCalled();
  });
});
