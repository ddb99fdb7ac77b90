import type { Door } from '@assay/workspace';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { toGraphqlShape } from '../platform/failure.ts';
import type { Gatekeeper, Stranger } from './gatekeeper.ts';
import { isStranger } from './gatekeeper.ts';

/**
 * Open to everybody: the app's own files, which hold no data, whether the server lives, and the way in and out. The first
 * greeting at the door tells nothing either.
 */
const open: ReadonlySet<string> = new Set([
  'GET /*',
  'GET /health',
  'POST /sign-in',
  'POST /sign-out',
  'POST /door/hello',
]);

function isOpen({ method, routeOptions }: FastifyRequest): boolean {
  return open.has(`${method === 'HEAD' ? 'GET' : method} ${routeOptions.url ?? ''}`);
}

/** A command beside the server shows the door's own token: see `Door` of the workspace. */
function isAtDoor({ routeOptions, headers }: FastifyRequest, door: Door | null): boolean {
  const token = /^Bearer ([0-9a-f]+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  return routeOptions.url === '/door/call' && door !== null && door.admits(token);
}

/** Turns strangers away before anything of a request is read; any route that is not named above is closed to them. */
export function askWho(fastify: FastifyInstance, gatekeeper: Gatekeeper, door: Door | null): void {
  if (!gatekeeper.asksWho) return;
  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (isOpen(request) || isAtDoor(request, door)) return;
    const who = gatekeeper.ask(request);
    if (isStranger(who)) await turnAway(who, request, reply);
  });
}

/** Says why, in the shape of the route. */
export async function turnAway({ error, wait }: Stranger, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const failure = { code: error.code, message: error.message, hint: error.hint ?? null, queryId: null };
  if (wait > 0) reply.code(429).header('retry-after', String(wait));
  else reply.code(401).header('www-authenticate', 'Bearer realm="Assay"');
  const isGraphql = request.routeOptions.url === '/graphql';
  await reply.header('cache-control', 'no-store').send(isGraphql ? { errors: [toGraphqlShape(failure)] } : failure);
}
