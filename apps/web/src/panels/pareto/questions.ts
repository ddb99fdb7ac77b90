import type { SpecOf } from '../../gql/types.ts';
import type { PageState } from '../../state/page-state.ts';
import type { Question } from '../question.ts';
import { askRange } from '../question.ts';

export const spreadQuestion = 'spread';

/** How the whole spreads; without comparison, which a Pareto chart does not show. */
export function paretoQuestions(spec: SpecOf<'ParetoSpec'>, state: PageState): readonly Question[] {
  const input = { ...askRange(state, { metrics: [spec.metric], by: [spec.by] }), compare: null };
  return [{ panel: spec.id, key: spreadQuestion, input }];
}
