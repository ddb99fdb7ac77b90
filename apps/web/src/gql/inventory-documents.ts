import { graphql } from './graphql.ts';

const receipt = graphql(`
  fragment Receipt on Load @_unmask {
    id
    file
    source
    recipe
    settings
    scope
    startedAt
    finishedAt
    takenBackAt
    read
    loaded
    unchanged
    quarantined
    ignored
    entries
    reasons {
      code
      what
      records
    }
    tables {
      table
      what
      inserted
      updated
      unchanged
      voided
    }
  }
`);

/** The receipts of loads, newest first, a page of them at a time. */
export const loadsDocument = graphql(
  `
    query Loads($after: String, $first: Int) {
      loads(after: $after, first: $first) {
        loads {
          ...Receipt
        }
        total
        next
      }
    }
  `,
  [receipt],
);

/** One receipt, whichever page of the list it is on. */
export const loadDocument = graphql(
  `
    query Load($id: ID!) {
      load(id: $id) {
        ...Receipt
      }
    }
  `,
  [receipt],
);

/** What is wrong with the records that a load set aside. */
export const quarantineDocument = graphql(`
  query Quarantine($load: ID!, $after: String, $first: Int) {
    quarantine(load: $load, after: $after, first: $first) {
      entries {
        record
        line
        column
        reason
        detail
      }
      next
    }
  }
`);

/** What is agreed about the metrics today. */
export const targetsDocument = graphql(`
  query Targets {
    targets {
      metric
      where {
        dimension
        values
      }
      each
      target {
        lower
        upper
        ofEarlier {
          lower
          upper
          when
        }
        notWorse {
          metric
          margin
        }
        trend {
          wanted
          validFrom
          proposed
        }
        validFrom
        proposed
      }
    }
  }
`);

/** The rules that the data breaks. */
export const findingsDocument = graphql(`
  query Findings {
    findings {
      rule
      level
      table
      column
      count
      counts
      sample
      firstSeenAt
      load
      wrong
      fix
    }
  }
`);
