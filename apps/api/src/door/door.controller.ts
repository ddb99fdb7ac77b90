import { AssayError } from '@assay/contract';
import type { Door } from '@assay/workspace';
import { Body, Controller, Inject, Post, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PassThrough } from 'node:stream';
import { HttpFailureFilter } from '../platform/http-failure.filter.ts';
import { RequestAskers } from '../platform/request-askers.ts';
import { DOOR } from '../platform/tokens.ts';
import { DoorGuard } from './door-guard.ts';

const nonceShape = /^[0-9a-f]{32}$/;

/** Where commands on this machine go through the server that has their database open: see `Door` of the workspace. */
@Controller('door')
@UseFilters(HttpFailureFilter)
@UseGuards(DoorGuard)
export class DoorController {
  constructor(
    @Inject(DOOR) private readonly door: Door,
    @Inject(RequestAskers) private readonly askers: RequestAskers,
  ) {}

  /** For a command that has read where the door is, and wants to know that it still is: no secret is told by either. */
  @Post('hello')
  async hello(@Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const nonce = typeof body === 'object' && body !== null && 'nonce' in body ? body.nonce : null;
    if (typeof nonce !== 'string' || !nonceShape.test(nonce)) throw new AssayError('PARAM_INVALID', 'No nonce.');
    await reply.code(200).send({ proof: this.door.prove(nonce) });
  }

  /** Lines of JSON, each sent when it is known; they end with a result or a failure. */
  @Post('call')
  async call(@Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const signal = this.askers.leaving(reply);
    const lines = new PassThrough();
    void reply.code(200).type('application/x-ndjson').header('cache-control', 'no-store').send(lines);
    // Whoever has gone hears nothing, and nobody keeps it for them.
    const say = (message: object) => void (lines.destroyed || lines.write(`${JSON.stringify(message)}\n`));
    await this.door.answer(body, { signal, say });
    lines.end();
  }
}
