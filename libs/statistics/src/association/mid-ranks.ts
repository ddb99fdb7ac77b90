/** Ranks from 1; equal values share the mean of theirs. Sizes of the groups of equal values beside them, in no order. */
export function midRanks(values: readonly number[]): {
  readonly ranks: readonly number[];
  readonly ties: readonly number[];
} {
  const order = values.map((_, place) => place).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Array<number>(values.length).fill(0);
  const ties: number[] = [];
  for (let first = 0; first < order.length;) {
    let end = first + 1;
    while (end < order.length && values[order[end] ?? 0] === values[order[first] ?? 0]) end += 1;
    for (const place of order.slice(first, end)) ranks[place] = (first + 1 + end) / 2;
    ties.push(end - first);
    first = end;
  }
  return { ranks, ties };
}
