import type { PanelReady, Series, SpecOf } from '../../gql/types.ts';
import type { Domain, IntervalBarModel } from '../../number/interval-scale.ts';
import { placeInterval, sharedDomain } from '../../number/interval-scale.ts';
import { digitsFor } from '../../number/format.ts';
import type { NumberModel } from '../../number/number-model.ts';
import { numberOf, shownAs } from '../../number/number-model.ts';
import type { SparkModel } from '../../number/spark-model.ts';
import { historyOf, sparkOf } from '../../number/spark-model.ts';
import type { Address } from '../../state/address.ts';
import { words } from '../../words.ts';
import type { PanelState } from '../panel-state.ts';
import { readyOf, stateOf } from '../panel-state.ts';
import type { Answers } from '../question.ts';

type Spec = SpecOf<'BreakdownSpec'>;

export interface BreakdownModel {
  readonly unit: string;
  readonly digits: number;
  readonly domain: Domain;
  /** All slices together first, then the slices. */
  readonly rows: readonly BreakdownRowModel[];
  readonly compareRange: PanelReady['range'] | null;
  readonly historyStarts: readonly string[];
  readonly historyGrain: string;
}

export interface BreakdownRowModel extends FigureModel {
  readonly title: string;
  readonly isTotal: boolean;
  readonly address: Address;
  readonly number: NumberModel;
  readonly parts: readonly PartRowModel[];
}

export interface PartRowModel extends FigureModel {
  readonly id: string;
  readonly title: string;
}

/** What a slice and each of its parts have in common. */
interface FigureModel {
  /** Null where too little data stands behind the rate. */
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Rows that make the numerator, unweighted. */
  readonly counted: number;
  readonly grey: boolean;
  readonly bar: IntervalBarModel | null;
  /** Of the numerator of all slices; null without any. */
  readonly share: number | null;
  readonly history: SparkModel | null;
}

const barWidth = 120;
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
  const numbers = entries.map(({ number }) => number).filter((number) => hasRate(number));
  const shown = numbers.map(({ value, upper }) => ({ value: value ?? 0, upper }));
  const scale: Scale = {
    domain: sharedDomain(shown),
    of:
      entries.find(({ question }) => question === 'total')?.number.numerator ??
      sum(entries.map(({ number }) => number.numerator)),
  };
  return {
    unit: slices.series[0]?.unit ?? 'percent',
    digits: Math.max(1, ...numbers.map(({ lower, upper, unit }) => digitsFor(lower, upper, unit))),
    domain: scale.domain,
    rows: entries.map((entry) => rowOf(spec, entry, { scale, answers })),
    compareRange: slices.compareRange,
    historyStarts: history?.buckets.filter(({ partial }) => !partial).map(({ start }) => start) ?? [],
    historyGrain: history?.grain ?? 'none',
  };
}

interface Entry {
  readonly question: 'total' | 'slices';
  readonly series: Series;
  readonly number: NumberModel;
}

interface Scale {
  readonly domain: Domain;
  readonly of: number;
}

function entryOf(question: Entry['question'], ready: PanelReady, series: Series): Entry | null {
  const number = numberOf(ready, series);
  return number && { question, series, number };
}

function hasRate(number: NumberModel): boolean {
  return ['value', 'grey'].includes(shownAs(number));
}

function rowOf(spec: Spec, entry: Entry, around: { scale: Scale; answers: Answers }): BreakdownRowModel {
  const { question, number } = entry;
  const history = readyOf(around.answers[question === 'total' ? 'historyTotal' : 'history']);
  const past = history?.series.find((series) => sameSlice(series, entry.series)) ?? null;
  const spark = (part?: string): SparkModel | null => {
    const input = history && past ? historyOf(history, past, part) : null;
    return input ? sparkOf(input, ...sparkSize) : null;
  };
  const figure = { rate: hasRate(number), grey: number.status === 'low_n', scale: around.scale };
  const parts = spec.parts.flatMap((id) => number.parts.filter((part) => part.id === id));
  return {
    title: question === 'total' ? 'All' : titleOf(number),
    isTotal: question === 'total',
    address: { panel: spec.id, question, metric: number.metric, bucket: null, by: number.by },
    number,
    ...figureOf(number, figure),
    history: spark(),
    parts: parts.map((part) => ({
      id: part.id,
      title: part.title,
      ...figureOf(part, figure),
      history: spark(part.id),
    })),
  };
}

interface FigureContext {
  readonly rate: boolean;
  readonly grey: boolean;
  readonly scale: Scale;
}

type Figures = Pick<NumberModel, 'value' | 'lower' | 'upper' | 'numerator' | 'numeratorRows'>;

function figureOf(figures: Figures, { rate, grey, scale }: FigureContext): Omit<FigureModel, 'history'> {
  const { value, lower, upper, numerator, numeratorRows } = figures;
  const known = { counted: numeratorRows, grey, share: scale.of > 0 ? numerator / scale.of : null };
  if (!rate || value === null) return { ...known, value: null, lower: null, upper: null, bar: null };
  const bar = placeInterval({ value, lower, upper, target: null }, scale.domain, barWidth);
  return { ...known, value, lower, upper, bar };
}

function titleOf(number: NumberModel): string {
  return number.by.map(({ label, value }) => (value === null ? words.notKnown : label)).join(', ');
}

function sameSlice(a: Series, b: Series): boolean {
  return a.by.length === b.by.length && a.by.every((slice, index) => slice.value === b.by[index]?.value);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
