import type { Annotation, Review, Task } from './read-task.ts';
import { compareInstants } from './read-task.ts';

/** When the answer that is in force was given. */
export interface Submission {
  readonly at: string | null;
  /** It was given again after a review had sent it back. */
  readonly isRework: boolean;
}

/**
 * Label Studio keeps when an annotation was made and when it was last changed, for whatever reason. Only after a review
 * that rejected it a change is a new answer; a verdict that followed came after that answer.
 */
export function submissionOf({ createdAt, updatedAt, reviews }: Annotation): Submission {
  const rejection = reviews.findLast(({ isAccepted }) => !isAccepted);
  const isRework = rejection !== undefined && compareInstants(updatedAt, rejection.createdAt) > 0;
  if (!isRework) return { at: createdAt, isRework };
  const verdict = reviews.find((review) => compareInstants(review.createdAt, rejection.createdAt) > 0);
  const isLater = verdict !== undefined && compareInstants(verdict.createdAt, updatedAt) < 0;
  return { at: isLater ? verdict.createdAt : updatedAt, isRework };
}

export interface Milestones {
  readonly status: string;
  readonly firstSubmittedAt: string | null;
  readonly lastSubmittedAt: string | null;
  readonly firstDecidedAt: string | null;
  readonly firstDecision: 'accept' | 'reject' | null;
  readonly acceptedAt: string | null;
  readonly rejectedAt: string | null;
}

/** What annotations and reviews say of the item. It is accepted when no answer that was reviewed is rejected at last. */
export function milestonesOf(task: Task): Milestones {
  const given = task.annotations.filter(({ isSkipped }) => !isSkipped);
  const submitted = given.map((annotation) => submissionOf(annotation).at).filter((at) => at !== null);
  const reviews = given.flatMap((annotation) => annotation.reviews);
  const first = earliest(reviews);
  const standing = given.flatMap((annotation) => standingVerdict(annotation) ?? []);
  const rejected = latest(standing.filter(({ isAccepted }) => !isAccepted));
  const accepted = rejected === undefined ? latest(standing) : undefined;
  return {
    status: statusOf(task, given, accepted ?? rejected),
    firstSubmittedAt: extreme(
      given.map(({ createdAt }) => createdAt),
      -1,
    ),
    lastSubmittedAt: extreme(submitted, 1),
    firstDecidedAt: first?.createdAt ?? null,
    firstDecision: first === undefined ? null : first.isAccepted ? 'accept' : 'reject',
    acceptedAt: accepted?.createdAt ?? null,
    rejectedAt: rejected?.createdAt ?? null,
  };
}

/** The verdict in force on an annotation; none while an answer that was sent back and given again waits for one. */
function standingVerdict(annotation: Annotation): Review | undefined {
  const last = annotation.reviews.at(-1);
  return last?.isAccepted === false && submissionOf(annotation).isRework ? undefined : last;
}

function statusOf(task: Task, given: readonly Annotation[], standing: Review | undefined): string {
  if (standing !== undefined) return standing.isAccepted ? 'accepted' : 'rejected';
  if (given.length > 0) return 'submitted';
  if (task.annotations.length > 0) return 'cancelled';
  return task.hasDraft ? 'in_progress' : 'queued';
}

const latest = (reviews: readonly Review[]): Review | undefined =>
  reviews.toSorted((a, b) => compareInstants(a.createdAt, b.createdAt)).at(-1);
const earliest = (reviews: readonly Review[]): Review | undefined =>
  reviews.toSorted((a, b) => compareInstants(a.createdAt, b.createdAt)).at(0);

function extreme(instants: readonly (string | null)[], sign: 1 | -1): string | null {
  let found: string | null = null;
  for (const at of instants) {
    if (at !== null && (found === null || compareInstants(at, found) * sign > 0)) found = at;
  }
  return found;
}
