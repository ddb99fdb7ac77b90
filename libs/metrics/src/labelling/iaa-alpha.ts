import { agreement } from '../definition.ts';
import { not } from '../dialect.ts';
import {
  automaticAnswers,
  auxiliaryAnswers,
  repeatedAnswers,
  skippedAnswers,
  supersededAnswers,
} from './answer-exclusions.ts';

export const iaaAlpha = agreement({
  id: 'iaa_alpha',
  title: 'Agreement of annotators',
  what: 'How far people say the same of the same item, beyond what chance would give: 1 is full agreement, 0 is chance.',
  formula:
    "Krippendorff's alpha of independent answers to one question, by the day of an item's last one; the difference of two answers follows the level of the label; a week with less than the minimum is of the four weeks that end with it, where those have enough",
  serves: ['L11', 'T3'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'coefficient',
  fact: 'judgement',
  time: 'last_independent_at',
  maturityDays: 7,
  minimum: 'NA',
  interval: 'item_bootstrap',
  leftOut: [
    auxiliaryAnswers,
    repeatedAnswers,
    skippedAnswers,
    automaticAnswers,
    {
      code: 'later_stage',
      rule: 'X-seen',
      says: 'answers of rework and adjudication, which were given after seeing another',
      when: (answer) => answer.stage.isOneOf('rework', 'adjudication'),
    },
    supersededAnswers,
    {
      code: 'single',
      rule: 'X-single',
      says: 'answers to items that nobody else answered',
      when: (answer) => not(answer.overlapping.isTrue()),
    },
  ],
  noted: [],
  of: (answer) => answer.stage.isKnown(),
  counts: {},
  figures: {
    percent_agreement: { title: 'Same answer', unit: 'percent' },
    gwet_ac: { title: "Gwet's AC", unit: 'coefficient' },
  },
});
