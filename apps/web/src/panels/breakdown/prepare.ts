import type { PanelReady, Series, SpecOf } from '../../gql/types.ts';
import type { IntervalBarModel } from '../../number/interval-scale.ts';
import { columnDigits } from '../../number/format.ts';
import type { NumberModel, PartModel as NumberPart, Written } from '../../number/number-model.ts';
import { numberOf, shownAs, writtenOf } from '../../number/number-model.ts';
import { whyNot, whyNotBriefly } from '../../number/why-not.ts';
import type { SparkModel } from '../../number/spark-model.ts';
import { historyOf, sparkOf } from '../../number/spark-model.ts';
import type { Address } from '../../state/address.ts';
import { shortTitles, words } from '../../words.ts';
import type { PanelState } from '../panel-state.ts';
import { readyOf, stateOf } from '../panel-state.ts';
import type { Answers } from '../question.ts';
import type { Scale, Scaled } from './scale.ts';
import { barOf, scaleOf } from './scale.ts';

type Spec = Pick<SpecOf<'BreakdownSpec'>, 'id' | 'parts'>;

export interface BreakdownModel {
  readonly unit: string;
  readonly digits: number;
  readonly scale: Scale;
  readonly hasBars: boolean;
  /** Named parts of each value, as their columns are called. */
  readonly parts: readonly { readonly id: string; readonly title: string }[];
  /** All slices together first, then the slices. */
  readonly rows: readonly BreakdownRowModel[];
  readonly compareRange: PanelReady['range'] | null;
  readonly historyStarts: readonly string[];
  /** The answer whose breaks the sparklines show. */
  readonly history: PanelReady | null;
  readonly historyGrain: string;
}

export interface BreakdownRowModel extends FigureModel {
  readonly title: string;
  readonly isTotal: boolean;
  readonly address: Address;
  readonly number: NumberModel;
  /** Why it has no value, in full; null where it has. */
  readonly reason: string | null;
  /** Of the numerator of all slices; null without any, and where the slices are not parts of a whole. */
  readonly share: number | null;
  readonly history: SparkModel | null;
  readonly parts: readonly PartModel[];
}

export interface PartModel extends FigureModel {
  readonly id: string;
}

/** What a slice and each of its parts have in common. */
export interface FigureModel {
  /** Null where there is none to show. */
  readonly value: number | null;
  /** What stands in its place. */
  readonly said: string | null;
  /** What is written of it: of money the exact text. */
  readonly written: Written;
  /** Rows that make the numerator, unweighted. */
  readonly counted: number;
  readonly grey: boolean;
  readonly bar: IntervalBarModel | null;
}

const sparkSize = [124, 20] as const;

export function prepareBreakdown(spec: Spec, answers: Answers): PanelState<BreakdownModel> {
  return stateOf(answers['slices'], (slices) => modelOf(spec, slices, answers));
}

function modelOf(spec: Spec, slices: PanelReady, answers: Answers): BreakdownModel {
  const total = readyOf(answers['total']);
  const history = readyOf(answers['history']);
  const entries = [
    ...(total?.series[0] ? [entryOf('total', total, total.series[0])] : []),
    ...slices.series.map((series) => entryOf('slices', slices, series)),
  ].filter((entry) => entry !== null);
  const shown = entries.filter(({ number }) => hasValue(number));
  const unit = entries[0]?.number.unit ?? 'percent';
  const scale = scaleOf(unit, entries, shown);
  const rows = entries.map((entry) => rowOf(spec, entry, { scale, answers }));
  return {
    unit,
    digits: Math.max(0, ...shown.map(({ number: { lower, upper } }) => columnDigits(lower, upper, unit))),
    scale,
    hasBars: rows.some(({ bar }) => bar !== null),
    parts: partsOf(spec, entries),
    rows,
    compareRange: slices.compareRange,
    history,
    historyStarts: history?.buckets.filter(({ partial }) => !partial).map(({ start }) => start) ?? [],
    historyGrain: history?.grain ?? 'none',
  };
}

interface Entry extends Scaled {
  readonly question: 'total' | 'slices';
  readonly series: Series;
}

function entryOf(question: Entry['question'], ready: PanelReady, series: Series): Entry | null {
  const number = numberOf(ready, series);
  return number && { question, isTotal: question === 'total', series, number };
}

/** Called without what all of them share: full, partial. */
function partsOf(spec: Spec, entries: readonly Entry[]): BreakdownModel['parts'] {
  const own = entries.map(({ number }) => number.parts).find((parts) => parts.length > 0) ?? [];
  const parts = spec.parts.flatMap((id) => own.filter((part) => part.id === id));
  const short = shortTitles(parts.map(({ title }) => title));
  return parts.map(({ id }, index) => ({ id, title: short[index] ?? id }));
}

function hasValue(number: NumberModel): boolean {
  return ['value', 'grey'].includes(shownAs(number));
}

function rowOf(spec: Spec, entry: Entry, around: { scale: Scale; answers: Answers }): BreakdownRowModel {
  const { question, isTotal, number } = entry;
  const history = readyOf(around.answers[isTotal ? 'historyTotal' : 'history']);
  const past = history?.series.find((series) => sameSlice(series, entry.series)) ?? null;
  const drawn = history && past ? historyOf(history, past) : null;
  const share = around.scale.whole !== null && around.scale.whole > 0 ? number.numerator / around.scale.whole : null;
  const parts = spec.parts.flatMap((id) => number.parts.filter((part) => part.id === id));
  return {
    title: isTotal ? 'All' : titleOf(number),
    isTotal,
    address: { panel: spec.id, question, metric: number.metric, bucket: null, by: number.by },
    number,
    reason: whyNot(number),
    ...figureOf(number, around.scale, { ...entry, isPart: false }),
    share,
    history: drawn ? sparkOf(drawn, ...sparkSize) : null,
    parts: parts.map((part) => ({ id: part.id, ...figureOf(part, around.scale, { ...entry, isPart: true }) })),
  };
}

const nothing: Written = { value: null, lower: null, upper: null };

function figureOf(
  figure: NumberModel | NumberPart,
  scale: Scale,
  of: Scaled & { readonly isPart: boolean },
): FigureModel {
  const { value, lower, upper, numeratorRows } = figure;
  const known = { counted: numeratorRows, grey: of.number.status === 'low_n' };
  if (!hasValue(of.number) || value === null) {
    const said = whyNotBriefly(of.number) ?? words.noValue;
    return { ...known, value: null, said, written: nothing, bar: null };
  }
  const bar = barOf({ value, lower, upper }, scale, of);
  return { ...known, value, said: null, written: writtenOf(figure), bar };
}

function titleOf(number: NumberModel): string {
  return number.by.map(({ label, value }) => (value === null ? words.notKnown : label)).join(', ');
}

function sameSlice(a: Series, b: Series): boolean {
  return a.by.length === b.by.length && a.by.every((slice, index) => slice.value === b.by[index]?.value);
}
