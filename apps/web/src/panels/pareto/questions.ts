import type { SpecOf } from '../../gql/types.ts';
import type { PageState } from '../../state/page-state.ts';
import type { Question } from '../question.ts';
import { cellQuestion, restOf } from '../heatmap/questions.ts';
import { askRange } from '../question.ts';

export const spreadQuestion = 'spread';

/** How the whole spreads, without a comparison, which is not shown; and the cells beside it, as in a heatmap. */
export function paretoQuestions(spec: SpecOf<'ParetoSpec'>, state: PageState): readonly Question[] {
  const { id: panel, metric, by, rates } = spec;
  const input = { ...askRange(state, { metrics: [metric], by: [by] }), compare: null };
  const spread = { panel, key: spreadQuestion, input };
  if (!rates) return [spread];
  const cells = { ...input, metrics: [rates.metric], by: [by, rates.columns], compare: restOf(rates.columns) };
  return [spread, { panel, key: cellQuestion, input: cells }];
}
