import type { MovedLabel } from '@assay/contract';
import type { Placed } from './histograms.ts';
import type { LabelWeight } from './parts.ts';
import { bocpdBinomial, rateDecomposition } from '@assay/statistics';

/** A change is expected once in half a year of weeks (metrics.md 3.7). */
const hazard = 1 / 26;
/** However steady the weeks before were, they count as so many items at most. */
const mostPseudoCounts = 20;

/** Of fewer weeks before every change is a late one. */
const fewestWeeks = 4;

/** Items of a week or of a part of the mix: all, and those with the label. */
interface Count {
  readonly n: number;
  readonly x: number;
}

function countsBy<Key>(
  weights: readonly LabelWeight[],
  keyOf: (weight: LabelWeight) => Key,
  hasLabel: (weight: LabelWeight) => boolean,
): ReadonlyMap<Key, Count> {
  const counts = new Map<Key, Count>();
  for (const weight of weights) {
    const { n, x } = counts.get(keyOf(weight)) ?? { n: 0, x: 0 };
    counts.set(keyOf(weight), { n: n + weight.items, x: x + (hasLabel(weight) ? weight.items : 0) });
  }
  return counts;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/**
 * Beta law of a week's share as the reference's weeks have it, by moments: what they vary beyond chance says how few items
 * it is worth. Half an item on either side keeps a label that never was, or always, possible.
 */
function priorOf(weeks: readonly Count[]): { readonly priorA: number; readonly priorB: number } {
  const n = sum(weeks.map((week) => week.n));
  const mean = (sum(weeks.map(({ x }) => x)) + 0.5) / (n + 1);
  const spread = sum(weeks.map((week) => week.n * (week.x / week.n - mean) ** 2)) / n;
  const chance = (mean * (1 - mean) * weeks.length) / n;
  const worth = spread > chance ? (mean * (1 - mean)) / (spread - chance) - 1 : mostPseudoCounts;
  const counts = Math.min(mostPseudoCounts, Math.max(1, worth));
  return { priorA: mean * counts, priorB: (1 - mean) * counts };
}

/** Rounding of items split over labels must not make more of a label than there are items. */
const within = ({ n, x }: Count): Count => ({ n, x: Math.min(n, x) });

/** How sure it is that the label's share changed for good within the last three weeks; null where nothing can be said. */
function recentChange(sides: Sides, hasLabel: (weight: LabelWeight) => boolean) {
  const inOrder = (weights: readonly LabelWeight[]): readonly Count[] =>
    [...countsBy(weights, ({ week }) => week, hasLabel)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, count]) => within(count));
  const before = inOrder(sides.reference);
  if (before.length < fewestWeeks) return null;
  const weeks = [...before, ...inOrder(sides.current)];
  const [successes, trials] = [weeks.map(({ x }) => x), weeks.map(({ n }) => n)];
  return bocpdBinomial({ successes, trials, hazard, ...priorOf(before) }).probRecentChange3;
}

type Sides = Pick<Placed, 'current' | 'reference'>;

/** How much of a move is another mix of items and how much lies within them; null where they are not told apart. */
function mixEffects(
  { current, reference }: Sides,
  hasLabel: (weight: LabelWeight) => boolean,
): Pick<MovedLabel, 'mixEffect' | 'rateEffect'> {
  const unknown = { mixEffect: null, rateEffect: null };
  if ([...current, ...reference].some(({ mix }) => mix === null)) return unknown;
  const bySlice = (weights: readonly LabelWeight[]) =>
    [...countsBy(weights, ({ mix }) => mix ?? '', hasLabel)].map(([slice, count]) => ({ slice, ...within(count) }));
  const { mixEffect, rateEffect } = rateDecomposition({ baseline: bySlice(reference), current: bySlice(current) });
  return mixEffect === null || rateEffect === null ? unknown : { mixEffect, rateEffect };
}

/** The label whose share moved most, how much of that is another mix of items, and whether it moved of late. */
export function movedLabel({ histograms, current, reference, placeOf }: Placed): MovedLabel | null {
  const shares = [histograms.baseline, histograms.current].map((counts) => counts.map((count) => count / sum(counts)));
  const [before = [], now = []] = shares;
  const moves = histograms.labels.map((_, place) => Math.abs((now[place] ?? 0) - (before[place] ?? 0)));
  const top = moves.indexOf(Math.max(...moves));
  const label = histograms.labels[top];
  if (label === undefined) return null;
  const hasLabel = (weight: LabelWeight): boolean => placeOf(weight) === top;
  return {
    label,
    before: before[top] ?? 0,
    now: now[top] ?? 0,
    ...mixEffects({ current, reference }, hasLabel),
    recentChange: recentChange({ current, reference }, hasLabel),
  };
}
