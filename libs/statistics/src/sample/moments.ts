/** Sum in the order given; 0 of nothing. */
export const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** Mean without a sum that could overflow; NaN of nothing. */
export const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? NaN : numbers.reduce((sum, each) => sum + each / numbers.length, 0);

/** Middle of the sorted values, halfway between two; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}
