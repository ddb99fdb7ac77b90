import { cellRuleCodes, rowRuleCodes } from '@assay/model';

/** Why a record is set aside or brings nothing. Codes beginning with V- are the rules of model.md section 8. */
export const reasons = {
  MALFORMED: 'the record cannot be read',
  TYPE: 'a cell is not of its column\u2019s type',
  REQUIRED: 'a value that every row must have is missing',
  'V-K1': 'a key is missing, or two records of the file contradict each other under one key',
  'V-K2': 'what the row refers to is not there',
  ...cellRuleCodes,
  ...rowRuleCodes,
  repeat: 'the record says the same as an earlier one of the file',
  older: 'a newer revision of what it says is known already',
  known: 'what it says is known better from another source',
  report: 'a summary of what the rows say one by one',
  event: 'an event of the log that tells of no answer and of no verdict',
  judge_call: 'an answer of the judge, whose verdict is an event of its own',
  unanswered: 'it holds no answer to a question that is asked for',
  no_rows: 'the recipe makes no row of the record',
} as const;

export type Reason = keyof typeof reasons;
