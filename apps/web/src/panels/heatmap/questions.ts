import type { CompareInput, SpecOf } from '../../gql/types.ts';
import type { PageState } from '../../state/page-state.ts';
import type { Question } from '../question.ts';
import { askRange } from '../question.ts';

export const cellQuestion = 'cells';

/** All cells at once, each with the other columns of its line: those that stand out are outlined. */
export function heatmapQuestions(spec: SpecOf<'HeatmapSpec'>, state: PageState): readonly Question[] {
  const input = askRange(state, { metrics: [spec.metric], by: [spec.rows, spec.columns] });
  return [{ panel: spec.id, key: cellQuestion, input: { ...input, compare: restOf(spec.columns) } }];
}

/** All other values of a dimension, taken together. */
export function restOf(dimension: string): CompareInput {
  return { kind: 'rest', dimension, value: null };
}
