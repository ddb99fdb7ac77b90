import type { Note } from '../definition.ts';
import type { Sql } from '../dialect.ts';
import type { issueView } from './issue-fact.ts';
import { and } from '../dialect.ts';

/** Failures that matter: there should be data against each, and a case that looks for it. */
export const isPriorityFailure = (issue: typeof issueView): Sql =>
  and(issue.kind.isOneOf('failure_mode', 'regression'), issue.isPriority.isTrue());

export const settledWithoutData: Note<typeof issueView> = {
  code: 'settled_without_data',
  says: 'issues that were settled without data, by a prompt or in the product: open until then',
  when: (issue) => issue.settledAt.isKnown(),
};
