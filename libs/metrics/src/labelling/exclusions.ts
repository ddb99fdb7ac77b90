import type { Exclusion, Note } from '../definition.ts';
import type { WorkItemView } from './work-item-view.ts';
import { and, not } from '../dialect.ts';

type WorkExclusion = Exclusion<WorkItemView>;

/** Gold, calibration, qualification and pilot work is no output of the programme. */
export const auxiliary: WorkExclusion = {
  code: 'auxiliary',
  rule: 'X-aux',
  says: 'items of gold, calibration, qualification and pilot work',
  when: (item) => item.purpose.isNot('production'),
};

export const duplicate: WorkExclusion = {
  code: 'duplicates',
  rule: 'X-dupe',
  says: 'later copies of an item in the same task',
  when: (item) => item.duplicate.isTrue(),
};

export const revoked: WorkExclusion = {
  code: 'revoked',
  rule: 'E4',
  says: 'items whose acceptance was withdrawn later',
  when: (item) => item.revoked.isTrue(),
};

export const undecided: WorkExclusion = {
  code: 'undecided',
  rule: 'X-open',
  says: 'items without a first verdict yet',
  when: (item) => not(item.decided.isTrue()),
};

export const withdrawn: Note<WorkItemView> = {
  code: 'withdrawn',
  says: 'acceptances that were withdrawn in the period, each taken off once',
  when: (item) => item.withdrawal.isTrue(),
};

export const batchSampled: Note<WorkItemView> = {
  code: 'batch_sample',
  says: 'counted items that were accepted by a sample of their batch',
  when: (item) => and(item.acceptanceBasis.is('batch_sample'), not(item.withdrawal.isTrue())),
};
