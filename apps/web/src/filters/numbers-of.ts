import type { PanelInput } from '../gql/types.ts';
import type { Question } from '../panels/question.ts';

/** All slices of a panel that its first question is one of: the same split, period and comparison. Histories are no part. */
export function numbersOf(questions: readonly Question[]): readonly PanelInput[] {
  const kindOf = ({ grain, by, period, compare }: PanelInput): string => JSON.stringify([grain, by, period, compare]);
  const [first] = questions;
  return questions.flatMap(({ input }) => (first && kindOf(input) === kindOf(first.input) ? [input] : []));
}
