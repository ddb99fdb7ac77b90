import type { Exclusion } from '../definition.ts';
import type { issueView } from './issue-fact.ts';

type IssueExclusion = Exclusion<typeof issueView>;

/** A duplicate may have been closed as one: it is counted as a duplicate. */
export const duplicate: IssueExclusion = {
  code: 'duplicate_issues',
  rule: 'X-dupe',
  says: 'issues that repeat another one',
  when: (issue) => issue.duplicateOf.isKnown(),
};

export const cancelled: IssueExclusion = {
  code: 'cancelled_issues',
  rule: 'X-false',
  says: 'issues that were looked into and closed as none',
  when: (issue) => issue.cancelledAt.isKnown(),
};

export const untriaged: IssueExclusion = {
  code: 'untriaged_issues',
  rule: 'X-unknown',
  says: 'issues that nobody has triaged yet',
  when: (issue) => issue.triagedAt.isNull(),
};
