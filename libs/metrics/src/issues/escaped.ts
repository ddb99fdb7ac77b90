import type { Exclusion } from '../definition.ts';
import type { Sql } from '../dialect.ts';
import type { issueView } from './issue-fact.ts';
import { and, not } from '../dialect.ts';

type IssueView = typeof issueView;

/** Failures and regressions that production showed. */
export const isProductionFailure = (issue: IssueView): Sql =>
  and(issue.kind.isOneOf('failure_mode', 'regression'), issue.foundIn.is('post_release'));

export const isEscaped = (issue: IssueView): Sql => not(issue.coveredByEval.isTrue());

/** Failures of which nobody knows whether they have escaped. */
export const unknownCoverage: Exclusion<IssueView> = {
  code: 'unknown_coverage',
  rule: 'X-unknown',
  says: 'failures of which nobody noted whether a case would have shown them',
  when: (issue) => issue.coveredByEval.isNull(),
};

/** The same where what has escaped alone is counted: of these nobody can say whether they are any of it. */
export const maybeEscaped: Exclusion<IssueView> = {
  ...unknownCoverage,
  when: (issue) =>
    and(
      isProductionFailure(issue),
      issue.coveredByEval.isNull(),
      issue.duplicateOf.isNull(),
      issue.cancelledAt.isNull(),
    ),
  beforeScope: true,
};
