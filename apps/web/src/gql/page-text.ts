/** What a page is made of, with everything the shell needs: asked once a page. */
export const pageText = `
query Page($id: ID!) {
  health {
    status
    engine
    version
    sample
    zone
    yearStarts
  }
  viewer {
    role
    name
  }
  pages {
    id
    title
    reader
    order
  }
  freshness {
    dataThrough
    loadedAt
    sources {
      source
      dataThrough
      loadedAt
      facts {
        table
        what
        dataThrough
        loadedAt
        rows
      }
    }
  }
  catalogue {
    id
    title
    unit
    good
    owner
    fact
    factRows
    serves
    what
    formula
    interval
    minimum
    leftOut {
      code
      rule
    }
    dimensions {
      id
      title
    }
    parts {
      id
      title
    }
    spreadsOver
    companions
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
  page(id: $id) {
    id
    title
    reader
    period
    filters
    compare {
      kind
      dimension
      value
    }
    where {
      dimension
      values
    }
    panels {
      __typename
      ... on ScorecardSpec {
        id
        title
        note
        history: trend {
          last
          grain
        }
        groups {
          title
          where {
            dimension
            values
          }
          rows {
            metric
            title
            where {
              dimension
              values
            }
          }
        }
      }
      ... on BreakdownSpec {
        id
        title
        note
        metric
        by
        parts
        recent: trend {
          last
          grain
        }
      }
      ... on TaxonomySpec {
        id
        title
        note
        metric
        share
        by
        recent: trend {
          last
          grain
        }
      }
      ... on ParetoSpec {
        id
        title
        note
        metric
        by
        rates {
          metric
          columns
        }
      }
      ... on BudgetSpec {
        id
        title
        note
        metric
        by
        history: trend {
          last
          grain
        }
      }
      ... on DistributionSpec {
        id
        title
        note
        metric
        by
      }
      ... on HeatmapSpec {
        id
        title
        note
        metric
        rows
        columns
      }
      ... on TrendSpec {
        id
        title
        note
        metric
        parts
        history: trend {
          last
          grain
        }
      }
      ... on ReleasesSpec {
        id
        title
        note
        metric
        by
        parts
        history: trend {
          last
          grain
        }
      }
      ... on SourcesSpec {
        id
        title
        note
      }
      ... on LoadsSpec {
        id
        title
        note
      }
      ... on FindingsSpec {
        id
        title
        note
      }
      ... on CatalogueSpec {
        id
        title
        note
      }
    }
  }
}
`;
