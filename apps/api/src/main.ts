import 'reflect-metadata';
import { AssayError } from '@assay/contract';
import type { Door, Workspace } from '@assay/workspace';
import { isLoopback } from '@assay/workspace';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AppModule } from './app.module.ts';
import { defaultPort, listen } from './listen.ts';
import { compressAnswers } from './platform/compressed-answers.ts';
import { guard } from './platform/guard.ts';
import { limits } from './platform/limits.ts';
import { securityHeaders } from './platform/security-headers.ts';
import type { Log } from './platform/tokens.ts';
import { serveWeb } from './static/serve-web.ts';
import { readWebFiles } from './static/web-files.ts';

export interface ApiOptions {
  /** Stays the caller's: whoever opened it closes it, after the server. */
  readonly workspace: Workspace;
  /** Lets the commands of this machine in; announced here when the server listens. Closed by the caller, too. */
  readonly door?: Door;
  /** A name of this machine; 127.0.0.1 by default. */
  readonly host?: string;
  /** 4400 by default; when it is taken, the next free one. 0 takes any. */
  readonly port?: number;
  /** Folder of the built web app; without it only the API is served. */
  readonly webRoot?: string | null;
  /** Whether clients may read the schema; by default only where NODE_ENV says development. */
  readonly isIntrospectable?: boolean;
  /** Where the operator reads; stderr by default. */
  readonly log?: Log;
}

export interface RunningApi {
  readonly url: string;
  /** Ends every connection and cancels what runs for it. */
  readonly close: () => Promise<void>;
}

const toStderr: Log = (line) => void process.stderr.write(`${line}\n`);

function checkHost(host: string): void {
  if (isLoopback(host)) return;
  throw new AssayError(
    'CONFIG_INVALID',
    `The address ${host} can be reached from other machines, and Assay has no sign-in yet.`,
    {
      hint: 'Listen on 127.0.0.1, and reach it from elsewhere through a tunnel of yours.',
    },
  );
}

/** The server, ready to be asked, without a port. */
export async function createApi(options: ApiOptions): Promise<NestFastifyApplication> {
  const { workspace, door = null, webRoot = null, log = toStderr } = options;
  const { isIntrospectable = process.env.NODE_ENV === 'development' } = options;
  const adapter = new FastifyAdapter({ bodyLimit: limits.bodyBytes, forceCloseConnections: true });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.over({ workspace, door, log, isIntrospectable }),
    adapter,
    {
      logger: false,
      abortOnError: false,
    },
  );
  const fastify = adapter.getInstance<FastifyInstance>();
  securityHeaders(fastify);
  guard(fastify);
  await compressAnswers(fastify);
  const files = webRoot === null ? null : await readWebFiles(webRoot);
  if (files) await serveWeb(fastify, files);
  await app.init();
  await fastify.ready();
  return app;
}

/** Serves a workspace: GraphQL, exports, health and the web app on one port. Throws AssayErrors with sentences. */
export async function startApi(options: ApiOptions): Promise<RunningApi> {
  const { host = '127.0.0.1', port = defaultPort, log = toStderr } = options;
  checkHost(host);
  const app = await createApi(options);
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  try {
    const url = await listen(fastify, { host, port }, log);
    await options.door?.announce(url);
    return { url, close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}
