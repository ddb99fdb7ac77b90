import type { Day, DayRange } from './day.ts';

export const limitMethods = ['p_chart', 'p_chart_laney', 'u_chart', 'u_chart_laney', 'ewma'] as const;
/** `laney`: the limits widen with the spread between periods, where that is more than chance. */
export type LimitMethod = (typeof limitMethods)[number];

export const noLimitReasons = ['not_for_metric', 'too_few_periods', 'no_variation'] as const;
/** Why a stretch has no limits: of `too_few_periods` and `no_variation` there may be some another day. */
export type NoLimitReason = (typeof noLimitReasons)[number];

/** How a metric of one slice usually runs, so that what is out of the ordinary can be told from what is not. */
export interface SeriesLimits {
  readonly metric: string;
  readonly by: Readonly<Record<string, string | null>>;
  /** One between each two days across which numbers are not alike; none where no period is finished. */
  readonly stretches: readonly LimitStretch[];
}

/** Finished periods whose numbers are alike. Running and provisional periods, and those without a value, are in none. */
export interface LimitStretch {
  /** From the first of its periods to the end of the last. */
  readonly range: DayRange;
  /** Null where it has no limits, and `reason` says why. */
  readonly method: LimitMethod | null;
  readonly reason: NoLimitReason | null;
  readonly center: number | null;
  /** One a period; none without limits. */
  readonly points: readonly LimitPoint[];
  /** Where the level changed, for good or until the next one. */
  readonly changes: readonly LevelChange[];
}

export interface LimitPoint {
  readonly bucket: Day;
  /** What is held against the limits: the value; of counts (`ewma`) their running average. */
  readonly judged: number;
  readonly lower: number;
  readonly upper: number;
  readonly isOutside: boolean;
}

export interface LevelChange {
  /** First period of the new level. */
  readonly bucket: Day;
  /** Levels of the periods since the change before, and up to the one after. */
  readonly before: number;
  readonly after: number;
}
