/** Sum in the order given; 0 of nothing. */
export const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** Mean without a sum that could overflow; NaN of nothing. */
export const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? NaN : numbers.reduce((sum, each) => sum + each / numbers.length, 0);

/** Middle of so many sorted values, halfway between two. */
function middleOf(count: number, sortedAt: (index: number) => number | undefined): number {
  const middle = count / 2;
  return ((sortedAt(Math.ceil(middle) - 1) ?? NaN) + (sortedAt(Math.floor(middle)) ?? NaN)) / 2;
}

/** Middle of the sorted values, halfway between two; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return middleOf(sorted.length, (index) => sorted[index]);
}

/** For each value the median of all others, sorted a single time; NaN of one alone. */
export function mediansOfOthers(values: readonly number[]): readonly number[] {
  const places = [...values.keys()].sort((a, b) => (values[a] ?? NaN) - (values[b] ?? NaN));
  const medians = values.map(() => NaN);
  for (const [rank, place] of places.entries())
    // What comes after the value left out stands one place further.
    medians[place] = middleOf(values.length - 1, (index) => values[places[index < rank ? index : index + 1] ?? -1]);
  return medians;
}
