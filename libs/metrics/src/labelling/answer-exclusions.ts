import type { Exclusion } from '../definition.ts';
import type { FactViews } from '../facts.ts';
import { not } from '../dialect.ts';

type AnswerExclusion = Exclusion<FactViews['judgement']>;

/** Why an answer is no opinion about a produced item. */
export const auxiliaryAnswers: AnswerExclusion = {
  code: 'auxiliary',
  rule: 'X-aux',
  says: 'answers to gold, calibration, qualification and pilot items',
  when: (answer) => answer.purpose.isNot('production'),
};

export const repeatedAnswers: AnswerExclusion = {
  code: 'duplicates',
  rule: 'X-dupe',
  says: 'answers to later copies of an item in the same task',
  when: (answer) => answer.duplicate.isTrue(),
};

export const skippedAnswers: AnswerExclusion = {
  code: 'skipped',
  rule: 'X-skip',
  says: 'answers that were skipped or cancelled',
  when: (answer) => answer.status.isNot('submitted'),
};

export const automaticAnswers: AnswerExclusion = {
  code: 'automatic',
  rule: 'X-model',
  says: 'answers of models and rules',
  when: (answer) => answer.automatic.isTrue(),
};

export const supersededAnswers: AnswerExclusion = {
  code: 'superseded',
  rule: 'X-old',
  says: 'answers that their annotator has revised since',
  when: (answer) => not(answer.latest.isTrue()),
};
