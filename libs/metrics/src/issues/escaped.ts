import type { Exclusion } from '../definition.ts';
import type { Sql } from '../dialect.ts';
import type { issueView } from './issue-fact.ts';
import { and, not } from '../dialect.ts';
import { cancelled, duplicate } from './exclusions.ts';

type IssueView = typeof issueView;

/** Failures and regressions that production showed. */
export const isProductionFailure = (issue: IssueView): Sql =>
  and(issue.kind.isOneOf('failure_mode', 'regression'), issue.foundIn.is('post_release'));

export const isEscaped = (issue: IssueView): Sql => not(issue.coveredByEval.isTrue());

/** What is no confirmed failure, or cannot be said to have escaped. */
export const notConfirmed: readonly Exclusion<IssueView>[] = [
  {
    code: 'unknown_coverage',
    rule: 'X-unknown',
    says: 'failures of which nobody noted whether a case would have shown them',
    when: (issue) =>
      and(
        isProductionFailure(issue),
        issue.coveredByEval.isNull(),
        issue.duplicateOf.isNull(),
        issue.cancelledAt.isNull(),
      ),
    // Nobody knows whether they have escaped.
    beforeScope: true,
  },
  duplicate,
  cancelled,
];
