import type { MetricId, PanelReady, PanelResult, Series, SpecOf } from '../../gql/types.ts';
import type { IntervalBarModel } from '../../number/interval-scale.ts';
import { ownDomain, placeInterval } from '../../number/interval-scale.ts';
import type { NumberModel } from '../../number/number-model.ts';
import { numberOf } from '../../number/number-model.ts';
import { unitOf } from '../../number/unit.ts';
import { whyNot } from '../../number/why-not.ts';
import type { SparkModel } from '../../number/spark-model.ts';
import { historyOf, sparkOf } from '../../number/spark-model.ts';
import type { Address } from '../../state/address.ts';
import { statusWords, words } from '../../words.ts';
import type { PageContext } from '../panel-kind.ts';
import { definitionOf } from '../panel-kind.ts';
import type { PanelState } from '../panel-state.ts';
import { notReady, readyOf } from '../panel-state.ts';
import type { Answers } from '../question.ts';
import { rowKeys } from './questions.ts';

type Spec = SpecOf<'ScorecardSpec'>;
type Group = Spec['groups'][number];

export interface ScorecardModel {
  readonly groups: readonly ScorecardGroupModel[];
  readonly range: PanelReady['range'];
  readonly compareRange: PanelReady['range'] | null;
  readonly historyStarts: readonly string[];
  readonly historyGrain: string;
  readonly anyProvisional: boolean;
}

export interface ScorecardGroupModel {
  readonly title: string;
  /** `2 met, 1 missed`. */
  readonly standing: string;
  readonly rows: readonly ScorecardRowModel[];
}

export interface ScorecardRowModel {
  readonly title: string;
  readonly owner: string;
  readonly address: Address;
  readonly figure: RowFigure;
  readonly history: SparkModel | null;
}

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

const barWidth = 132;

export function prepareScorecard(spec: Spec, answers: Answers, context: PageContext): PanelState<ScorecardModel> {
  const now = Object.entries(answers).filter(([key]) => key.startsWith('now'));
  const ready = now.map(([, answer]) => readyOf(answer)).find((answer) => answer !== null);
  // One slice may fail or be empty; only when none has numbers does the panel say so instead of its rows.
  if (!ready) return notReady(now[0]?.[1]) ?? { kind: 'loading' };
  const history = Object.entries(answers).map(([key, answer]) => (key.startsWith('history') ? readyOf(answer) : null));
  const drawn = history.find((answer) => answer !== null);
  const groups = spec.groups.map((group, index) => prepareGroup({ spec, group, index }, answers, context));
  const numbers = groups.flatMap(({ rows }) =>
    rows.flatMap(({ figure }) => (figure.kind === 'number' ? [figure.number] : [])),
  );
  return {
    kind: 'ready',
    model: {
      groups,
      range: ready.range,
      compareRange: ready.compareRange,
      historyStarts: drawn?.buckets.filter(({ partial }) => !partial).map(({ start }) => start) ?? [],
      historyGrain: drawn?.grain ?? 'none',
      anyProvisional: numbers.some(({ bucket }) => bucket.provisional),
    },
  };
}

interface GroupPlace {
  readonly spec: Spec;
  readonly group: Group;
  readonly index: number;
}

function prepareGroup(place: GroupPlace, answers: Answers, context: PageContext): ScorecardGroupModel {
  const rows = place.group.rows.map((row, index): ScorecardRowModel => {
    const keys = rowKeys(place.spec, [place.index, index], context.asked);
    const definition = definitionOf(context.catalogue, row.metric);
    return {
      title: row.title ?? definition?.title ?? row.metric,
      owner: definition?.owner ?? '',
      address: { panel: place.spec.id, question: keys.now, metric: row.metric, bucket: null, by: [] },
      figure: figureOf(answers[keys.now], row.metric),
      history: sparkFor(readyOf(answers[keys.history]), row.metric),
    };
  });
  return { title: place.group.title, standing: standingOf(rows), rows };
}

function seriesOf(ready: PanelReady, metric: MetricId): Series | null {
  return ready.series.find((series) => series.metric === metric && series.by.length === 0) ?? null;
}

function figureOf(answer: PanelResult | undefined, metric: MetricId): RowFigure {
  const missing = notReady(answer);
  if (missing?.kind === 'loading') return { kind: 'loading' };
  if (missing?.kind === 'failed') return { kind: 'failed', text: missing.message, queryId: missing.queryId };
  if (missing?.kind === 'empty') return { kind: 'said', text: words.noData, number: null };
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

function sparkFor(ready: PanelReady | null, metric: MetricId): SparkModel | null {
  const series = ready && seriesOf(ready, metric);
  const history = ready && series ? historyOf(ready, series) : null;
  return history ? sparkOf(history) : null;
}

/** How a row stands against its target; a row without a number is not judged. */
export function rowVerdict(row: ScorecardRowModel): string {
  if (row.figure.kind === 'number') return row.figure.number.verdict;
  return row.figure.kind === 'said' ? (row.figure.number?.verdict ?? 'not_judged') : 'not_judged';
}

/** `10 met, 3 missed`: counts by verdict, in the order of the words, without zeros. */
export function countVerdicts(rows: readonly ScorecardRowModel[]): readonly { verdict: string; count: number }[] {
  return Object.keys(statusWords)
    .map((verdict) => ({ verdict, count: rows.filter((row) => rowVerdict(row) === verdict).length }))
    .filter(({ count }) => count > 0);
}

function standingOf(rows: readonly ScorecardRowModel[]): string {
  return countVerdicts(rows)
    .map(({ verdict, count }) => `${count} ${statusWords[verdict] ?? verdict}`)
    .join(', ');
}
