import type { Caveat, Status } from '@assay/contract';
import type { DriftParts, LabelWeight } from './parts.ts';

/** Labels of a period and of its reference, in the same order. */
export interface Histograms {
  readonly baseline: readonly number[];
  readonly current: readonly number[];
  /** Names of what is counted. */
  readonly labels: readonly string[];
}

/** Labels of both sides with the place of each in the histograms. */
export interface Placed {
  readonly histograms: Histograms;
  readonly current: readonly LabelWeight[];
  readonly reference: readonly LabelWeight[];
  readonly placeOf: (weight: LabelWeight) => number;
  /** Upper ends of what is counted, rising, where labels are numbers; the last one's is open. */
  readonly ends: readonly number[] | null;
}

export type Comparable =
  (Placed & { readonly caveats: readonly Caveat[] }) | { readonly status: Status; readonly caveats: readonly Caveat[] };

const itemsIn = (weights: readonly LabelWeight[]): number => weights.reduce((sum, { items }) => sum + items, 0);
const scaleOf = ({ task, question, level }: LabelWeight): string => JSON.stringify([task, question, level]);

function counted(weights: readonly LabelWeight[], placeOf: Placed['placeOf'], places: number): readonly number[] {
  const sums = Array.from({ length: places }, () => 0);
  for (const weight of weights) sums[placeOf(weight)]! += weight.items;
  return sums;
}

/** Upper edges of the reference's tenths; measurements are compared by which of them they lie in. */
function deciles(reference: readonly LabelWeight[]): readonly number[] {
  const sorted = reference
    .map(({ label, items }) => ({ value: Number(label), items }))
    .sort((a, b) => a.value - b.value);
  const total = itemsIn(reference);
  const edges = new Set<number>();
  let before = 0;
  for (const { value, items } of sorted) {
    const next = before + items;
    if (Math.floor((10 * next) / total) > Math.floor((10 * before) / total)) edges.add(value);
    before = next;
  }
  return [...edges].slice(0, -1);
}

/** `up to 2`, `2 to 5`, `over 5`. */
const binNames = (edges: readonly number[]): readonly string[] =>
  edges.length === 0
    ? ['all']
    : [
        `up to ${edges[0]}`,
        ...edges.slice(1).map((edge, index) => `${edges[index]} to ${edge}`),
        `over ${edges.at(-1)}`,
      ];

/** How labels are counted: measurements by tenths of the reference, all others each by itself. */
function placesFor(current: readonly LabelWeight[], reference: readonly LabelWeight[]) {
  const labels = [...new Set([...reference, ...current].map(({ label }) => label))].sort();
  const isMeasured = current[0]?.level === 'interval' && labels.every((label) => Number.isFinite(Number(label)));
  if (isMeasured && labels.length > 10) {
    const edges = deciles(reference);
    const placeOf = ({ label }: LabelWeight): number => {
      const bin = edges.findIndex((edge) => Number(label) <= edge);
      return bin === -1 ? edges.length : bin;
    };
    return { labels: binNames(edges), placeOf, ends: edges };
  }
  const ordered = isMeasured ? labels.toSorted((a, b) => Number(a) - Number(b)) : labels;
  const places = new Map(ordered.map((label, index) => [label, index]));
  const ends = isMeasured ? ordered.slice(0, -1).map(Number) : null;
  return { labels: ordered, placeOf: ({ label }: LabelWeight): number => places.get(label) ?? 0, ends };
}

function placed(current: readonly LabelWeight[], reference: readonly LabelWeight[]): Placed {
  const { labels, placeOf, ends } = placesFor(current, reference);
  const [baseline, now] = [reference, current].map((side) => counted(side, placeOf, labels.length));
  return { histograms: { baseline: baseline ?? [], current: now ?? [], labels }, current, reference, placeOf, ends };
}

/**
 * The reference under the guidelines of now. Where those are so new that few items have them, the guidelines before stand
 * in and it is said: a break in the instrument looks like drift, and hiding it would hide both.
 */
function referenceFor(current: readonly LabelWeight[], all: readonly LabelWeight[], least: number) {
  const groups = new Set(current.map(({ group }) => group));
  const own = all.filter(({ group }) => groups.has(group));
  const reference = itemsIn(own) >= least ? own : all;
  const isBroken = groups.size > 1 || reference.some(({ group }) => !groups.has(group));
  return { reference, isBroken };
}

/** What of a cell may be compared: labels of one task and question, which are never pooled with others. */
export function comparable({ current, reference: before }: DriftParts, least: number): Comparable {
  const [first] = current;
  if (!first) return { status: 'no_data', caveats: [] };
  const scales = new Set(current.map(scaleOf)).size;
  if (scales > 1) return { status: 'undefined', caveats: [{ code: 'mixed_scales', count: scales }] };
  if (first.level === null || first.level === 'text' || first.level === 'ranking')
    return { status: 'undefined', caveats: [{ code: 'no_scale', count: null }] };
  const same = before.filter((weight) => scaleOf(weight) === scaleOf(first));
  const { reference, isBroken } = referenceFor(current, same, least);
  if (reference.length === 0) return { status: 'undefined', caveats: [{ code: 'no_reference', count: null }] };
  const caveats: readonly Caveat[] = isBroken ? [{ code: 'guideline_break', count: null }] : [];
  return { ...placed(current, reference), caveats };
}
