import { graphql } from './graphql.ts';
import { panelsText } from './panels-text.ts';

/** All numbers of a page, in one request; answers come in the order of the requests. */
export const panelsDocument = graphql(panelsText);
