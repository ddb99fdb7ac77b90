/** What a label scale means: names, ranks, numbers, or numbers from a true zero. */
export type ScaleLevel = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/** Squared difference of two categories, given how often each was answered (ranks depend on it). */
export type Difference = (margins: ArrayLike<number>) => (c: number, k: number) => number;

/** Middle rank of each category among all answers: ordinal differences are the interval differences of these. */
function middleRanks(margins: ArrayLike<number>): Float64Array {
  const ranks = new Float64Array(margins.length);
  let below = 0;
  for (let c = 0; c < ranks.length; c++) {
    const count = margins[c] as number;
    ranks[c] = below + count / 2;
    below += count;
  }
  return ranks;
}

function squaredDistance(scores: ArrayLike<number>): (c: number, k: number) => number {
  return (c, k) => ((scores[c] as number) - (scores[k] as number)) ** 2;
}

function squaredRatio(values: readonly number[]): (c: number, k: number) => number {
  return (c, k) => {
    const one = values[c] as number;
    const two = values[k] as number;
    return one === two ? 0 : ((one - two) / (one + two)) ** 2;
  };
}

/** Krippendorff's difference functions (Krippendorff 2011). `values` are the numbers behind the categories; names and ranks need none. */
export function differenceOf(level: ScaleLevel, values: readonly number[]): Difference {
  switch (level) {
    case 'nominal':
      return () => (c, k) => (c === k ? 0 : 1);
    case 'ordinal':
      return (margins) => squaredDistance(middleRanks(margins));
    case 'interval':
      return () => squaredDistance(values);
    case 'ratio':
      return () => squaredRatio(values);
  }
}
