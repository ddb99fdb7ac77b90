import type { AnswerScale, RequestParams } from '@assay/contract';
import type { AgreementAnswers, AgreementScale } from './parts.ts';
import { mergedPatterns } from './patterns.ts';

/** How answers are compared where a reader wants another way than the level of their label. */
export interface AnswerReading {
  /** Null: by the level of the label. */
  readonly scale: AnswerScale | null;
  /** Numbers below it are one answer, those from it on another; null: each is its own. */
  readonly cut: number | null;
}

export const readingOf = ({ answerScale, answerCut }: RequestParams): AnswerReading => ({
  scale: answerScale ?? null,
  cut: answerCut ?? null,
});

const numberOf = (label: string): number => (label.trim() === '' ? Number.NaN : Number(label));

/** Labels of one scale as a reader wants them compared: on which level, and what each of them is called. */
export function labelsAsRead(
  { level, labels }: { readonly level: string | null; readonly labels: readonly string[] },
  { scale, cut }: AnswerReading,
): { readonly level: string | null; readonly nameOf: (label: string) => string } {
  if (cut === null) return { level: scale ?? level, nameOf: (label) => label };
  // What is no number lies on neither side of one: such labels have no coefficient in two.
  if (!labels.every((label) => Number.isFinite(numberOf(label)))) return { level: null, nameOf: (label) => label };
  return { level: 'nominal', nameOf: (label) => (numberOf(label) < cut ? 'below' : 'from') };
}

function scaleAsRead({ level, patterns }: AgreementScale, reading: AnswerReading): AgreementScale {
  const read = labelsAsRead({ level, labels: patterns.flatMap(({ labels }) => labels) }, reading);
  const named = patterns.map(({ labels, items }) => ({ labels: labels.map(read.nameOf).sort(), items }));
  return { level: read.level, patterns: mergedPatterns(named) };
}

/** Answers as a reader wants them compared. */
export function readAs<Answers extends AgreementAnswers>(answers: Answers, reading: AnswerReading): Answers {
  if (reading.scale === null && reading.cut === null) return answers;
  return { ...answers, scales: answers.scales.map((each) => scaleAsRead(each, reading)) };
}
