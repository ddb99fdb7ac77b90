import type { Filter, MetricDefinition, MetricId, PanelReady, PanelResult, Series } from '../../gql/types.ts';
import type { IntervalBarModel } from '../../number/interval-scale.ts';
import { ownDomain, placeInterval } from '../../number/interval-scale.ts';
import type { NumberModel } from '../../number/number-model.ts';
import { numberOf } from '../../number/number-model.ts';
import { unitOf } from '../../number/unit.ts';
import { whyNot } from '../../number/why-not.ts';
import { words } from '../../words.ts';
import { isUnasked, missingIn, sayMissing } from '../missing.ts';
import { readyOf } from '../panel-state.ts';

/** What stands in a row's middle: a number, or why there is none. */
export type RowFigure =
  | {
      readonly kind: 'number';
      readonly number: NumberModel;
      /** Null where there is neither an interval nor a target to show the value against. */
      readonly bar: IntervalBarModel | null;
      readonly grey: boolean;
    }
  | { readonly kind: 'said'; readonly text: string; readonly number: NumberModel | null }
  | { readonly kind: 'failed'; readonly text: string; readonly queryId: string | null }
  | { readonly kind: 'loading' };

/** What the row asked, as far as it may be why there is no number. */
interface Asked {
  readonly where: readonly Filter[];
  readonly catalogue: readonly MetricDefinition[];
}

const barWidth = 132;

export function seriesOf(ready: PanelReady, metric: MetricId): Series | null {
  return ready.series.find((series) => series.metric === metric && series.by.length === 0) ?? null;
}

/** A row stands for itself: what its own metric has, whatever became of those it was asked with. */
export function figureOf(answer: PanelResult | undefined, metric: MetricId, asked: Asked): RowFigure {
  if (!answer) return { kind: 'loading' };
  const missing = missingIn(answer, metric);
  if (missing) {
    const text = sayMissing(missing, asked);
    const isFailed = missing.reason === null && !isUnasked(missing);
    return isFailed ? { kind: 'failed', text, queryId: missing.queryId } : { kind: 'said', text, number: null };
  }
  const ready = readyOf(answer);
  const series = ready && seriesOf(ready, metric);
  const number = ready && series ? numberOf(ready, series) : null;
  return number ? numberFigure(number) : { kind: 'said', text: words.noData, number: null };
}

function numberFigure(number: NumberModel): RowFigure {
  const text = whyNot(number);
  if (text !== null || number.value === null) return { kind: 'said', text: text ?? words.noValue, number };
  const shown = { value: number.value, lower: number.lower, upper: number.upper, target: number.target };
  const isAlone = number.lower === null && number.target === null;
  return {
    kind: 'number',
    number,
    bar: isAlone ? null : placeInterval(shown, ownDomain(shown, unitOf(number.unit)), barWidth),
    grey: number.status === 'low_n',
  };
}
