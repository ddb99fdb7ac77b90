import type { MercuriusDriverConfig } from '@nestjs/mercurius';
import { MercuriusDriver } from '@nestjs/mercurius';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentNode, GraphQLSchema } from './graphql-js.ts';
import { NoSchemaIntrospectionCustomRule } from './graphql-js.ts';
import { aliasLimit } from './alias-limit.ts';
import type { Variables } from './document-cost.ts';
import { checkCost } from './document-cost.ts';
import { exactSchema } from './exact-schema.ts';
import { graphqlErrors } from './graphql-errors.ts';
import { limits } from './limits.ts';
import type { RequestAskers } from './request-askers.ts';
import type { SentAnswers } from './sent-answers.ts';
import type { Log } from './tokens.ts';

type Execution = [schema: GraphQLSchema, document: DocumentNode, context: unknown, variables: Variables];

export const graphqlPath = '/graphql';

export interface GraphqlOptions {
  readonly askers: RequestAskers;
  readonly sent: SentAnswers;
  readonly log: Log;
  /** Introspection shows the schema to whoever asks; it is for development. */
  readonly isIntrospectable: boolean;
}

/** How mercurius serves the schema: what a context holds, which documents run, how errors leave. */
export function graphqlOptions({ askers, sent, log, isIntrospectable }: GraphqlOptions): MercuriusDriverConfig {
  return {
    driver: MercuriusDriver,
    autoSchemaFile: true,
    sortSchema: true,
    transformSchema: exactSchema,
    path: graphqlPath,
    graphiql: false,
    // Documents kept parsed; a client that writes new ones all the time must not fill the memory.
    cache: 128,
    // A document that comes again is compiled: answers are lists of numbers, and to walk the schema for each took as long as all else.
    jit: 2,
    queryDepth: limits.depth,
    // A list, not a function: mercurius refuses the function form while it caches documents.
    validationRules: isIntrospectable ? [aliasLimit] : [aliasLimit, NoSchemaIntrospectionCustomRule],
    context: (request: FastifyRequest, reply: FastifyReply) => ({
      asker: askers.of(request, reply),
      maySendAgain: () => sent.allow(request),
    }),
    errorFormatter: graphqlErrors(log),
    hooks: {
      // Only here are the variables known, and the requests of a page come in one.
      preExecution: (...[, document, , variables]: Execution) => checkCost(document, variables),
    },
  };
}
