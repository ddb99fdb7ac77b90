import type { AnswerPattern, GwetInput, PairedAnswers } from '@assay/statistics';
import type { AgreementPattern, AgreementScale } from './parts.ts';
import { answersAsSets, answersOnScale } from '@assay/statistics';

/** Answers of one scale, ready for its coefficients. */
export interface ScaledAnswers {
  readonly paired: PairedAnswers;
  readonly patterns: readonly AnswerPattern[];
  readonly weighting: GwetInput['weighting'];
  /** Numbers behind the labels, where they are numbers. */
  readonly values: readonly number[] | null;
  /** Of the level of the label, if it is one that labels have no order for. */
  readonly isUnordered: boolean;
}

/** More labels than this are no scale: free text, or measurements that need other means. */
const mostLabels = 500;

const setOf = (label: string): readonly string[] => (label === '' ? [] : label.split('|'));

/** Numbers of all labels; null where one is none. */
function numbersOf(labels: readonly string[]): readonly number[] | null {
  const numbers = labels.map((label) => (label.trim() === '' ? Number.NaN : Number(label)));
  return numbers.every(Number.isFinite) ? numbers : null;
}

function countsOf(patterns: readonly AgreementPattern[], labels: readonly string[]): readonly AnswerPattern[] {
  const place = new Map(labels.map((label, index) => [label, index]));
  return patterns.map((pattern) => {
    const counts = labels.map(() => 0);
    for (const label of pattern.labels) counts[place.get(label) ?? 0]! += 1;
    return { counts, times: pattern.items };
  });
}

/** Labels in rising order: as numbers where they all are, else as texts. */
function ordered(labels: readonly string[], numbers: readonly number[] | null): readonly string[] {
  if (numbers === null) return [...labels].sort();
  return [...labels].sort((a, b) => Number(a) - Number(b));
}

/** The labels of a scale in their order, with the numbers behind them where it is one of numbers. */
export interface RankedLabels {
  readonly labels: readonly string[];
  readonly values: readonly number[] | null;
  /** Of the level of the label, if it is one that labels have no order for. */
  readonly isUnordered: boolean;
}

/** Null where a level has no coefficient: rankings, texts, unknown. */
export function rankedLabels(level: string | null, seen: readonly string[]): RankedLabels | null {
  if (level === null || level === 'ranking' || level === 'text' || seen.length > mostLabels) return null;
  const isRanked = level === 'ordinal' || level === 'interval';
  const numbers = isRanked ? numbersOf(seen) : null;
  const labels = ordered(seen, numbers);
  const values = numbers && labels.map(Number);
  return { labels, values, isUnordered: isRanked && values === null };
}

/** The answers of a scale by its level of measurement; null where that has no coefficient. */
export function scaledAnswers({ level, patterns }: AgreementScale): ScaledAnswers | null {
  const ranked = rankedLabels(level, [...new Set(patterns.flatMap(({ labels }) => labels))]);
  if (ranked === null) return null;
  const { labels, values, isUnordered } = ranked;
  const counted = countsOf(patterns, labels);
  const own = { patterns: counted, values, isUnordered };
  if (level === 'multi_label') {
    const sets = patterns.map((each) => ({ sets: each.labels.map(setOf), times: each.items }));
    return { ...own, paired: answersAsSets({ patterns: sets, distance: 'masi' }), weighting: 'identity' };
  }
  if (level === 'interval' && values !== null)
    return { ...own, paired: answersOnScale({ patterns: counted, level, values }), weighting: 'quadratic' };
  if (level === 'ordinal' && values !== null)
    return { ...own, paired: answersOnScale({ patterns: counted, level }), weighting: 'ordinal' };
  return { ...own, paired: answersOnScale({ patterns: counted, level: 'nominal' }), weighting: 'identity' };
}
