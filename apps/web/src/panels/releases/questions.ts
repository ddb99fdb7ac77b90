import type { SpecOf } from '../../gql/types.ts';
import type { PageState } from '../../state/page-state.ts';
import type { Question } from '../question.ts';
import { askHistory } from '../question.ts';

export const wholeQuestion = 'whole';
export const periodsQuestion = 'periods';
export const versionsQuestion = 'versions';

/** The history as a whole; when each value began, which its own history says; and each over all of it. */
export function releasesQuestions(spec: SpecOf<'ReleasesSpec'>, state: PageState): readonly Question[] {
  const [panel, metrics] = [spec.id, [spec.metric]];
  const periods = askHistory(state, spec.history, { metrics, by: [spec.by] });
  return [
    { panel, key: wholeQuestion, input: askHistory(state, spec.history, { metrics }) },
    { panel, key: periodsQuestion, input: periods },
    { panel, key: versionsQuestion, input: { ...periods, grain: 'none' } },
  ];
}
