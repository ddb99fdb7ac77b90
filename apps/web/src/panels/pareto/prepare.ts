import type { PanelReady, SpecOf } from '../../gql/types.ts';
import type { NumberModel } from '../../number/number-model.ts';
import { numberOf } from '../../number/number-model.ts';
import { niceCeil } from '../../number/interval-scale.ts';
import type { Address } from '../../state/address.ts';
import { words } from '../../words.ts';
import type { HeatmapModel } from '../heatmap/prepare.ts';
import { prepareHeatmap } from '../heatmap/prepare.ts';
import type { PanelState } from '../panel-state.ts';
import { stateOf } from '../panel-state.ts';
import type { Answers } from '../question.ts';
import { spreadQuestion } from './questions.ts';

type Spec = SpecOf<'ParetoSpec'>;

export interface ParetoModel {
  /** Largest first; what has no mode comes last. */
  readonly rows: readonly ParetoRow[];
  /** How often each value is, by another dimension, on the same rows; null where the page asks for none. */
  readonly heat: PanelState<HeatmapModel> | null;
  /** Right end of the bars, as a share. */
  readonly most: number;
  /** The fewest values that make most of the whole, and what they make of it; null where no few do. */
  readonly few: { readonly count: number; readonly share: number } | null;
}

export interface ParetoRow {
  readonly key: string;
  readonly title: string;
  readonly share: number;
  /** Of the share; null where it is what was left of the value above. */
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  /** Share of this and all before. */
  readonly sum: number;
  /** Highest and lowest place that its interval leaves open, from 1; null where there is no interval. */
  readonly rank: readonly [highest: number, lowest: number] | null;
  readonly grey: boolean;
  readonly address: Address;
}

/** What a sum of so much of the whole is called most of it. */
const mostOfAll = 0.8;
const nearlyNothing = 1e-9;

export function preparePareto(spec: Spec, answers: Answers): PanelState<ParetoModel> {
  return stateOf(answers[spreadQuestion], (ready) => ({ ...modelOf(spec, ready), heat: heatOf(spec, answers) }));
}

function heatOf({ id, by, rates }: Spec, answers: Answers): ParetoModel['heat'] {
  return rates && prepareHeatmap({ id, rows: by, columns: rates.columns }, answers);
}

interface Entry {
  readonly value: string;
  readonly number: NumberModel;
}

function modelOf(spec: Spec, ready: PanelReady): Omit<ParetoModel, 'heat'> {
  const entries = ready.series.flatMap((series): readonly Entry[] => {
    const number = numberOf(ready, series);
    return number && number.value !== null ? [{ value: series.by[0]?.value ?? '', number }] : [];
  });
  const parents = new Map(ready.branches.map(({ value, parent }) => [value, parent]));
  const parts = entries.flatMap((entry) =>
    partOf(
      spec,
      entry,
      entries.filter(({ value }) => parents.get(value) === entry.value),
    ),
  );
  const isLast = ({ key }: Part): boolean => key === 'unlabelled';
  const ordered = parts.toSorted((a, b) => Number(isLast(a)) - Number(isLast(b)) || b.share - a.share);
  let sum = 0;
  const rows = ordered.map((part) => ({ ...part, sum: (sum += part.share), rank: rankOf(part, ordered) }));
  return {
    rows,
    most: niceCeil(Math.max(0.01, ...rows.map(({ share, interval }) => interval?.upper ?? share))),
    few: fewOf(rows),
  };
}

type Part = Omit<ParetoRow, 'sum' | 'rank'>;

/** Those are above it whose interval lies above its own as a whole, those below it likewise; all others may be either. */
function rankOf({ interval }: Part, all: readonly Part[]): ParetoRow['rank'] {
  if (!interval) return null;
  const above = all.filter((other) => (other.interval?.lower ?? other.share) > interval.upper);
  const below = all.filter((other) => (other.interval?.upper ?? other.share) < interval.lower);
  return [above.length + 1, all.length - below.length];
}

/** A value with nothing below it; of one that has, what was given no finer value. Together they are the whole, each once. */
function partOf(spec: Spec, { value, number }: Entry, below: readonly Entry[]): readonly Part[] {
  const share = (number.value ?? 0) - below.reduce((sum, each) => sum + (each.number.value ?? 0), 0);
  if (share < nearlyNothing) return [];
  const title = number.by.map(({ label, value: id }) => (id === null ? words.notKnown : label)).join(', ');
  const { lower, upper } = number;
  return [
    {
      key: value,
      title: below.length === 0 ? title : `${title}, nothing finer`,
      share,
      interval: below.length > 0 || lower === null || upper === null ? null : { lower, upper },
      grey: number.status === 'low_n',
      address: { panel: spec.id, question: spreadQuestion, metric: number.metric, bucket: null, by: number.by },
    },
  ];
}

/** Worth saying only where they are no more than two of three. */
function fewOf(rows: readonly ParetoRow[]): ParetoModel['few'] {
  const at = rows.findIndex(({ sum }) => sum >= mostOfAll - nearlyNothing);
  const last = rows[at];
  if (!last || rows.length < 4 || at + 1 > Math.ceil((rows.length * 2) / 3)) return null;
  return { count: at + 1, share: last.sum };
}
