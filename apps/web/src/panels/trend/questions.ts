import type { SpecOf } from '../../gql/types.ts';
import type { PageState } from '../../state/page-state.ts';
import type { Question } from '../question.ts';
import { askHistory } from '../question.ts';

export const historyQuestion = 'history';

/** The history alone, with how it usually runs; beside a year earlier where the page compares with it. */
export function trendQuestions(spec: SpecOf<'TrendSpec'>, state: PageState): readonly Question[] {
  const input = askHistory(state, spec.history, { metrics: [spec.metric] });
  const compare = state.compare?.kind === 'last_year' ? state.compare : null;
  return [{ panel: spec.id, key: historyQuestion, input: { ...input, compare, limits: true } }];
}
