/** Units with the same answers, counted: a million answers make some hundred patterns. */
export interface AnswerPattern {
  /** Answers in each category, in the order of the label scale. Missing places count as 0. */
  readonly counts: readonly number[];
  /** Number of units with these counts. */
  readonly times: number;
}

/** Patterns that say how often they occur, with counts that are counts; the others are left out. */
export function soundPatterns(patterns: readonly AnswerPattern[]): readonly AnswerPattern[] {
  const isCount = (count: number) => count >= 0 && count < Infinity;
  return patterns.filter(({ counts, times }) => times > 0 && times < Infinity && counts.every(isCount));
}

/** One row an annotator, one place a unit; null where the annotator gave no answer. */
export interface Ratings {
  readonly ratersByUnits: readonly (readonly (number | null)[])[];
}

/** Patterns of a table of ratings, one a unit, with the values that stand behind the categories in rising order. */
export function patternsOfRatings({ ratersByUnits }: Ratings): {
  readonly values: readonly number[];
  readonly patterns: readonly AnswerPattern[];
} {
  const given = ratersByUnits.flat().filter((value) => value !== null);
  const values = [...new Set(given)].sort((a, b) => a - b);
  const units = Math.max(0, ...ratersByUnits.map((row) => row.length));
  const patterns = Array.from({ length: units }, (_, unit) => ({
    counts: values.map((value) => ratersByUnits.filter((row) => row[unit] === value).length),
    times: 1,
  }));
  return { values, patterns };
}
