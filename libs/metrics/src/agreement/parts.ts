import type { DayRange } from '@assay/contract';

/** Items that were answered alike. */
export interface AgreementPattern {
  /** One label an answer, sorted. */
  readonly labels: readonly string[];
  readonly items: number;
}

/** What may be pooled: answers to one question, under guidelines of one group, on one level of measurement. */
export interface AgreementScale {
  /** Level of the label as the model knows it; null where the task is not known. */
  readonly level: string | null;
  readonly patterns: readonly AgreementPattern[];
}

/** Additive over items: the patterns of two cells add up. */
export interface AgreementAnswers {
  readonly scales: readonly AgreementScale[];
  /** Answers that were left out, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** Answers of a period. */
export interface AgreementParts extends AgreementAnswers {
  /** Those of the four weeks that end with it, which few periods need; null where periods are no weeks. */
  readonly fourWeeks: { readonly days: DayRange; readonly answers: () => AgreementAnswers } | null;
}

export const noAnswers: AgreementParts = { scales: [], leftOut: {}, fourWeeks: null };
