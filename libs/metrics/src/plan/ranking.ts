import type { Estimate, RequestedRange } from '@assay/contract';
import type { RawNumber } from '../evaluate/answer.ts';
import type { Known } from './known.ts';
import type { Question, Resolved, Tops } from './question.ts';
import { factOf } from '../facts.ts';
import { metricOf } from '../registry.ts';
import { resolveRange } from '../time/range.ts';

/** A split shows so many values and all others together; one more is shown itself, not as the only other. */
export const mostSlices = 20;

/** The question that says which values of a split come first. */
export interface Ranking {
  readonly dimension: string;
  /** Its first metric, split by that dimension, and by what is never pooled where the request is. */
  readonly question: Resolved;
}

/** Values that a row may have several of are a tree, which is shown whole: together they would count a row twice. */
const isTree = (id: string, { metrics }: Question): boolean => metrics.some(({ spreadsOver }) => spreadsOver === id);

function rankedDays({ request: { rankedIn }, current }: Resolved, known: Known): Question['range'] {
  const isSame = (range: RequestedRange | undefined): boolean => range === undefined || range.kind === 'all';
  return isSame(rankedIn) ? current.range : (resolveRange(rankedIn as RequestedRange, known.span) ?? current.range);
}

/** What to ask before a request whose splits have more values than are shown. Pure; empty for most. */
export function rankingsOf(resolved: Resolved, known: Known): readonly Ranking[] {
  const { request, current } = resolved;
  const [metric] = current.metrics;
  if (!metric) return [];
  const many = current.by.filter((id) => (known.members.get(id)?.length ?? 0) > mostSlices + 1 && !isTree(id, current));
  const range = rankedDays(resolved, known);
  const { guard } = factOf(metric.fact);
  const apart = current.by.filter((id) => id === guard);
  return many.map((dimension) => ({
    dimension,
    question: {
      request,
      current: { ...current, metrics: [metric], time: metric.time, grain: 'none', range, by: [dimension, ...apart] },
      baseline: null,
    },
  }));
}

/** What values are ranked by: how much there is of what adds up, else how many stand behind it. */
function weightOf({ metric, value, n, numerator, denominator }: Estimate): number {
  const { kind } = metricOf(metric);
  // What is spent or planned, not by how much they differ: a large vendor that keeps to its budget is one of the first.
  if (kind === 'plan_variance') return Math.max(numerator, denominator);
  return kind === 'total' || kind === 'spread_money' || kind === 'still_open' ? (value ?? 0) : n;
}

/** The values with most, ties in their usual order; null where all of them are few enough to be shown. */
export function topOf(numbers: readonly RawNumber[], dimension: string): Tops[string] | null {
  const weights = new Map<string | null, number>();
  for (const { evaluated } of numbers) {
    const value = evaluated.estimate.by[dimension] ?? null;
    weights.set(value, (weights.get(value) ?? 0) + weightOf(evaluated.estimate));
  }
  if (weights.size <= mostSlices + 1) return null;
  const ranked = [...weights].sort(([, a], [, b]) => b - a);
  return ranked.slice(0, mostSlices).map(([value]) => value);
}

/** A request cut down to the top of its splits, with what it is compared with cut down alike. */
export function withTops({ request, current, baseline }: Resolved, tops: Tops): Resolved {
  return { request, current: { ...current, tops }, baseline: baseline && { ...baseline, tops } };
}
