import type { Day } from '@assay/contract';
import type { Scale } from '../item-patterns/read.ts';

/** Items with one label, of one week, task, question, group of guidelines and part of the mix. Items whose answers tie are split over labels. */
export interface LabelWeight extends Scale {
  readonly label: string;
  /** Monday of the week they were answered in. */
  readonly week: Day;
  /** Where they came from and their language; null where they are not told apart by it. */
  readonly mix: string | null;
  readonly items: number;
}

/** Labels of a period and of the weeks before it; both add over days. */
export interface DriftParts {
  readonly current: readonly LabelWeight[];
  readonly reference: readonly LabelWeight[];
  /** Answers that make the labels of the period. */
  readonly answers: number;
  /** Answers of the period that were left out, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
}

export const noLabels: DriftParts = { current: [], reference: [], answers: 0, leftOut: {} };
