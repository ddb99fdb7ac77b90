import 'reflect-metadata';
import { AssayError } from '@assay/contract';
import type { Door, Viewers, Workspace } from '@assay/workspace';
import { howToOpen, isLoopback } from '@assay/workspace';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AppModule } from './app.module.ts';
import { defaultPort, listen } from './listen.ts';
import { compressAnswers } from './platform/compressed-answers.ts';
import { graphqlPath } from './platform/graphql.ts';
import { guard } from './platform/guard.ts';
import { limits } from './platform/limits.ts';
import { SentAnswers } from './platform/sent-answers.ts';
import { securityHeaders } from './platform/security-headers.ts';
import type { Log } from './platform/tokens.ts';
import { askWho } from './viewers/ask-who.ts';
import { Gatekeeper } from './viewers/gatekeeper.ts';
import { serveWeb } from './static/serve-web.ts';
import { readWebFiles } from './static/web-files.ts';

export interface ApiOptions {
  /** Stays the caller's: whoever opened it closes it, after the server. */
  readonly workspace: Workspace;
  /** Lets the commands of this machine in; announced here when the server listens. Closed by the caller, too. */
  readonly door?: Door;
  /** Who may look; null, and by default, whoever reaches this machine from itself is the owner. */
  readonly viewers?: Viewers | null;
  /** 127.0.0.1 by default. One that other machines can reach takes viewers. */
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

function checkHost(host: string, viewers: Viewers | null): void {
  if (isLoopback(host) || viewers) return;
  throw new AssayError(
    'CONFIG_INVALID',
    `The address ${host} can be reached from other machines, and nobody is asked who they are.`,
    { hint: `${howToOpen.charAt(0).toUpperCase()}${howToOpen.slice(1)}.` },
  );
}

/** The server, ready to be asked, without a port. */
export async function createApi(options: ApiOptions): Promise<NestFastifyApplication> {
  const { workspace, door = null, viewers = null, webRoot = null, log = toStderr } = options;
  const { isIntrospectable = process.env.NODE_ENV === 'development' } = options;
  const gatekeeper = new Gatekeeper(viewers);
  const adapter = new FastifyAdapter({ bodyLimit: limits.bodyBytes, forceCloseConnections: true });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.over({ workspace, door, gatekeeper, log, isIntrospectable }),
    adapter,
    {
      logger: false,
      abortOnError: false,
    },
  );
  const fastify = adapter.getInstance<FastifyInstance>();
  securityHeaders(fastify);
  guard(fastify, gatekeeper);
  askWho(fastify, gatekeeper, door);
  await compressAnswers(fastify);
  app.get(SentAnswers).hook(fastify, graphqlPath);
  const files = webRoot === null ? null : await readWebFiles(webRoot);
  if (files) await serveWeb(fastify, files);
  await app.init();
  await fastify.ready();
  return app;
}

/** Serves a workspace: GraphQL, exports, health and the web app on one port. Throws AssayErrors with sentences. */
export async function startApi(options: ApiOptions): Promise<RunningApi> {
  const { host = '127.0.0.1', port = defaultPort, viewers = null, log = toStderr } = options;
  checkHost(host, viewers);
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
