import { graphql } from './graphql.ts';
import { pageText } from './page-text.ts';

/** What a page is made of, with everything the shell needs: asked once a page. */
export const pageDocument = graphql(pageText);
