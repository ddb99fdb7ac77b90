import type { Caveat, Status } from '@assay/contract';
import type { DriftParts, LabelWeight } from './parts.ts';

/** Labels of a period and of its reference, in the same order. */
export interface Histograms {
  readonly baseline: readonly number[];
  readonly current: readonly number[];
  /** Names of what is counted. */
  readonly labels: readonly string[];
}

export type Comparable =
  | { readonly histograms: Histograms; readonly caveats: readonly Caveat[] }
  | { readonly status: Status; readonly caveats: readonly Caveat[] };

const itemsIn = (weights: readonly LabelWeight[]): number => weights.reduce((sum, { items }) => sum + items, 0);
const scaleOf = ({ task, question, level }: LabelWeight): string => JSON.stringify([task, question, level]);

function byLabel(weights: readonly LabelWeight[], labels: readonly string[]): readonly number[] {
  const sums = new Map<string, number>();
  for (const { label, items } of weights) sums.set(label, (sums.get(label) ?? 0) + items);
  return labels.map((label) => sums.get(label) ?? 0);
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

function inBins(weights: readonly LabelWeight[], edges: readonly number[]): readonly number[] {
  const bins = Array.from({ length: edges.length + 1 }, () => 0);
  for (const { label, items } of weights) {
    const bin = edges.findIndex((edge) => Number(label) <= edge);
    bins[bin === -1 ? edges.length : bin]! += items;
  }
  return bins;
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

function histogramsOf(current: readonly LabelWeight[], reference: readonly LabelWeight[]): Histograms {
  const labels = [...new Set([...reference, ...current].map(({ label }) => label))].sort();
  if (
    current[0]?.level === 'interval' &&
    labels.length > 10 &&
    labels.every((label) => Number.isFinite(Number(label)))
  ) {
    const edges = deciles(reference);
    return { baseline: inBins(reference, edges), current: inBins(current, edges), labels: binNames(edges) };
  }
  return { baseline: byLabel(reference, labels), current: byLabel(current, labels), labels };
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
  return { histograms: histogramsOf(current, reference), caveats };
}
