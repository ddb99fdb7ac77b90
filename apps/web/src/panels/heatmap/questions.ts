import type { SpecOf } from '../../gql/types.ts';
import type { PageState } from '../../state/page-state.ts';
import type { Question } from '../question.ts';
import { askRange } from '../question.ts';

export const cellQuestion = 'cells';

/** All cells at once; without comparison, which a heatmap does not show. */
export function heatmapQuestions(spec: SpecOf<'HeatmapSpec'>, state: PageState): readonly Question[] {
  const input = askRange(state, { metrics: [spec.metric], by: [spec.rows, spec.columns] });
  return [{ panel: spec.id, key: cellQuestion, input: { ...input, compare: null } }];
}
