import { graphql } from './graphql.ts';

/** The rows behind one number, a page of them at a time. */
export const rowsDocument = graphql(`
  query Rows($request: PanelInput!, $cell: CellInput!, $after: String, $first: Int) {
    rows(request: $request, cell: $cell, after: $after, first: $first) {
      columns {
        name
        title
        type
      }
      rows
      total
      next
    }
  }
`);

/** The statements a request compiles to, with their estimate and last run. */
export const explainDocument = graphql(`
  query Explain($request: PanelInput!) {
    query(request: $request) {
      engine
      statements {
        sql
        parameters {
          type
          value
        }
        estimate {
          rows
          bytes
          exact
        }
        lastElapsedMs
        lastRows
        sharedBy
      }
    }
  }
`);

/** The values of a dimension, for the filter menus. */
export const membersDocument = graphql(`
  query Members($id: String!) {
    dimension(id: $id) {
      value
      label
      rows
    }
  }
`);
