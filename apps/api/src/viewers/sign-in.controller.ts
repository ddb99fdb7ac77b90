import { AssayError } from '@assay/contract';
import { Body, Controller, Inject, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpFailureFilter } from '../platform/http-failure.filter.ts';
import { GATEKEEPER } from '../platform/tokens.ts';
import { turnAway } from './ask-who.ts';
import type { Gatekeeper } from './gatekeeper.ts';
import { isStranger } from './gatekeeper.ts';
import { endedCookie, sessionCookie, sessionIdOf } from './session-cookie.ts';

/** The way in and out for browsers: a token, shown once, becomes a session whose id no script can read. */
@Controller()
@UseFilters(HttpFailureFilter)
export class SignInController {
  constructor(@Inject(GATEKEEPER) private readonly gatekeeper: Gatekeeper) {}

  @Post('sign-in')
  async signIn(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.gatekeeper.asksWho) {
      throw new AssayError('USAGE', 'Nobody is asked who they are here.', { hint: 'Open the dashboard.' });
    }
    const who = this.gatekeeper.identify(tokenIn(body), request);
    if (isStranger(who)) return await turnAway(who, request, reply);
    this.endSession(request);
    const cookie = sessionCookie(this.gatekeeper.sessions.begin(who), request);
    await reply.code(204).header('set-cookie', cookie).header('cache-control', 'no-store').send();
  }

  @Post('sign-out')
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.endSession(request);
    await reply.code(204).header('set-cookie', endedCookie(request)).header('cache-control', 'no-store').send();
  }

  private endSession(request: FastifyRequest): void {
    const id = sessionIdOf(request);
    if (id !== null) this.gatekeeper.sessions.end(id);
  }
}

function tokenIn(body: unknown): string {
  if (typeof body === 'object' && body !== null && 'token' in body && typeof body.token === 'string') {
    return body.token.trim();
  }
  throw new AssayError('PARAM_INVALID', 'The body lacks "token".', { hint: 'Send {"token": "..."} as JSON.' });
}
