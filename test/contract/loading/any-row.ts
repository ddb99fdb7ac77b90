import fc from 'fast-check';
import type { LabelRow } from './labelling-rows.ts';
import { answer, item, minute, review, task } from './labelling-rows.ts';

const items = fc.constantFrom('w1', 'w2', 'w3');
const when = fc.integer({ min: 0, max: 9 }).map(minute);
const one = (
  make: (cells: LabelRow['cells']) => LabelRow,
  cells: Record<string, fc.Arbitrary<string | number | boolean | null>>,
) => fc.record(cells).map(make);

/** A row of one of the four labelling tables, of few items and people, so that rows meet. */
export const anyRow: fc.Arbitrary<LabelRow> = fc.oneof(
  {
    weight: 1,
    arbitrary: one(task, { task_version_id: fc.constantFrom('t1', 't2'), task_id: fc.constantFrom('task', 'other') }),
  },
  {
    weight: 2,
    arbitrary: one(item, {
      work_item_id: items,
      task_version_id: fc.constantFrom('t1', 't2'),
      item_hash: fc.constantFrom('x', 'y', null),
      created_at: when,
      status: fc.constantFrom('submitted', 'rework', 'accepted'),
      rework_count: fc.constantFrom(null, 0, 7),
    }),
  },
  {
    weight: 4,
    arbitrary: one(answer, {
      annotation_id: fc.integer({ min: 0, max: 99 }).map((n) => `a${n}`),
      work_item_id: items,
      annotator_id: fc.constantFrom('ann', 'bob'),
      revision: fc.constantFrom(1, 2, 3, null),
      stage: fc.constantFrom('initial', 'rework', 'adjudication'),
      status: fc.constantFrom('submitted', 'submitted', 'cancelled'),
      value_code: fc.constantFrom('yes', 'no'),
      submitted_at: when,
      is_gold: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: one(review, {
      review_id: fc.integer({ min: 0, max: 99 }).map((n) => `r${n}`),
      work_item_id: items,
      annotation_id: fc.option(fc.integer({ min: 0, max: 9 }).map((n) => `a${n}`)),
      review_kind: fc.constantFrom('acceptance', 'audit'),
      decision: fc.constantFrom('pass', 'fail'),
      decided_at: when,
    }),
  },
);

/** What identifies a row among all tables. */
export const keyed = (row: LabelRow) => {
  const id = { dim_task: 'task_version_id', fact_work_item: 'work_item_id', fact_annotation: 'annotation_id' };
  const name = (id as Record<string, string>)[row.table] ?? 'review_id';
  return `${row.table} ${String(row.cells[name])}`;
};
