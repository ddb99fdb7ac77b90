import type { ErrorCode } from '@assay/contract';
import type { ExecutionResult } from './graphql-js.ts';
import { GraphQLError } from './graphql-js.ts';
import type { Failure } from './failure.ts';
import { describeFailure, toGraphqlShape } from './failure.ts';
import type { Log } from './tokens.ts';

/** What mercurius and Fastify throw before anything runs, by their codes: the caller's to mend, and safe to repeat. */
const requestErrors: Readonly<Record<string, ErrorCode>> = {
  MER_ERR_GQL_QUERY_DEPTH: 'TOO_LARGE',
  FST_ERR_CTP_BODY_TOO_LARGE: 'TOO_LARGE',
  MER_ERR_GQL_VALIDATION: 'USAGE',
  MER_ERR_INVALID_METHOD: 'USAGE',
  MER_ERR_METHOD_NOT_ALLOWED: 'USAGE',
  MER_ERR_GQL_CSRF_PREVENTION: 'USAGE',
  MER_ERR_GQL_PERSISTED_QUERY_NOT_FOUND: 'USAGE',
  MER_ERR_GQL_PERSISTED_QUERY_NOT_SUPPORTED: 'USAGE',
  MER_ERR_GQL_PERSISTED_QUERY_MISMATCH: 'USAGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'USAGE',
  FST_ERR_CTP_INVALID_JSON_BODY: 'USAGE',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'USAGE',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'USAGE',
};

function originOf(error: GraphQLError): Error {
  const { originalError } = error;
  if (!originalError) return error;
  return originalError instanceof GraphQLError ? originOf(originalError) : originalError;
}

/** Several complaints about one document arrive as one error that holds them. */
function complaintsOf(error: GraphQLError): readonly GraphQLError[] {
  const held: unknown = 'errors' in originOf(error) ? (originOf(error) as { errors?: unknown }).errors : null;
  if (!Array.isArray(held)) return [error];
  return held.filter((each): each is Error => each instanceof Error).map(asGraphqlError);
}

function asGraphqlError(error: Error): GraphQLError {
  return error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error });
}

function answerTo(
  error: GraphQLError,
  log: Log,
): { readonly message: string; readonly extensions: Omit<Failure, 'message'> } {
  const origin = originOf(error);
  const code = 'code' in origin && typeof origin.code === 'string' ? requestErrors[origin.code] : undefined;
  if (code) return { message: origin.message, extensions: { code, hint: null, queryId: null } };
  // Without a path nothing had run: the document or its variables are wrong, and graphql-js says how.
  if (origin instanceof GraphQLError && !error.path)
    return { message: error.message, extensions: { code: 'USAGE', hint: null, queryId: null } };
  return toGraphqlShape(describeFailure(origin, log));
}

/** Maps what resolvers and mercurius throw to `extensions.code`, `hint` and `queryId`, once, for every operation. */
export function graphqlErrors(log: Log) {
  return (execution: ExecutionResult): { statusCode: number; response: ExecutionResult } => {
    const errors = (execution.errors ?? [])
      .flatMap((error) => complaintsOf(asGraphqlError(error)))
      .map((error) => {
        const { message, extensions } = answerTo(error, log);
        return new GraphQLError(message, {
          ...(error.nodes && { nodes: error.nodes }),
          ...(error.source && { source: error.source }),
          ...(error.positions && { positions: error.positions }),
          ...(error.path && { path: error.path }),
          extensions,
        });
      });
    const isRequestError = !execution.data && errors.every(({ path }) => !path);
    return { statusCode: isRequestError ? 400 : 200, response: { data: execution.data ?? null, errors } };
  };
}
