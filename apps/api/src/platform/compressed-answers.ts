import fastifyCompress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/**
 * Answers and exports go out compressed to whoever takes it; a page's numbers shrink to an eighth. Must be there before
 * the routes are. Bodies that come in are never unpacked: a few bytes could become gigabytes.
 */
export async function compressAnswers(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyCompress, { globalDecompression: false, encodings: ['br', 'gzip'] });
}
