import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

type Answer = Partial<Row<'fact_annotation'>>;
const many = (count: number, prefix: string, row: (index: number) => Answer): Answer[] =>
  Array.from({ length: count }, (_, index) => ({
    annotation_id: `${prefix}${index}`,
    work_item_id: `${prefix}${index}`,
    annotator_id: `p${index % 6}`,
    ...row(index),
  }));

describe('gold_share', () => {
  it('is of first answers of people to all items', async () => {
    const db = await asking({
      fact_annotation: [
        ...many(3, 'gold', () => ({ is_gold: true })),
        ...many(26, 'plain', () => ({ is_gold: false })),
        ...many(1, 'unknown', () => ({ is_gold: null })),
        // Keys, second answers and skips are no first judgements.
        ...many(5, 'key', () => ({ is_gold: true, stage: 'adjudication' })),
        ...many(5, 'again', () => ({ is_gold: false, revision: 2, stage: 'rework' })),
        ...many(2, 'skipped', () => ({ is_gold: true, status: 'skipped' })),
      ],
    });
    const [all] = await db.ask({ metrics: ['gold_share'] });
    expect(all).toMatchObject({ n: 30, numerator: 3, value: 0.1, status: 'ok' });
    expect(all?.caveats).toEqual([{ code: 'skipped', count: 2 }]);
  });
});

describe('gold_repeat_share', () => {
  /** The gold items g0 to g29 of sources s0 to s29; b0, b1, b2 and b5 are the sources of their number under another key. */
  const items = [
    ...Array.from({ length: 30 }, (_, index) => ({ work_item_id: `g${index}`, item_id: `s${index}` })),
    { work_item_id: 'b0', item_id: 's0' },
    { work_item_id: 'b1', item_id: 's1' },
    { work_item_id: 'b2', item_id: 's2' },
    { work_item_id: 'b5', item_id: 's5' },
  ];
  const tests = many(30, 'g', (index) => ({ is_gold: true, annotator_id: `p${index % 6}` }));

  it('is of gold answers whose annotator has met the source before, as another item', async () => {
    const db = await asking({
      fact_work_item: items,
      fact_annotation: [
        ...tests,
        // p0 had it before, a year ago and not as gold; p1 had it later; p2 did not have it, p3 did.
        { annotation_id: 'x0', work_item_id: 'b0', annotator_id: 'p0', submitted_at: '2025-03-01T12:00:00Z' },
        { annotation_id: 'x1', work_item_id: 'b1', annotator_id: 'p1', submitted_at: '2026-03-02T13:00:00Z' },
        { annotation_id: 'x2', work_item_id: 'b2', annotator_id: 'p3', submitted_at: '2026-03-01T12:00:00Z' },
        // p5 had it before, and p0 before p5.
        { annotation_id: 'x5', work_item_id: 'b5', annotator_id: 'p5', submitted_at: '2025-03-02T12:00:00Z' },
        { annotation_id: 'x6', work_item_id: 'b5', annotator_id: 'p0', submitted_at: '2025-03-01T12:00:00Z' },
        // The same item again is a second answer to it.
        {
          annotation_id: 'x3',
          work_item_id: 'g3',
          annotator_id: 'p3',
          revision: 2,
          submitted_at: '2026-03-02T14:00:00Z',
        },
      ],
    });
    const [all] = await db.ask({ metrics: ['gold_repeat_share'] });
    expect(all).toMatchObject({ n: 30, numerator: 2, denominator: 30 });
    expect(all?.value).toBeCloseTo(2 / 30, 12);
  });
});
