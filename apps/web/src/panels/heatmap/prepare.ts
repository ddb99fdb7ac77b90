import type { PanelReady, Series, Slice, SpecOf } from '../../gql/types.ts';
import { formatFigure } from '../../number/format.ts';
import type { NumberModel } from '../../number/number-model.ts';
import { unitIn } from '../../number/unit.ts';
import { isTrueChange, numberOf, shownAs } from '../../number/number-model.ts';
import { niceCeil } from '../../number/interval-scale.ts';
import type { Address } from '../../state/address.ts';
import { words } from '../../words.ts';
import type { PanelState } from '../panel-state.ts';
import { stateOf } from '../panel-state.ts';
import type { Answers } from '../question.ts';
import { cellQuestion } from './questions.ts';

type Spec = Pick<SpecOf<'HeatmapSpec'>, 'id' | 'rows' | 'columns'>;

export interface HeatmapModel {
  readonly unit: string;
  readonly columns: readonly HeadModel[];
  readonly rows: readonly HeatmapRowModel[];
  /** Where each colour step begins, as figures, up to the worst. */
  readonly legend: readonly string[];
  /** Whether steps go down from the best that there is, instead of up from none. */
  readonly isFalling: boolean;
  /** How many comparisons of cells with the rest of their lines were made; 0 where none could be. */
  readonly looks: number;
}

export interface HeadModel {
  readonly key: string;
  readonly title: string;
  readonly n: number;
}

export interface HeatmapRowModel extends HeadModel {
  readonly cells: readonly HeatmapCell[];
}

export type HeatmapCell =
  | {
      readonly kind: 'number';
      readonly text: string;
      readonly step: number;
      readonly grey: boolean;
      /** Clearly worse than the other columns of its line, or clearly unlike them where neither way is better. */
      readonly isOut: boolean;
      readonly address: Address;
      readonly number: NumberModel;
    }
  /** Too few rows for a rate. */
  | { readonly kind: 'few'; readonly address: Address; readonly number: NumberModel }
  | { readonly kind: 'none' };

export const steps = 6;

/** All that a metric can have, of which more is better: what lacks of it is shaded, so that dark is bad on every map. */
const best = 1;

export function prepareHeatmap(spec: Spec, answers: Answers, good: string | null = null): PanelState<HeatmapModel> {
  return stateOf(answers[cellQuestion], (ready) => modelOf(spec, ready, good === 'up'));
}

function modelOf(spec: Spec, ready: PanelReady, isUpGood: boolean): HeatmapModel {
  const cells = ready.series.map((series) => ({ series, number: numberOf(ready, series) }));
  const rates = cells.flatMap(({ number }) =>
    number && isRate(number) && number.value !== null ? [number.value] : [],
  );
  const [first] = ready.series;
  const unit = first ? unitIn(first) : 'percent';
  const isFalling = isUpGood && (unit === 'percent' || unit === 'coefficient');
  const shaded = (value: number): number => (isFalling ? best - value : value);
  const width = stepWidth(Math.max(0, ...rates.map(shaded)));
  // What goes from 0 to 1 says little in tenths.
  const digits = width < 0.01 || unit === 'coefficient' ? 2 : 1;
  const columns = headsOf(ready, spec.columns, spec.rows);
  const rows = headsOf(ready, spec.rows, spec.columns).map((row): HeatmapRowModel => ({
    ...row,
    cells: columns.map((column) => {
      const found = cells.find(
        ({ series }) => keyIn(series, spec.rows) === row.key && keyIn(series, spec.columns) === column.key,
      );
      return found?.number ? cellOf(spec, found.number, { width, digits, shaded }) : { kind: 'none' };
    }),
  }));
  const legend = Array.from({ length: steps }, (_, step) =>
    formatFigure(shaded(step * width), unit, legendDigits(width, unit)),
  );
  const looks = Math.max(0, ...cells.map(({ number }) => number?.change?.looks ?? 0));
  return { unit, columns, rows, legend, isFalling, looks };
}

/** Colour steps are even and end on a round number at or above the largest rate. */
export function stepWidth(largest: number): number {
  return largest === 0 ? 0.01 : niceCeil(largest / steps);
}

function legendDigits(width: number, unit: string): number {
  return (
    [0, 1, 2].find((digits) => Number(formatFigure(width, unit, digits)) / 100 === Math.round(width * 1e6) / 1e6) ?? 2
  );
}

function isRate(number: NumberModel): boolean {
  return ['value', 'grey'].includes(shownAs(number));
}

interface Scale {
  readonly width: number;
  readonly digits: number;
  readonly shaded: (value: number) => number;
}

function cellOf(spec: Spec, number: NumberModel, scale: Scale): HeatmapCell {
  const address: Address = {
    panel: spec.id,
    question: cellQuestion,
    metric: number.metric,
    bucket: null,
    by: number.by,
  };
  if (number.n === 0) return { kind: 'none' };
  if (!isRate(number) || number.value === null || number.n < 10) return { kind: 'few', address, number };
  return {
    kind: 'number',
    text: formatFigure(number.value, number.unit, scale.digits),
    step: Math.max(0, Math.min(steps - 1, Math.floor(scale.shaded(number.value) / scale.width + 1e-9))),
    grey: number.status === 'low_n',
    isOut: isTrueChange(number.change) && number.change.verdict !== 'better',
    address,
    number,
  };
}

function sliceIn(series: Series, dimension: string): Slice | undefined {
  return series.by.find((slice) => slice.dimension === dimension);
}

function keyIn(series: Series, dimension: string): string {
  return sliceIn(series, dimension)?.value ?? '';
}

/** Values of a tree share rows: an output that fails in two ways is counted by both. */
const isTree = ({ branches }: PanelReady, dimension: string): boolean =>
  branches.some((branch) => branch.dimension === dimension);

/** The values of one dimension in the order of the answer, with the rows of all their cells. */
function headsOf(ready: PanelReady, dimension: string, across: string): readonly HeadModel[] {
  const both = isTree(ready, across) ? Math.max : (a: number, b: number): number => a + b;
  const heads = new Map<string, HeadModel>();
  for (const series of ready.series) {
    const slice = sliceIn(series, dimension);
    const key = keyIn(series, dimension);
    const title = slice === undefined || slice.value === null ? words.notKnown : slice.label;
    heads.set(key, { key, title, n: both(heads.get(key)?.n ?? 0, series.n[0] ?? 0) });
  }
  return [...heads.values()];
}
