import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './schema.gen.d.ts';

/** Typed documents: a field the API's schema does not have fails the type check. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { JSON: unknown; ID: string; String: string; Boolean: boolean; Int: number; Float: number };
}>();
