import { GraphQLError, GraphQLScalarType } from './graphql-js.ts';

/** A JSON object of the API's own making; no query takes one as input. */
export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'A JSON object.',
  serialize: (value) => value,
  parseValue: () => {
    throw new GraphQLError('JSON is not an input.');
  },
});
