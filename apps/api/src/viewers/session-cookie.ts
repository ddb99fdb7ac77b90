import type { FastifyRequest } from 'fastify';
import { sessionSeconds } from './sessions.ts';

const name = 'assay_session';

/** Not for scripts, and sent to nobody by a page of another site. */
const attributes = 'Path=/; HttpOnly; SameSite=Strict';

/** Behind a proxy that speaks TLS the cookie never travels without; whoever lies about that keeps no cookie. */
function secureOf(request: FastifyRequest): string {
  const forwarded = String(request.headers['x-forwarded-proto'] ?? '');
  return request.protocol === 'https' || /^https\b/i.test(forwarded) ? '; Secure' : '';
}

export function sessionIdOf({ headers }: FastifyRequest): string | null {
  const found = new RegExp(`(?:^|;)\\s*${name}=([\\w-]{43})(?:;|$)`).exec(headers.cookie ?? '');
  return found?.[1] ?? null;
}

export function sessionCookie(id: string, request: FastifyRequest): string {
  return `${name}=${id}; ${attributes}; Max-Age=${sessionSeconds}${secureOf(request)}`;
}

export function endedCookie(request: FastifyRequest): string {
  return `${name}=; ${attributes}; Max-Age=0${secureOf(request)}`;
}
