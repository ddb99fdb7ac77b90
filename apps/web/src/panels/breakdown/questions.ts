import type { SpecOf } from '../../gql/types.ts';
import type { PageState } from '../../state/page-state.ts';
import type { Question } from '../question.ts';
import { askHistory, askRange } from '../question.ts';

/** The dimension a breakdown is split by: the reader's choice, else the page's. */
export function splitOf(spec: SpecOf<'BreakdownSpec'>, state: PageState): string {
  return state.by.get(spec.id) ?? spec.by;
}

/** The slices and all of them together, each with its history where the page wants one. */
export function breakdownQuestions(spec: SpecOf<'BreakdownSpec'>, state: PageState): readonly Question[] {
  const [panel, metrics, by] = [spec.id, [spec.metric], [splitOf(spec, state)]];
  const now = [
    { panel, key: 'slices', input: askRange(state, { metrics, by }) },
    { panel, key: 'total', input: askRange(state, { metrics }) },
  ];
  if (!spec.recent) return now;
  return [
    ...now,
    { panel, key: 'history', input: askHistory(state, spec.recent, { metrics, by }) },
    { panel, key: 'historyTotal', input: askHistory(state, spec.recent, { metrics }) },
  ];
}
