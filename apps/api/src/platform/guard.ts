import { isLoopback } from '@assay/workspace';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Gatekeeper } from '../viewers/gatekeeper.ts';
import { toGraphqlShape } from './failure.ts';
import { hostNameOf } from './host-name.ts';

interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly hint: string;
}

const foreignHost: Refusal = {
  status: 421,
  message: 'This address is not one of this machine.',
  hint: 'Open the dashboard under localhost or 127.0.0.1.',
};
const notPost: Refusal = {
  status: 405,
  message: 'GraphQL is asked by POST only.',
  hint: 'POST a JSON body to /graphql.',
};
const notJson: Refusal = {
  status: 415,
  message: 'The body is not declared as JSON.',
  hint: 'Send it with content-type: application/json.',
};

const isJson = (contentType: string | undefined): boolean =>
  contentType?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json';

/** By the route the router has found: an address has many spellings (/%67raphql). */
const isGraphql = ({ routeOptions, url }: FastifyRequest): boolean =>
  routeOptions.url === '/graphql' || /^\/graphql\/?(\?|$)/.test(url);

/**
 * - A name that merely points at this machine (DNS rebinding) would let a foreign page read the answers. Where viewers are
 *   asked who they are it would be asked too: a browser sends a session to no other name than the one it was begun under.
 * - A GET, or a POST that needs no preflight, could be sent by any page with the reader's rights (CSRF).
 */
function refusalOf(request: FastifyRequest, { asksWho }: Gatekeeper): Refusal | null {
  const { method, headers } = request;
  const name = hostNameOf(headers.host ?? '');
  if (!name || !(isLoopback(name) || asksWho)) return foreignHost;
  if (isGraphql(request) && method !== 'POST') return notPost;
  return method === 'POST' && !isJson(headers['content-type']) ? notJson : null;
}

/** Refuses what no honest client sends, before anything of it is read. */
export function guard(fastify: FastifyInstance, gatekeeper: Gatekeeper): void {
  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const refusal = refusalOf(request, gatekeeper);
    if (!refusal) return;
    const { status, message, hint } = refusal;
    const failure = { code: 'USAGE', message, hint, queryId: null } as const;
    if (status === 405) reply.header('allow', 'POST');
    await reply.code(status).send(isGraphql(request) ? { errors: [toGraphqlShape(failure)] } : failure);
  });
}
