import type { RuleCase } from './rule-case.ts';
import { answer, day, item, outputsOn, range, review } from './rule-case.ts';

export const timeCases: readonly RuleCase[] = [
  {
    rule: 'V-T2 fact_work_item.first_decided_at',
    says: 'a decision comes before the answer',
    broken: [item({ first_submitted_at: day(43, '10:00:00'), first_decided_at: day(42, '10:00:00') })],
    fine: [item({ first_submitted_at: day(43, '10:00:00'), first_decided_at: day(43, '10:00:00') })],
    count: 1,
    sample: ['w1'],
    level: 'warning',
  },
  {
    rule: 'V-T4 fact_review.decided_at',
    says: 'ten days of reviews are all at midnight',
    given: range(9).map((n) => review({ review_id: `r${n}`, decided_at: day(n, '00:00:00') })),
    broken: [review({ review_id: 'last', decided_at: day(9, '00:00:00') })],
    fine: [review({ review_id: 'last', decided_at: day(9, '00:00:01') })],
    count: 1,
    sample: ['test'],
    level: 'warning',
  },
  {
    rule: 'V-L9 fact_annotation.submitted_at',
    says: '5 of 24 items of a day have answers of one instant',
    given: [
      ...range(19).map((n) =>
        answer({ annotation_id: `a${n}`, work_item_id: `w${n}`, submitted_at: day(0, `10:${10 + n}:00`) }),
      ),
      ...range(4).map((n) =>
        answer({ annotation_id: `b${n}`, work_item_id: `v${n}`, submitted_at: day(0, '12:00:00') }),
      ),
    ],
    broken: [answer({ annotation_id: 'b4', work_item_id: 'v4', submitted_at: day(0, '12:00:00') })],
    // A second answer to an item of that instant is no further item.
    fine: [answer({ annotation_id: 'b4', work_item_id: 'v3', submitted_at: day(0, '12:00:00') })],
    count: 1,
    sample: ['test 2026-01-01'],
    level: 'warning',
  },
  {
    rule: 'V-F2 fact_output.produced_at',
    says: 'after four weeks of 20, 24, 40 and 40 a day has less than a quarter of 32',
    given: [...outputsOn(0, 20), ...outputsOn(7, 40), ...outputsOn(14, 24), ...outputsOn(21, 40), ...outputsOn(30, 1)],
    broken: outputsOn(28, 7),
    fine: outputsOn(28, 8),
    count: 1,
    sample: ['2026-01-29'],
    level: 'warning',
  },
  {
    rule: 'V-F2 fact_output.produced_at',
    says: 'a day without any row is one with too few',
    given: [...range(4).flatMap((week) => outputsOn(week * 7, 20)), ...outputsOn(30, 1)],
    broken: [],
    fine: outputsOn(28, 5),
    count: 1,
    sample: ['2026-01-29'],
    level: 'warning',
  },
];
