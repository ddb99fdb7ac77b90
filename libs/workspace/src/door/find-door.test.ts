import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { speaks } from './calls.ts';
import { findNote } from './find-door.ts';
import { writeNote } from './note.ts';
import { post, textOf } from './post.ts';
import { proofOf } from './proof.ts';

const token = 'a'.repeat(64);

async function listening(listener: RequestListener): Promise<{ readonly url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A folder with the note of a server, and whoever listens where the note says. */
async function besideOne(listener: RequestListener): Promise<() => ReturnType<typeof findNote>> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'assay-door-')));
  onTestFinished(() => rm(directory, { recursive: true }));
  const folder = join(directory, '.assay');
  mkdirSync(folder);
  const { url } = await listening(listener);
  const database = join(folder, 'assay.duckdb');
  await writeNote(folder, { speaks, url, pid: process.pid, database, token });
  return () => findNote(directory, database);
}

it('finds the server that knows the token', async () => {
  const find = await besideOne((request, response) => {
    request.setEncoding('utf8').on('data', (body: string) => {
      const { nonce } = JSON.parse(body) as { readonly nonce: string };
      response.end(JSON.stringify({ proof: proofOf(token, nonce) }));
    });
  });
  expect(await find()).toMatchObject({ token });
});

it('does not hear a stranger out who never ends', async () => {
  let said = 0;
  const find = await besideOne((_request, response) => {
    const more = (): void => {
      while (!response.destroyed && said < 50_000_000 && response.write('x'.repeat(10_000))) said += 10_000;
      if (said < 50_000_000) response.once('drain', more);
    };
    more();
  });
  expect(await find()).toBeNull();
  expect(said).toBeLessThan(50_000_000);
});

it('does not wait for a stranger who begins and falls silent', async () => {
  const { url } = await listening((_request, response) => void response.write('{'));
  const answer = await post({ url, path: '/door/hello', body: {}, signal: AbortSignal.timeout(100) });
  await expect(textOf(answer, 10)).rejects.toThrow('aborted');
});
