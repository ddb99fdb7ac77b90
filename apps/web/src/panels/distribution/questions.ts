import type { SpecOf } from '../../gql/types.ts';
import type { PageState } from '../../state/page-state.ts';
import type { Question } from '../question.ts';
import { askRange } from '../question.ts';

export const labelsQuestion = 'labels';

/** The labels of the range; what they are compared with is part of the number, so the page's comparison is not asked. */
export function distributionQuestions(spec: SpecOf<'DistributionSpec'>, state: PageState): readonly Question[] {
  const input = { ...askRange(state, { metrics: [spec.metric], by: [spec.by] }), compare: null };
  return [{ panel: spec.id, key: labelsQuestion, input }];
}
