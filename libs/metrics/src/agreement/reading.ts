import type { AnswerScale, RequestParams } from '@assay/contract';
import type { AgreementAnswers, AgreementPattern, AgreementScale } from './parts.ts';
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

function cutAt({ labels, items }: AgreementPattern, cut: number): AgreementPattern {
  return { labels: labels.map((label) => (numberOf(label) < cut ? 'below' : 'from')).sort(), items };
}

/** What is no number lies on neither side of one: such a scale has no coefficient in two. */
function inTwo({ patterns }: AgreementScale, cut: number): AgreementScale {
  const isOfNumbers = patterns.every(({ labels }) => labels.every((label) => Number.isFinite(numberOf(label))));
  if (!isOfNumbers) return { level: null, patterns };
  return { level: 'nominal', patterns: mergedPatterns(patterns.map((pattern) => cutAt(pattern, cut))) };
}

/** Answers as a reader wants them compared. */
export function readAs<Answers extends AgreementAnswers>(answers: Answers, { scale, cut }: AnswerReading): Answers {
  if (scale === null && cut === null) return answers;
  const scales = answers.scales.map((each) =>
    cut === null ? { ...each, level: scale ?? each.level } : inTwo(each, cut),
  );
  return { ...answers, scales };
}
