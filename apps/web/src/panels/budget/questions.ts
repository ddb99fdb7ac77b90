import type { SpecOf } from '../../gql/types.ts';
import type { PageState } from '../../state/page-state.ts';
import type { Question } from '../question.ts';
import { askHistory, askRange } from '../question.ts';

export const periodsQuestion = 'periods';
export const wholeQuestion = 'whole';
export const slicesQuestion = 'slices';
export const totalQuestion = 'total';

/** The periods of the history and all of them together; the range of the page by slice, and as a whole. */
export function budgetQuestions(spec: SpecOf<'BudgetSpec'>, state: PageState): readonly Question[] {
  const [panel, metrics] = [spec.id, [spec.metric]];
  const periods = askHistory(state, spec.history, { metrics });
  const range = { ...askRange(state, { metrics }), compare: null };
  return [
    { panel, key: periodsQuestion, input: periods },
    { panel, key: wholeQuestion, input: { ...periods, grain: 'none' } },
    { panel, key: slicesQuestion, input: { ...range, by: [spec.by] } },
    { panel, key: totalQuestion, input: range },
  ];
}
