import type { Day } from '@assay/contract';
import type { Calendar } from './calendar.ts';
import type { WorkflowKey } from './dimensions/workflows.ts';
import { days, hours, msOf, weekStart } from './calendar.ts';

/**
 * What is planted in the sample, as data: the generators read it, the tests look for it in the loaded tables.
 * Weeks count from 0, the first of the sample, to 51, the last. docs/sample.md tells the same to readers.
 */

/** Factors on the chance of refusing, in full and in part, a request that should be answered; and what is added in part. */
interface Habit {
  readonly full: number;
  readonly partial: number;
  readonly added?: { readonly all: number; readonly german: number };
}

/** A version of the made-up model: a release, or a change of prompt, retrieval or guardrail between two. */
export interface VersionStory {
  readonly key: string;
  /** It ships on the first morning of this week; the first one shipped before the sample starts. */
  readonly week: number;
  /** First version of its release. */
  readonly opens: boolean;
  readonly everywhere: Habit;
  /** In place of `everywhere`. */
  readonly inWorkflow: Partial<Record<WorkflowKey, Habit>>;
  /** Factor on the chance of an unsupported statement where answers rest on retrieved texts. */
  readonly unsupported: number;
}

const loose = { inWorkflow: {}, unsupported: 1 };

export const versionStories = [
  { ...loose, key: 'r1', week: -5, opens: true, everywhere: { full: 1.5, partial: 1.45 } },
  {
    ...loose,
    key: 'r2',
    week: 13,
    opens: true,
    everywhere: { full: 1.5, partial: 1.4 },
    // Doubled, and the next release repairs it.
    inWorkflow: { tutoring: { full: 3.3, partial: 3 } },
  },
  {
    ...loose,
    key: 'r2-guardrail',
    week: 18,
    opens: false,
    everywhere: { full: 1.5, partial: 1.4 },
    inWorkflow: { tutoring: { full: 3.3, partial: 3 } },
  },
  { ...loose, key: 'r3', week: 24, opens: true, everywhere: { full: 1, partial: 1 } },
  { ...loose, key: 'r3-retrieval', week: 30, opens: false, everywhere: { full: 1, partial: 1 }, unsupported: 0.45 },
  { ...loose, key: 'r4', week: 38, opens: true, everywhere: { full: 1, partial: 1 }, unsupported: 0.45 },
  { ...loose, key: 'r4-prompt', week: 45, opens: false, everywhere: { full: 1, partial: 1 }, unsupported: 0.45 },
  {
    key: 'r5',
    week: 51,
    opens: true,
    everywhere: { full: 1.12, partial: 1.25 },
    inWorkflow: { medical_intake: { full: 1.12, partial: 1.25, added: { all: 0.14, german: 0.12 } } },
    unsupported: 0.45,
  },
] as const satisfies readonly VersionStory[];

export type VersionKey = (typeof versionStories)[number]['key'];

/** The judge was given a new prompt and a larger model; its first verdicts were held against people's of two weeks before. */
export const newJudgeFrom = 20;
/** The small judge, on trial since this week, is hardly better than a coin; its verdicts must not count. */
export const trialJudgeFrom = 38;

/** Week from which a judge version is in force. */
export const judgeFrom = { before: -30, main: newJudgeFrom, trial: trialJudgeFrom } as const;

/**
 * Weeks for which a judge version got a calibration set: before it went into force, the oldest at the sample's beginning,
 * and again before 90 days are over. So many outputs of what it flags, and as many of what it does not, are graded by at
 * least two people, too.
 */
export const calibrationStory = {
  weeks: { before: [3, 15], main: [judgeFrom.main, 32, 44], trial: [judgeFrom.trial, 50] },
  ofEach: 100,
} as const;

/** Failure taxonomy v2: "wrong reasoning" becomes two modes; 200 outputs were coded under both. */
export const taxonomyStory = { week: 26, firstShare: 0.62, dualCoded: 200 } as const;

/**
 * Two risky workflows come onto the list of priorities in the year: the list grows faster than guidelines and golden cases
 * for it. Code help has no guidelines all year, and those of contracts lack counterexamples.
 */
export const prioritiesStory: { readonly joins: Readonly<Partial<Record<string, number>>> } = {
  joins: { contracts: 21, moderation: 34 },
};

/** The intent guideline counts polite complaints as complaints from this week on: their share goes from a fifth to a third. */
export const guidelineStory = { week: 18, task: 'intent', label: 'complaint' } as const;

/** Answers of a vendor get worse over four weeks, to three times the chance of an error, capped for hard items; its price stays. */
export const vendorStory = { vendor: 'larkspur', week: 32, weeks: 4, factor: 3 } as const;

/** Two people slip, each week a little more. */
export const driftStory = { people: ['bm-7', 'tw-5'], week: 38, perWeek: 0.8, limit: 6 } as const;

/** A vendor's portal was down from Monday to Wednesday: its answers came in one import, all with one instant. */
export const importStory = { vendor: 'tidewater', week: 21, weekday: 2, hour: 23 } as const;

/** How many issues there are beside those of the stories, which come after them. */
export const issueCount = 760;

/** Data made for the doubled refusals in tutoring: the issue is resolved with it. */
export const remedyStory = { dataset: 'tutoring-remedy', issue: `issue-${issueCount + 1}` } as const;

/** A batch was accepted, found bad and revoked three weeks later, and credited in the month after it was billed. */
export const revokedStory = { vendor: 'larkspur', task: 'extraction', week: 37, revokedAfterWeeks: 3 } as const;

/** The one price that rose this year, by three in a hundred, in the month of this week. */
export const priceStory = { vendor: 'brightmoor', week: 27, factor: 1.03 } as const;

/** In the month of this week an invoice came twice, under its own number, nine days later. */
export const duplicateStory = { vendor: 'brightmoor', week: 20, daysLater: 9 } as const;

/** In the month of this week the lines of one task were billed above the agreed price. */
export const wrongRateStory = { vendor: 'tidewater', task: 'intent', week: 33, factor: 1.08 } as const;

/** The pound rises by 7 % against the dollar within two weeks. */
export const currencyStory = { currency: 'GBP', week: 34, days: 14, factor: 1.07 } as const;

/** The help desk's counts of this week came with a load of their own, after everything else. */
export const lateStory = { week: 46, counters: ['tickets', 'tickets_deflected', 'csat'] } as const;

/** The same leak of another customer's data, three times: weeks in which it was seen. */
export const recurringStory = { weeks: [15, 23, 37], severity: 1 } as const;

export interface Version {
  readonly story: VersionStory;
  readonly number: number;
  readonly day: Day;
  /** Year and month of the release it belongs to, e.g. `2026.11`. Releases are at least ten weeks apart, so no two share one. */
  readonly release: string;
  /** The release, and which change of it, e.g. `2026.05.1`. */
  readonly label: string;
  /** Instant it took over; answers of the night before are still the old version's. */
  readonly shippedAt: number;
  /** Instant from which it could be evaluated. */
  readonly candidateAt: number;
}

export function versionsOf(calendar: Calendar): readonly Version[] {
  let release = '';
  let change = 0;
  return versionStories.map((story, number) => {
    const day = weekStart(calendar, story.week);
    if (story.opens) {
      release = day.slice(0, 7).replace('-', '.');
      change = 0;
    } else {
      change += 1;
    }
    const shippedAt = msOf(day) + hours(6);
    const label = change === 0 ? release : `${release}.${change}`;
    return { story, number, day, release, label, shippedAt, candidateAt: shippedAt - days(10) };
  });
}

/** Version in force at an instant, as a number from 0: an SQL expression of milliseconds of Unix time. */
export function versionAt(calendar: Calendar, ms: string): string {
  const later = versionsOf(calendar).slice(1).toReversed();
  return `case ${later.map(({ shippedAt, number }) => `when ${ms} >= ${shippedAt} then ${number}`).join(' ')} else 0 end`;
}
