import { AssayError } from '@assay/contract';
import type { FastifyInstance } from 'fastify';
import { createServer } from 'node:net';
import type { Log } from './platform/tokens.ts';

export const defaultPort = 4400;
const tries = 50;

export interface Address {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/** Whether the address could be taken just now. */
function isFree({ host, port }: Address): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

async function freePort({ host, port }: Address): Promise<number> {
  const last = Math.min(port + tries, 65_535);
  for (let candidate = port; candidate <= last; candidate += 1) {
    if (await isFree({ host, port: candidate })) return candidate;
  }
  throw new AssayError('USAGE', `No port from ${port} to ${last} is free.`, {
    hint: 'Name another with --port, or 0 for any.',
  });
}

/** Listens on the port asked for, or the next free one, and then says so. Returns the address to open. */
export async function listen(fastify: FastifyInstance, { host, port }: Address, log: Log): Promise<string> {
  const free = port === 0 ? 0 : await freePort({ host, port });
  await fastify.listen({ host, port: free });
  if (free !== port) log(`Port ${port} is in use; Assay takes ${free}.`);
  const address = fastify.server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server has no port.');
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${address.port}`;
}
