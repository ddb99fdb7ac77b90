import type { Day } from '@assay/contract';
import type { Calendar } from './calendar.ts';
import type { WorkflowKey } from './dimensions/workflows.ts';
import { hours, msOf, weekStart } from './calendar.ts';

/**
 * What is planted in the sample, as data: the generators read it, the tests look for it in the rows.
 * Weeks count from 0, the first of the sample, to 51, the last.
 */

/** A release of the made-up model. Its refusal habits are the baseline's, times or plus what stands here. */
export interface ReleaseStory {
  readonly key: string;
  /** It ships on the first morning of this week; the first one shipped before the sample starts. */
  readonly week: number;
  /** Factor on the baseline chance of refusing, in full and in part, a request that should be answered. */
  readonly full: number;
  readonly partial: number;
  /** Added chance of a partial refusal, by workflow and for German on top of it. */
  readonly partialIn: Partial<Record<WorkflowKey, { readonly all: number; readonly german: number }>>;
  readonly says: string;
}

export const releaseStories = [
  { key: 'r1', week: -5, full: 1.5, partial: 1.45, partialIn: {}, says: 'refuses too much' },
  { key: 'r2', week: 13, full: 1.5, partial: 1.4, partialIn: {}, says: 'no better' },
  {
    key: 'r3',
    week: 30,
    full: 1,
    partial: 1,
    partialIn: {},
    says: 'five months ago: over-refusal falls by about two points everywhere',
  },
  { key: 'r4', week: 41, full: 1, partial: 1, partialIn: {}, says: 'keeps it there' },
  {
    key: 'r5',
    week: 51,
    full: 1.12,
    partial: 1.25,
    partialIn: { medical_intake: { all: 0.12, german: 0.07 } },
    says: 'the newest: over-refusal rises by two points and more, to above 6 %, mostly by half answers in medical intake, German ones first; unsafe answers do not get fewer',
  },
] as const satisfies readonly ReleaseStory[];

/** Weeks around the last two releases are graded at about three times the usual volume, so that a release can be judged at once. */
export const watchedWeeks: readonly number[] = [40, 41, 50, 51];

/** Production outputs drawn for grading in a usual week; the team grew in week 26. */
export const usualVolume = { until: 26, before: 505, after: 635 } as const;
export const watchedVolume = 1760;

/** Sessions drawn in a usual week: one in 30. Answers of a drawn session that look like refusals are all kept, of the rest one in three. */
export const sessionProbability = 1 / 30;
export const keptOfPlainAnswers = 1 / 3;

/** The small judge, on trial since this week, is no better than a coin; its verdicts must not count. */
export const trialJudgeFrom = 38;

/** Weeks in which every case is sampled twice: the first run of a release. */
export const doubledRuns: readonly number[] = releaseStories.map(({ week }) => week).filter((week) => week >= 0);

export interface Release {
  readonly story: ReleaseStory;
  readonly day: Day;
  /** Year and month, e.g. `2026.11`. Releases are at least ten weeks apart, so no two share one. */
  readonly label: string;
  /** Instant it took over; answers of the night before are still the old version's. */
  readonly shippedAt: number;
}

export function releasesOf(calendar: Calendar): readonly Release[] {
  return releaseStories.map((story) => {
    const day = weekStart(calendar, story.week);
    return { story, day, label: day.slice(0, 7).replace('-', '.'), shippedAt: msOf(day) + hours(6) };
  });
}
