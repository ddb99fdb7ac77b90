import type { Filter, MetricId, SpecOf } from '../../gql/types.ts';
import { filtersKey, mergeFilters } from '../../state/filters.ts';
import type { PageState } from '../../state/page-state.ts';
import type { Question } from '../question.ts';
import { askHistory, askRange } from '../question.ts';

type Spec = SpecOf<'ScorecardSpec'>;

/** Rows of a scorecard that look at the same slice of the data: they are asked together, and judged together. */
interface Slice {
  readonly where: readonly Filter[];
  readonly metrics: MetricId[];
}

/** The filters of one row: the page's, its group's, its own; the nearer wins. */
function rowWhere(spec: Spec, place: readonly [group: number, row: number], state: PageState): readonly Filter[] {
  const group = spec.groups[place[0]];
  return mergeFilters(state.where, group?.where ?? [], group?.rows[place[1]]?.where ?? []);
}

/** Slices in the order in which rows first look at them, by what they are filtered by. */
function slicesOf(spec: Spec, state: PageState): ReadonlyMap<string, Slice> {
  const slices = new Map<string, Slice>();
  spec.groups.forEach((group, g) =>
    group.rows.forEach((row, r) => {
      const where = rowWhere(spec, [g, r], state);
      const slice = slices.get(filtersKey(where));
      if (!slice) slices.set(filtersKey(where), { where, metrics: [row.metric] });
      else if (!slice.metrics.includes(row.metric)) slice.metrics.push(row.metric);
    }),
  );
  return slices;
}

/** Two questions a slice: the page's range with its comparison, and the history. */
export function scorecardQuestions(spec: Spec, state: PageState): readonly Question[] {
  return [...slicesOf(spec, state).values()].flatMap(({ where, metrics }, index) => [
    { panel: spec.id, key: `now${index}`, input: askRange(state, { metrics, where }) },
    { panel: spec.id, key: `history${index}`, input: askHistory(state, spec.history, { metrics, where }) },
  ]);
}

/** Which of the questions hold a row's number and its history, and by what both are filtered. */
export interface RowKeys {
  readonly now: string;
  readonly history: string;
  readonly where: readonly Filter[];
}

/** For each row of each group, in their order. */
export function rowKeys(spec: Spec, state: PageState): readonly (readonly RowKeys[])[] {
  const places = new Map([...slicesOf(spec, state).keys()].map((key, index) => [key, index]));
  return spec.groups.map((group, g) =>
    group.rows.map((_, r) => {
      const where = rowWhere(spec, [g, r], state);
      const index = places.get(filtersKey(where)) ?? 0;
      return { now: `now${index}`, history: `history${index}`, where };
    }),
  );
}
