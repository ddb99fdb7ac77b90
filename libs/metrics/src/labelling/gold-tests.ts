import type { Exclusion } from '../definition.ts';
import type { Sql } from '../dialect.ts';
import type { answerView } from './answer-fact.ts';
import { and } from '../dialect.ts';

type AnswerView = typeof answerView;

/** What an adjudicator says is the key itself or a correction, and no judgement that is put to the test. */
export const isFirstAnswer = (answer: AnswerView): Sql =>
  and(answer.first.isTrue(), answer.stage.isNot('adjudication'));

/** The first answer of each person to each gold item. */
export const isGoldTest = (answer: AnswerView): Sql =>
  and(answer.gold.isTrue(), answer.first.isTrue(), answer.stage.isNot('adjudication'));

export const skippedGold: Exclusion<AnswerView> = {
  code: 'skipped',
  rule: 'X-skip',
  says: 'gold items that were skipped or cancelled',
  when: (answer) => answer.status.isNot('submitted'),
};

export const skippedAnswer: Exclusion<AnswerView> = {
  ...skippedGold,
  says: 'items that were skipped or cancelled',
};
