import type {
  Bucket,
  Change,
  DimensionMember,
  Estimate,
  MetricCard,
  PartCard,
  PartEstimate,
  SeriesLimits,
} from '@assay/contract';
import { otherMember } from '@assay/contract';
import { boundaryText, caveatText, modesText, notWorseText, trendText } from '@assay/metrics';
import type { Change as ChangeShape } from './change.ts';
import type { Branch, DimensionValue, PartSeries, Series } from './series.ts';

/** Members of dimensions by their values: their names, and what is above them. */
export type Labels = ReadonlyMap<string, ReadonlyMap<string | null, Pick<DimensionMember, 'label' | 'parent'>>>;

export interface SeriesContext {
  readonly buckets: readonly Bucket[];
  readonly catalogue: readonly MetricCard[];
  readonly labels: Labels;
  /** Where they were asked for. */
  readonly limits?: readonly SeriesLimits[];
}

/** A slice's estimates, one a bucket; null where the slice has no rows in it. */
type Line = readonly (Estimate | null)[];

const keyOf = ({ metric, by }: Pick<Estimate, 'metric' | 'by'>): string =>
  JSON.stringify([metric, ...Object.entries(by).sort()]);

/** Estimates of one metric and slice, in the order in which they are first met, each beside its bucket. */
function linesOf(estimates: readonly Estimate[], buckets: readonly Bucket[]): readonly Line[] {
  const groups = new Map<string, Estimate[]>();
  for (const estimate of estimates) {
    const group = groups.get(keyOf(estimate));
    if (group) group.push(estimate);
    else groups.set(keyOf(estimate), [estimate]);
  }
  return [...groups.values()].map((group) => {
    const byStart = new Map(group.map((estimate) => [estimate.bucket ?? estimate.range.from, estimate]));
    return buckets.map(({ from }) => byStart.get(from) ?? null);
  });
}

function toValues(by: Estimate['by'], labels: Labels): readonly DimensionValue[] {
  return Object.entries(by).map(([dimension, value]) => ({
    dimension,
    value,
    label: value === otherMember ? 'Other' : (labels.get(dimension)?.get(value)?.label ?? value ?? 'Not known'),
  }));
}

function toPart(id: string, card: PartCard | undefined, line: Line): PartSeries {
  const cells: readonly (PartEstimate | null)[] = line.map((estimate) => estimate?.parts[id] ?? null);
  return {
    id,
    title: card?.title ?? id,
    unit: card?.unit ?? null,
    value: cells.map((part) => part?.value ?? null),
    lower: cells.map((part) => part?.lower ?? null),
    upper: cells.map((part) => part?.upper ?? null),
    money: cells.map((part) => part?.money ?? null),
    numerator: cells.map((part) => part?.numerator ?? 0),
    numeratorRows: cells.map((part) => part?.rows ?? 0),
  };
}

function toChange(change: Change | null | undefined): ChangeShape | null {
  if (!change) return null;
  const { paired, boundary, modes, ...rest } = change;
  const parts = Object.entries(paired?.parts ?? {}).map(([id, part]) => ({ id, ...part }));
  return {
    ...rest,
    ...(boundary ? { boundary: { ...boundary, text: boundaryText(boundary) } } : {}),
    ...(modes ? { modes: { ...modes, text: modesText(modes) } } : {}),
    ...(paired ? { paired: { ...paired, parts } } : {}),
  };
}

function toRestated(line: Line): Series['restated'] {
  if (!line.some((each) => each?.restated)) return null;
  return line.map((each) => (each?.restated ? { ...each.restated, money: each.restated.money ?? null } : null));
}

/** Counts of an empty bucket are honest zeros; its value is a gap. */
function toOne(line: Line, first: Estimate, { buckets, catalogue, labels, limits }: SeriesContext): Series {
  const card = catalogue.find(({ id }) => id === first.metric);
  const cards = new Map(card?.parts.map((part) => [part.id, part]));
  return {
    metric: first.metric,
    by: toValues(first.by, labels),
    unit: card?.unit ?? 'percent',
    value: line.map((each) => each?.value ?? null),
    n: line.map((each) => each?.n ?? 0),
    rows: line.map((each) => each?.rows ?? 0),
    numerator: line.map((each) => each?.numerator ?? 0),
    numeratorRows: line.map((each) => each?.numeratorRows ?? 0),
    denominator: line.map((each) => each?.denominator ?? 0),
    lower: line.map((each) => each?.lower ?? null),
    upper: line.map((each) => each?.upper ?? null),
    interval: line.map((each) => each?.interval ?? null),
    status: line.map((each) => each?.status ?? 'no_data'),
    verdict: line.map((each) => each?.verdict ?? 'not_judged'),
    chanceMet: line.map((each) => each?.chanceMet ?? null),
    partial: line.map((each, index) => each?.partial ?? buckets[index]?.partial ?? false),
    target: line.map((each) => each?.target ?? null),
    notWorse: line.map((each) => (each?.notWorse ? { ...each.notWorse, text: notWorseText(each.notWorse) } : null)),
    trend: line.map((each) => (each?.trend ? { ...each.trend, text: trendText(each.trend) } : null)),
    restated: toRestated(line),
    caveats: line.map((each) =>
      (each?.caveats ?? []).map((caveat) => ({
        ...caveat,
        day: caveat.day ?? null,
        text: caveatText(first.metric, caveat),
      })),
    ),
    parts: Object.keys(first.parts).map((id) => toPart(id, cards.get(id), line)),
    money: line.map((each) => each?.money ?? null),
    distribution: first.distribution ?? null,
    moved: first.moved ?? null,
    change: line.map((each) => toChange(each?.change)),
    limits: limits?.find((each) => keyOf(each) === keyOf(first))?.stretches ?? null,
  };
}

/** What stands above the values in the answer, of dimensions whose values are a tree; each value once. */
export function toBranches(estimates: readonly Estimate[], labels: Labels): readonly Branch[] {
  const seen = new Map<string, Branch>();
  for (const [dimension, value] of estimates.flatMap(({ by }) => Object.entries(by))) {
    const parent = labels.get(dimension)?.get(value)?.parent;
    if (value !== null && parent !== undefined) seen.set(`${dimension} ${value}`, { dimension, value, parent });
  }
  return [...seen.values()];
}

/** Turns estimates, one a number, into columns, one a slice, with every array parallel to the buckets. */
export function toSeries(estimates: readonly Estimate[], context: SeriesContext): readonly Series[] {
  return linesOf(estimates, context.buckets).flatMap((line) => {
    const first = line.find((estimate) => estimate !== null);
    return first ? [toOne(line, first, context)] : [];
  });
}
