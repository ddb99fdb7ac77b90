import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** Debian keeps the server's programs out of PATH, a folder a version. */
const debian = '/usr/lib/postgresql';

/** Folder of `initdb` and `postgres`, newest version first; null where no server is installed. */
export function findPostgres(): string | null {
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))) ?? null;
}

type Identity = { readonly uid: number; readonly gid: number } | Record<never, never>;

/** The server refuses to run as root: then it runs as `postgres`, or as `nobody`. */
function identity(): Identity {
  if (process.getuid?.() !== 0) return {};
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const account = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody');
  if (!account) throw new Error('There is no account to run PostgreSQL as; it refuses to run as root.');
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

export interface PostgresServer {
  readonly client: pg.Client;
  stop(): Promise<void>;
}

async function connect(folder: string, server: ChildProcess): Promise<pg.Client> {
  for (const start = Date.now(); Date.now() - start < 20_000; await wait(100)) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode} before it was ready.`);
    const client = new pg.Client({ host: folder, user: 'assay', database: 'postgres' });
    try {
      await client.connect();
      return client;
    } catch {
      // Not ready yet.
    }
  }
  throw new Error('PostgreSQL was not ready within 20 s.');
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await gone;
}

/** An empty server of its own: a socket and data in a new folder, no port, gone after `stop`. */
export async function startPostgres(programs: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-pg-'));
  const as = identity();
  if ('uid' in as) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  const options = { ...as, cwd: folder };
  const initdb = ['-D', data, '-U', 'assay', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(programs, 'initdb'), initdb, { ...options, stdio: 'pipe' });
  const settings = ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'];
  const server = spawn(join(programs, 'postgres'), settings, { ...options, stdio: 'ignore' });
  const endWithUs = () => server.kill('SIGINT');
  process.once('exit', endWithUs);
  const clean = async () => {
    await end(server);
    process.off('exit', endWithUs);
    rmSync(folder, { recursive: true });
  };
  try {
    const client = await connect(folder, server);
    return {
      client,
      stop: async () => {
        await client.end();
        await clean();
      },
    };
  } catch (error) {
    await clean();
    throw error;
  }
}
