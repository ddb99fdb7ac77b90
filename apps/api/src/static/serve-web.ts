import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebFiles } from './web-files.ts';
import { isHashed } from './web-files.ts';

const index = 'index.html';

/** A path that names a file: its last part has an ending, or it lies among the built files. */
const namesFile = (path: string): boolean => /\.[^/]*$|^assets\//.test(path);

function sendMissing(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .send({ code: 'USAGE', message: 'There is nothing at this address.', hint: null, queryId: null });
}

/**
 * The web app at every address that is not the API's: files as they are, compressed where the build has done so; any
 * other address is a page of the app, which knows its own addresses.
 */
export async function serveWeb(fastify: FastifyInstance, { root, paths }: WebFiles): Promise<void> {
  await fastify.register(fastifyStatic, { root, serve: false, preCompressed: true, cacheControl: false });
  fastify.get('/*', async (request: FastifyRequest<{ Params: { '*': string } }>, reply) => {
    const asked = request.params['*'];
    if (!paths.has(asked) && namesFile(asked)) return sendMissing(reply);
    const path = paths.has(asked) ? asked : index;
    reply.header('cache-control', isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    return reply.sendFile(path);
  });
}
