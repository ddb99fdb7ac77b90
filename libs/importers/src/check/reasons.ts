import { rowRuleCodes } from '@assay/model';

/** Why a record is set aside or brings nothing. Codes beginning with V- are the rules of model.md section 8. */
export const reasons = {
  MALFORMED: 'the record cannot be read',
  TYPE: 'a cell is not of its column\u2019s type',
  REQUIRED: 'a value that every row must have is missing',
  'V-K1': 'a key is missing, or two records of the file contradict each other under one key',
  'V-K2': 'what the row refers to is not there',
  'V-T1': 'an instant is missing where it is required, before 2015, or in the future',
  'V-E1': 'a code is none of those its column knows',
  ...rowRuleCodes,
  'V-N1': 'a number is outside the range of its column, such as a negative count',
  'V-P1': 'a mail address stands where no person belongs',
  repeat: 'the record says the same as an earlier one of the file',
  older: 'a newer revision of what it says is known already',
  known: 'what it says is known better from another source',
  report: 'a summary of what the rows say one by one',
  event: 'an event of the log that tells of no answer and of no verdict',
  judge_call: 'an answer of the judge, whose verdict is an event of its own',
  unanswered: 'nobody has answered it yet',
  no_rows: 'the recipe makes no row of the record',
} as const;

export type Reason = keyof typeof reasons;
