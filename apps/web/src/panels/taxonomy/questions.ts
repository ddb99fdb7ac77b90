import type { SpecOf } from '../../gql/types.ts';
import type { PageState } from '../../state/page-state.ts';
import type { Question } from '../question.ts';
import { askHistory, askRange } from '../question.ts';

/** Every value and all of them together, what each is of the whole, and their histories where the page wants them. */
export function taxonomyQuestions(spec: SpecOf<'TaxonomySpec'>, state: PageState): readonly Question[] {
  const [panel, metrics, by] = [spec.id, [spec.metric], [spec.by]];
  const shares = spec.share ? [{ panel, key: 'shares', input: askRange(state, { metrics: [spec.share], by }) }] : [];
  const now = [
    { panel, key: 'slices', input: askRange(state, { metrics, by }) },
    { panel, key: 'total', input: askRange(state, { metrics }) },
    ...shares,
  ];
  if (!spec.recent) return now;
  return [
    ...now,
    { panel, key: 'history', input: askHistory(state, spec.recent, { metrics, by }) },
    { panel, key: 'historyTotal', input: askHistory(state, spec.recent, { metrics }) },
  ];
}
