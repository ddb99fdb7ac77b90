import type { GraphQLSchema } from './graphql-js.ts';
import { GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLString } from './graphql-js.ts';

/**
 * Nest's decorators make either all levels of a nested list nullable or none. A row is never null, a cell of it may be:
 * `[[String]!]!`.
 */
export function exactSchema(schema: GraphQLSchema): GraphQLSchema {
  const rowPage = schema.getType('RowPage');
  const rows = rowPage instanceof GraphQLObjectType ? rowPage.getFields().rows : undefined;
  if (!rows) throw new TypeError('The schema has no RowPage.rows.');
  rows.type = new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(new GraphQLList(GraphQLString))));
  return schema;
}
