import type { Calendar } from '../calendar.ts';
import type { JudgeKey } from './model-versions.ts';
import { days, msOf, weekStart } from '../calendar.ts';
import { calibrationStory, judgeFrom } from '../stories.ts';
import { judgeVersions } from './model-versions.ts';

/** Outputs by which a judge version is held against people. */
export interface CalibrationSet {
  /** The data set version; its grades name it as their batch. */
  readonly id: string;
  readonly dataset: string;
  /** Place among the sets of its judge, from 1. */
  readonly place: number;
  readonly judge: JudgeKey;
  /** The fortnight of its outputs, to a Tuesday, so that people are through by the end of the week. */
  readonly from: number;
  readonly until: number;
  /** The judge gave its verdicts from here on: a new version looks back at its first set when it goes into force. */
  readonly judgedFrom: number;
  /** Start of the week for which it was due. */
  readonly dueAt: number;
}

export function calibrationSets(calendar: Calendar): readonly CalibrationSet[] {
  return Object.entries(calibrationStory.weeks).flatMap(([key, weeks]) => {
    const judge = key as JudgeKey;
    const dataset = `${judgeVersions[judge]}-calibration`;
    return weeks.map((week, before) => {
      const dueAt = msOf(weekStart(calendar, week));
      const until = dueAt - days(5);
      const from = until - days(14);
      const place = before + 1;
      const judgedFrom = Math.max(from, msOf(weekStart(calendar, judgeFrom[judge])));
      return { id: `${dataset}@${place}`, dataset, place, judge, from, until, judgedFrom, dueAt };
    });
  });
}
