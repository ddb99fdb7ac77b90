/** Why metrics have no numbers in an answer, of whatever kind that is. */
const missing = `missing {
        metric
        reason
        code
        message
        hint
        queryId
      }` as const;

/** All numbers of a page, in one request; answers come in the order of the requests. */
export const panelsText = `
query Panels($requests: [PanelInput!]!) {
  panels(requests: $requests) {
    __typename
    ... on PanelReady {
      range {
        from
        to
      }
      compareRange {
        from
        to
      }
      grain
      buckets {
        start
        end
        partial
        provisional
      }
      series {
        metric
        by {
          dimension
          value
          label
        }
        unit
        value
        n
        rows
        numerator
        numeratorRows
        denominator
        lower
        upper
        interval
        status
        verdict
        chanceMet
        partial
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
        notWorse {
          verdict
          text
        }
        trend {
          verdict
          wanted
          text
        }
        caveats {
          code
          count
          text
        }
        parts {
          id
          title
          unit
          value
          lower
          upper
          money
          numerator
          numeratorRows
        }
        money {
          currency
          value
          lower
          upper
          unconverted {
            currency
            amount
          }
        }
        distribution {
          label
          baseline
          current
        }
        moved {
          label
          before
          now
          mixEffect
          rateEffect
          recentChange
        }
        restated {
          was
          money
          day
        }
        limits {
          range {
            from
            to
          }
          method
          reason
          center
          points {
            bucket
            judged
            lower
            upper
            isOutside
          }
          changes {
            bucket
            before
            after
          }
        }
        change {
          comparedValue
          comparedN
          comparedRange {
            from
            to
          }
          difference
          lower
          upper
          p
          pAdjusted
          looks
          verdict
          contribution {
            mixEffect
            rateEffect
            whole {
              difference
              mixEffect
              rateEffect
            }
          }
          boundary {
            text
          }
          modes {
            text
          }
          money {
            comparedValue
            difference
            lower
            upper
          }
        }
      }
      branches {
        dimension
        value
        parent
      }
      breaks {
        kind
        day
        title
        by {
          dimension
          value
        }
      }
      statements
      elapsedMs
      engine
      queryId
      asOf
      notes {
        rule
        level
        table
        column
        count
        counts
        wrong
        fix
      }
      ${missing}
    }
    ... on PanelEmpty {
      reason
      message
      emptyHint: hint
      ${missing}
    }
    ... on PanelFailed {
      code
      message
      failedHint: hint
      failedQueryId: queryId
      ${missing}
    }
  }
}
` as const;
