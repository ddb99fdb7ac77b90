import type { AssayError, ErrorCode } from '@assay/contract';
import { errorCodes } from '@assay/contract';
import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import type { Log } from './tokens.ts';

/** What a viewer is told of a failure. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | null;
  readonly queryId: string | null;
}

/** By its shape, not its class: the built server carries a copy of the class of its own, the workspace brings another. */
function isAssayError(error: unknown): error is AssayError {
  return (
    error instanceof Error &&
    error.name === 'AssayError' &&
    'code' in error &&
    errorCodes.some((code) => code === error.code)
  );
}

/**
 * The one place where errors become words for a viewer. An AssayError says what may be said; anything else is ours to
 * find: the operator's log gets it whole under an id, the viewer gets the id.
 */
export function describeFailure(error: unknown, log: Log): Failure {
  if (isAssayError(error)) {
    return { code: error.code, message: error.message, hint: error.hint ?? null, queryId: error.queryId ?? null };
  }
  const id = randomBytes(4).toString('hex');
  log(`Internal error ${id}: ${inspect(error)}`);
  return {
    code: 'INTERNAL',
    message: 'Assay could not answer because of a mistake of its own.',
    hint: `The server's output says more under ${id}.`,
    queryId: null,
  };
}

/** The same in GraphQL's shape; plain routes send a Failure as it is. */
export function toGraphqlShape({ message, ...extensions }: Failure): {
  readonly message: string;
  readonly extensions: Omit<Failure, 'message'>;
} {
  return { message, extensions };
}

const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  PAGE_UNKNOWN: 404,
  METRIC_UNKNOWN: 404,
  LOAD_UNKNOWN: 404,
  TOO_LARGE: 413,
  DATABASE_IN_USE: 503,
  DATABASE_FUTURE: 500,
  DATABASE_BROKEN: 500,
  WAREHOUSE_AUTH: 502,
  WAREHOUSE_PERMISSION: 502,
  WAREHOUSE_NOT_FOUND: 502,
  WAREHOUSE_SYNTAX: 502,
  WAREHOUSE_LIMIT: 413,
  WAREHOUSE_MEMORY: 413,
  WAREHOUSE_TIMEOUT: 504,
  WAREHOUSE_CANCELLED: 499,
  WAREHOUSE_COLD_START: 503,
  WAREHOUSE_UNAVAILABLE: 503,
  WAREHOUSE_READ_ONLY: 502,
  INTERNAL: 500,
};

/** HTTP status of a failure outside GraphQL; what the caller can mend in the request itself is 400. */
export function statusOf(code: ErrorCode): number {
  return statuses[code] ?? 400;
}
