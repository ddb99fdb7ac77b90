/** Round steps for an axis: `count` of them at most, from a round lower end to a round upper end. */
export function niceTicks(from: number, to: number, count: number): readonly number[] {
  const step = niceStep((to - from) / count);
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** The next of 1, 2, 5, 10 times a power of ten. */
function niceStep(rough: number): number {
  if (rough <= 0) return 0.01;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/**
 * Moves labels apart that would overlap, keeping their order, and keeps all of them inside the height.
 * Takes and gives places in px from the top, in the order of the input.
 */
export function spreadLabels(places: readonly number[], gap: number, height: number): readonly number[] {
  const order = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place);
  let floor = 0;
  for (const label of order) {
    label.place = Math.max(label.place, floor);
    floor = label.place + gap;
  }
  let ceiling = height;
  for (const label of order.toReversed()) {
    label.place = Math.min(label.place, ceiling);
    ceiling = label.place - gap;
  }
  const spread = [...places];
  for (const { place, index } of order) spread[index] = place;
  return spread;
}
