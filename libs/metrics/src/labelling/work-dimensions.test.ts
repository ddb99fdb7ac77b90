import type { Estimate } from '@assay/contract';
import { afterEach, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let db: GradedWarehouse | null = null;
afterEach(async () => {
  await db?.close();
  db = null;
});

const accepted = { accepted_at: '2026-03-10T12:00:00Z' };
const byValue = (found: readonly Estimate[], id: string) =>
  Object.fromEntries(found.map(({ by, n }) => [String(by[id]), n]));

it('tells work that began with a suggestion of a model from other work, where the item is known', async () => {
  const items = ['a', 'b', 'c', 'd', 'e'].map((id, index) => ({
    ...accepted,
    work_item_id: id,
    prelabel_model_version_id: index < 3 ? 'm1' : null,
  }));
  db = await GradedWarehouse.open({
    fact_work_item: items,
    fact_annotation: ['a', 'b', 'd', 'lost'].map((id) => ({
      ...{ annotation_id: id, work_item_id: id, is_gold: true, gold_correct: true },
    })),
  });
  const found = await db.ask({ metrics: ['accepted_items', 'gold_accuracy'], by: ['prelabelled'] });
  const of = (metric: string) =>
    byValue(
      found.filter((each) => each.metric === metric),
      'prelabelled',
    );
  expect(of('accepted_items')).toEqual({ yes: 3, no: 2 });
  expect(of('gold_accuracy')).toEqual({ yes: 2, no: 1, null: 1 });
});

it('tells work under early guidelines from work under mature ones, which have targets of their own', async () => {
  db = await GradedWarehouse.open({
    dim_task: [
      { task_version_id: 't@1', task_id: 't', maturity: 'early' },
      { task_version_id: 't@2', task_id: 't', maturity: 'mature' },
    ],
    fact_work_item: ['t@1', 't@2', 't@2', 'unknown'].map((task_version_id, index) => ({
      ...{ ...accepted, work_item_id: `w${index}`, task_version_id },
    })),
  });
  const found = await db.ask({ metrics: ['accepted_items'], by: ['maturity'] });
  expect(byValue(found, 'maturity')).toEqual({ early: 1, mature: 2, null: 1 });
});
