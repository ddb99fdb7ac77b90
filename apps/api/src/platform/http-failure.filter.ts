import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { describeFailure, statusOf } from './failure.ts';
import type { Log } from './tokens.ts';
import { LOG } from './tokens.ts';

/** Failures of plain routes, as a JSON object with code, message, hint and queryId. */
@Catch()
export class HttpFailureFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const failure = describeFailure(error, this.log);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    await reply.code(statusOf(failure.code)).send(failure);
  }
}
