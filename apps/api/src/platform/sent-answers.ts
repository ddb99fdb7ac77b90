import { createHash } from 'node:crypto';
import type { Workspace } from '@assay/workspace';
import { Remembered } from '@assay/workspace';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { RequestAskers } from './request-askers.ts';
import { WORKSPACE } from './tokens.ts';

interface SentAnswer {
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a request asks, and the state it is answered from. */
interface Asked {
  readonly key: string;
  readonly version: { readonly mark: string; readonly asked: number };
}

const mostBytes = 32 * 1024 * 1024;
/** Of an answer that is sent again; all others are made anew with each. */
const headersKept = ['content-type', 'content-encoding', 'vary'] as const;

/** Whether a body names the field whose answers are kept: the mark costs a statement, which all others are spared. */
const namesPanels = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'query' in body && String(body.query).includes('panels');

const listOf = <T>(one: T | readonly T[] | undefined): readonly T[] =>
  one === undefined ? [] : Array.isArray(one) ? (one as readonly T[]) : [one as T];

/**
 * Answers of pages as they went out, sent again as they are while the mark of the workspace stands: to write half a million
 * characters takes ten times as long as to know that nothing has changed. Only what its resolver allows is kept.
 */
@Injectable()
export class SentAnswers {
  readonly #sent = new Remembered<SentAnswer>({ mostBytes, bytesOf: ({ body }) => Buffer.byteLength(body) });
  readonly #asked = new WeakMap<FastifyRequest, Asked>();
  readonly #allowed = new WeakSet<FastifyRequest>();
  #count = 0;

  constructor(
    @Inject(WORKSPACE) private readonly workspace: Workspace,
    @Inject(RequestAskers) private readonly askers: RequestAskers,
  ) {}

  /** To be called after answers are compressed and before the route is there. */
  hook(fastify: FastifyInstance, url: string): void {
    fastify.addHook('onRoute', (route: RouteOptions) => {
      if (route.url !== url) return;
      route.preHandler = [...listOf(route.preHandler), (request, reply) => this.#sendAgain(request, reply)];
      route.onSend = [...listOf(route.onSend), (request, reply, body) => this.#keep(request, reply, body)];
    });
  }

  /** For who knows that the answer hangs on nothing but the request and the mark. */
  allow(request: FastifyRequest): void {
    this.#allowed.add(request);
  }

  async #sendAgain(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    if (!namesPanels(request.body)) return;
    const asked = ++this.#count;
    // Whoever may not ask, or asks what cannot be said, is told so on the usual way.
    const mark = await this.workspace.mark(this.askers.of(request, reply)).catch(() => null);
    if (mark === null) return;
    const version = { mark, asked };
    const { body, headers } = request;
    const key = createHash('sha256')
      .update(JSON.stringify([headers['accept-encoding'] ?? null, body]))
      .digest('base64');
    const found = this.#sent.find(version, key);
    if (found) return reply.headers(found.headers).send(found.body);
    this.#asked.set(request, { key, version });
  }

  #keep(request: FastifyRequest, reply: FastifyReply, body: unknown): Promise<unknown> {
    const asked = this.#asked.get(request);
    const isText = typeof body === 'string' || Buffer.isBuffer(body);
    if (asked && isText && reply.statusCode === 200 && this.#allowed.has(request)) {
      const headers = headersKept.flatMap((name) => {
        const value = reply.getHeader(name);
        return value === undefined ? [] : [[name, String(value)] as const];
      });
      this.#sent.keep(asked.version, asked.key, { body, headers: Object.fromEntries(headers) });
    }
    return Promise.resolve(body);
  }
}
