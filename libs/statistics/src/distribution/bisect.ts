/**
 * Where a function that falls crosses 0 between two points, to the last digit: halves until no number lies between.
 * The caller knows that it is not negative at `from` and not positive at `to`, whichever of the two is the greater.
 */
export function fallingRoot(from: number, to: number, value: (x: number) => number): number {
  let [high, low] = [from, to];
  for (;;) {
    const middle = (high + low) / 2;
    if (middle === high || middle === low) return middle;
    if (value(middle) > 0) high = middle;
    else low = middle;
  }
}
