import type { Exclusion } from '../definition.ts';
import type { judgeView } from './judge-fact.ts';

type JudgeExclusion = Exclusion<typeof judgeView>;

/** Where people tie there is no truth to hold a judge against. */
export const disputedByPeople: JudgeExclusion = {
  code: 'disputed',
  rule: 'X-nograde',
  says: 'outputs on which people tie',
  when: (j) => j.truth.is('disputed'),
  beforeScope: true,
};

export const abstained: JudgeExclusion = {
  code: 'abstained',
  rule: 'X-nograde',
  says: 'outputs that the judge looked at without coming to a verdict',
  when: (j) => j.said.isNull(),
};
