import { AssayError } from '@assay/contract';
import type { Door } from '@assay/workspace';
import { isFromHere } from '@assay/workspace';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DOOR } from '../platform/tokens.ts';

/**
 * Lets in who knows the token, from this machine, and no page of any origin: the dashboard does not come this way. `hello`
 * alone needs no token.
 */
@Injectable()
export class DoorGuard implements CanActivate {
  constructor(@Inject(DOOR) private readonly door: Door) {}

  canActivate(context: ExecutionContext): boolean {
    const { headers, routeOptions, ip } = context.switchToHttp().getRequest<FastifyRequest>();
    if (headers.origin !== undefined || !isFromHere(ip))
      throw new AssayError('FORBIDDEN', 'This way is for commands on this machine, not for pages.');
    const token = /^Bearer ([0-9a-f]+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    if (routeOptions.url === '/door/hello' || this.door.admits(token)) return true;
    throw new AssayError('FORBIDDEN', 'The token is not that of this server.', {
      hint: 'The server may have been started anew: run the command again.',
    });
  }
}
