import type { DayRange, Estimate, PanelRequest } from '@assay/contract';
import type { MetricDefinition } from '../definition.ts';
import type { Known } from '../plan/known.ts';
import type { Resolved } from '../plan/question.ts';
import { addDays } from '@assay/contract';
import { metricOf } from '../registry.ts';
import { startOfDay } from '../time/zone.ts';
import { bucketsFor } from './buckets.ts';
import { sliceKey } from './question-cells.ts';

/** States of the data that a request goes back to at most, the latest: each is read by statements of its own. */
const mostStates = 12;
/** A share that moved by more than half a point is another, and any other number by more than a hundredth (metrics.md 1.4, E1). */
const movedPoints = 0.005;
const movedPart = 0.01;
/** Rounding alone moves nothing. */
const slack = 1e-9;

/** Finished periods of one metric, as they were known when they had their last word. */
export interface AskedThen {
  readonly of: Resolved;
  readonly request: PanelRequest;
}

const finalDay = ({ to }: DayRange, { maturityDays }: MetricDefinition) => addDays(to, maturityDays);

/** The last load before an instant, where another came after it: else nothing was known, or nothing can have moved. */
function stateAt(instant: string, loads: readonly string[]): string | null {
  const at = Date.parse(instant);
  const index = loads.findLastIndex((load) => Date.parse(load) <= at);
  return index === loads.length - 1 ? null : (loads[index] ?? null);
}

/** Finished periods of a metric, by the state of the data that was there when their rows were to change no more. */
function periodsByState(
  { current }: Resolved,
  metric: MetricDefinition,
  { known, loads }: { readonly known: Known; readonly loads: readonly string[] },
): ReadonlyMap<string, readonly DayRange[]> {
  const finished = bucketsFor({ ...current, metrics: [metric] }, known).filter(
    ({ partial, provisional }) => !partial && !provisional,
  );
  const states = Map.groupBy(finished, (bucket) => stateAt(startOfDay(finalDay(bucket, metric), known.zone), loads));
  return new Map([...states].flatMap(([state, own]) => (state === null ? [] : [[state, own] as const])));
}

/**
 * What to ask again to see whether finished periods moved, where that is asked: each as it was known when its rows were to
 * change no more. `loads` are the instants of all loads, oldest first.
 */
export function askedThen(item: Resolved, known: Known, loads: readonly string[]): readonly AskedThen[] {
  const { request, current } = item;
  if (request.restated !== true || request.grain === 'none') return [];
  const before = loads.filter((load) => request.asOf === null || Date.parse(load) <= Date.parse(request.asOf));
  const asked = current.metrics.flatMap((metric) => {
    const states = periodsByState(item, metric, { known, loads: before });
    return [...states].map(([asOf, own]): PanelRequest & { readonly asOf: string } => {
      const days = { from: own[0]?.from ?? current.range.from, to: own.at(-1)?.to ?? current.range.to };
      const plain = { compare: null, limits: false, restated: false } as const;
      return { ...request, ...plain, metrics: [metric.id], range: { kind: 'days', days }, asOf };
    });
  });
  const latest = [...new Set(asked.map(({ asOf }) => asOf))].sort().slice(-mostStates);
  return asked.filter(({ asOf }) => latest.includes(asOf)).map((each) => ({ of: item, request: each }));
}

/** Whether a number is another than it was; one that is not known any more is. */
function hasMoved({ metric, value }: Estimate, was: number): boolean {
  if (value === null) return true;
  const isShare = metricOf(metric).unit.startsWith('percent');
  const least = isShare ? movedPoints : movedPart * Math.abs(was);
  return Math.abs(value - was) > least + slack;
}

const placeOf = ({ metric, bucket, by }: Estimate): string => JSON.stringify([metric, bucket, sliceKey(by)]);
/** A week with too little of its own is of more days where those were asked for. */
const areOfSameDays = (a: Estimate, b: Estimate): boolean => a.range.from === b.range.from && a.range.to === b.range.to;

/** Numbers of earlier states of the data, and metrics that could not be asked of some. */
interface Then {
  readonly estimates: readonly Estimate[];
  readonly unknown: readonly string[];
}

const isFinished = ({ bucket, partial, provisional }: Estimate): boolean => bucket !== null && !partial && !provisional;

/** Marks finished periods that moved after their rows were to change no more, with what they were. */
export function withRestated(now: readonly Estimate[], { estimates, unknown }: Then): readonly Estimate[] {
  const before = new Map(estimates.map((estimate) => [placeOf(estimate), estimate]));
  return now.map((estimate) => {
    if (unknown.includes(estimate.metric) && isFinished(estimate))
      return { ...estimate, caveats: [...estimate.caveats, { code: 'restated_unknown', count: null }] };
    const was = before.get(placeOf(estimate));
    if (!was || was.value === null || was.partial || !areOfSameDays(was, estimate)) return estimate;
    if (!hasMoved(estimate, was.value)) return estimate;
    const day = finalDay(estimate.range, metricOf(estimate.metric));
    const money = was.money?.value ?? null;
    return {
      ...estimate,
      restated: { was: was.value, ...(money === null ? {} : { money }), day },
      caveats: [...estimate.caveats, { code: 'restated', count: null }],
    };
  });
}
