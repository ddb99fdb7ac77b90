import type { CompareInput, MetricDefinition, PanelInput, PanelResult, Series } from '../gql/types.ts';
import type { NumberModel } from '../number/number-model.ts';
import { isTrueChange, numberOf } from '../number/number-model.ts';
import { unitOf } from '../number/unit.ts';
import { readyOf } from '../panels/panel-state.ts';
import { restOf } from '../panels/heatmap/questions.ts';
import { words } from '../words.ts';

const otherMember = '~other';
const mostSlices = 5;
const mostMetrics = 4;

/** What is asked around a number: one request for each dimension it may hide a worst slice in, one for its kin. */
export interface AroundQuestions {
  readonly slices: readonly { readonly dimension: string; readonly input: PanelInput }[];
  readonly kin: PanelInput | null;
}

interface Around {
  readonly number: NumberModel;
  readonly input: PanelInput;
  readonly definition: MetricDefinition;
  readonly catalogue: readonly MetricDefinition[];
  /** Dimensions that the page is filtered by. */
  readonly filters: readonly string[];
  /** What the page compares with. */
  readonly compare: CompareInput | null;
}

/** The slices of a number and its kin, in its own days. Of many values taken together nothing can be asked. */
export function questionsAround(around: Around): AroundQuestions {
  const { number, input, definition } = around;
  if (number.by.some(({ value }) => value === otherMember)) return { slices: [], kin: null };
  // Rows with several values of a dimension cannot be filtered by one: the split stays, and its own line is read.
  const spread = definition.spreadsOver;
  const narrowed = number.by.filter(({ dimension }) => dimension !== spread);
  const where = [
    ...input.where.filter(({ dimension }) => !narrowed.some((slice) => slice.dimension === dimension)),
    ...narrowed.map(({ dimension, value }) => ({ dimension, values: [value] })),
  ];
  const period = { from: number.bucket.start, to: number.bucket.end };
  const own: PanelInput = { ...input, metrics: [definition.id], grain: 'none', period, where, by: [], compare: null };
  return { slices: slicesOf(around, own), kin: kinOf(around, own) };
}

/** Only shares and rates of events can be held against the rest. */
const hasRest = (unit: string): boolean => unitOf(unit).isShare || unit === 'per_million_sessions';

function slicesOf({ number, definition, filters }: Around, own: PanelInput): AroundQuestions['slices'] {
  if (!hasRest(number.unit)) return [];
  const spread = number.by.filter(({ dimension }) => dimension === definition.spreadsOver);
  const isPinned = (id: string): boolean =>
    own.where.some(({ dimension, values }) => dimension === id && values.length === 1);
  return filters
    .filter((id) => id !== definition.spreadsOver && id !== 'environment' && !isPinned(id))
    .filter((id) => definition.dimensions.some((dimension) => dimension.id === id))
    .map((id) => ({
      dimension: id,
      input: { ...own, by: [...spread.map(({ dimension }) => dimension), id], compare: restOf(id) },
    }));
}

/** Its companions, then other shares of the same rows, in the same days and slice. */
function kinOf({ definition, catalogue, compare }: Around, own: PanelInput): PanelInput | null {
  const shares = catalogue
    .filter(({ id, fact, unit }) => id !== definition.id && fact === definition.fact && unitOf(unit).isShare)
    // What a spread adds up to is no number of its own.
    .filter(({ spreadsOver }) => spreadsOver === null)
    .map(({ id }) => id);
  const metrics = [...new Set([...definition.companions, ...shares])];
  if (metrics.length === 0) return null;
  const most = Math.max(mostMetrics, definition.companions.length);
  return { ...own, metrics: metrics.slice(0, most), compare: compare ?? previous };
}

const previous: CompareInput = { kind: 'previous', dimension: null, value: null };

export interface SliceLine {
  readonly title: string;
  /** Of its dimension. */
  readonly dimension: string;
  readonly number: NumberModel;
}

export interface WorstSlices {
  readonly lines: readonly SliceLine[];
  readonly looks: number;
}

interface Asked {
  readonly dimension: string;
  readonly answer: PanelResult | undefined;
}

/** Those that stand out first, worst first; null where nothing could be held against the rest. */
export function worstSlices(
  asked: readonly Asked[],
  number: NumberModel,
  definition: MetricDefinition,
): WorstSlices | null {
  const isOwn = ({ by }: Series): boolean =>
    number.by.every(
      (own) =>
        own.dimension !== definition.spreadsOver ||
        by.some(({ dimension, value }) => dimension === own.dimension && value === own.value),
    );
  const lines = asked.flatMap(({ dimension, answer }) => {
    const ready = readyOf(answer);
    const title = definition.dimensions.find(({ id }) => id === dimension)?.title ?? dimension;
    return (ready?.series ?? []).filter(isOwn).flatMap((series): readonly SliceLine[] => {
      const found = ready && numberOf(ready, series);
      const slice = series.by.find((each) => each.dimension === dimension);
      if (!found?.change || !slice || slice.value === otherMember) return [];
      return [{ title: slice.value === null ? words.notKnown : slice.label, dimension: title, number: found }];
    });
  });
  const looks = Math.max(0, ...lines.map(({ number: { change } }) => change?.looks ?? 0));
  if (looks === 0) return null;
  const worse = definition.good === 'up' ? -1 : 1;
  const rank = ({ number: { change } }: SliceLine): number =>
    isTrueChange(change) && change.verdict !== 'better' ? 0 : change?.verdict === 'too_little_data' ? 2 : 1;
  const badness = ({ number: { change } }: SliceLine): number => worse * (change?.difference ?? -Infinity);
  const ordered = lines.toSorted((a, b) => rank(a) - rank(b) || badness(b) - badness(a));
  return { lines: ordered.slice(0, mostSlices), looks };
}

/** The kin of a number that have one. */
export function kinNumbers(answer: PanelResult | undefined): readonly NumberModel[] {
  const ready = readyOf(answer);
  return (ready?.series ?? []).flatMap((series) => {
    const number = ready && numberOf(ready, series);
    return number && number.value !== null ? [number] : [];
  });
}
