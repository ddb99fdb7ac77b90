/**
 * The one door to graphql-js. The package has two builds, and its classes know only objects of their own build: Nest and
 * mercurius load the one that Node resolves, `index.js`, while bundlers and test runners would pick `index.mjs` for us.
 */
export {
  coerceInputValue,
  GraphQLError,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLString,
  isInputType,
  Kind,
  lexicographicSortSchema,
  NoSchemaIntrospectionCustomRule,
  printSchema,
} from 'graphql/index.js';
export type {
  ASTVisitor,
  DocumentNode,
  ExecutionResult,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
  ValidationContext,
} from 'graphql/index.js';
