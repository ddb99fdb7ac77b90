import type { MetricId, PanelReady, SpecOf } from '../../gql/types.ts';
import type { SparkModel } from '../../number/spark-model.ts';
import { isFullCount } from '../../number/unit.ts';
import { historyOf, sparkOf } from '../../number/spark-model.ts';
import type { Address } from '../../state/address.ts';
import { statusWords } from '../../words.ts';
import type { PageContext } from '../panel-kind.ts';
import { definitionOf } from '../panel-kind.ts';
import type { PanelState } from '../panel-state.ts';
import { notReady, readyOf } from '../panel-state.ts';
import type { Answers } from '../question.ts';
import type { RowKeys } from './questions.ts';
import { rowKeys } from './questions.ts';
import type { RowFigure } from './row-figure.ts';
import { figureOf, seriesOf } from './row-figure.ts';

type Spec = SpecOf<'ScorecardSpec'>;
type Group = Spec['groups'][number];

export interface ScorecardModel {
  readonly groups: readonly ScorecardGroupModel[];
  /** Null where no row has a number. */
  readonly range: PanelReady['range'] | null;
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
  /** Everything is counted: it needs no interval. */
  readonly isFullCount: boolean;
  readonly address: Address;
  readonly figure: RowFigure;
  readonly history: SparkModel | null;
}

export function prepareScorecard(spec: Spec, answers: Answers, context: PageContext): PanelState<ScorecardModel> {
  const now = Object.entries(answers).filter(([key]) => key.startsWith('now'));
  const ready = now.map(([, answer]) => readyOf(answer)).find((answer) => answer !== null);
  const history = Object.entries(answers).map(([key, answer]) => (key.startsWith('history') ? readyOf(answer) : null));
  const drawn = history.find((answer) => answer !== null);
  const keys = rowKeys(spec, context.asked);
  const groups = spec.groups.map((group, index) =>
    prepareGroup({ spec, group, keys: keys[index] ?? [] }, answers, context),
  );
  // One slice or metric may fail or be empty; only when none has numbers, all for one reason, does the panel say so.
  if (!ready && isOneReason(groups)) return notReady(now[0]?.[1]) ?? { kind: 'loading' };
  const numbers = groups.flatMap(({ rows }) =>
    rows.flatMap(({ figure }) => (figure.kind === 'number' ? [figure.number] : [])),
  );
  return {
    kind: 'ready',
    model: {
      groups,
      range: ready?.range ?? null,
      compareRange: ready?.compareRange ?? null,
      historyStarts: drawn?.buckets.filter(({ partial }) => !partial).map(({ start }) => start) ?? [],
      historyGrain: drawn?.grain ?? 'none',
      anyProvisional: numbers.some(({ bucket }) => bucket.provisional),
    },
  };
}

function isOneReason(groups: readonly ScorecardGroupModel[]): boolean {
  const said = groups.flatMap(({ rows }) =>
    rows.map(({ figure }) => (figure.kind === 'said' || figure.kind === 'failed' ? figure.text : figure.kind)),
  );
  return new Set(said).size <= 1;
}

interface GroupPlace {
  readonly spec: Spec;
  readonly group: Group;
  /** Of its rows. */
  readonly keys: readonly RowKeys[];
}

function prepareGroup(place: GroupPlace, answers: Answers, context: PageContext): ScorecardGroupModel {
  const rows = place.group.rows.map((row, index): ScorecardRowModel => {
    const keys = place.keys[index] as RowKeys;
    const definition = definitionOf(context.catalogue, row.metric);
    return {
      title: row.title ?? definition?.title ?? row.metric,
      owner: definition?.owner ?? '',
      isFullCount: definition !== null && isFullCount(definition.unit, definition.interval),
      address: { panel: place.spec.id, question: keys.now, metric: row.metric, bucket: null, by: [] },
      figure: figureOf(answers[keys.now], row.metric, { where: keys.where, catalogue: context.catalogue }),
      history: sparkFor(readyOf(answers[keys.history]), row.metric),
    };
  });
  return { title: place.group.title, standing: standingOf(rows), rows };
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
