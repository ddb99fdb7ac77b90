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

describe('gold_within_step', () => {
  const tasks = [
    { task_version_id: 't@1', task_id: 't', label_level: 'ordinal' as const },
    { task_version_id: 'n@1', task_id: 'n', label_level: 'nominal' as const },
  ];
  const key = (item: string, value_num: number | null, row: Answer = {}): Answer => ({
    annotation_id: `key of ${item} ${row.submitted_at ?? ''}`,
    work_item_id: item,
    stage: 'adjudication',
    is_gold: true,
    value_num,
    submitted_at: '2026-02-01T12:00:00Z',
    ...row,
  });
  const tests = (values: readonly number[]) =>
    many(values.length, 'g', (index) => ({ is_gold: true, value_num: values[index] ?? null }));
  /** Twenty as the key, eight next to it, two further off. */
  const off = [...Array.from({ length: 20 }, () => 3), 2, 2, 2, 2, 4, 4, 4, 4, 1, 5];

  it('is of answers on a scale, as the key or next to it', async () => {
    const db = await asking({
      dim_task: tasks,
      fact_annotation: [
        ...tests(off),
        ...off.map((_, index) => key(`g${index}`, 3)),
        // Neither a later key, nor that of another question, nor one that was withdrawn.
        key('g0', 9, { submitted_at: '2026-03-03T12:00:00Z' }),
        key('g1', 9, { annotation_id: 'tone', question_code: 'tone', submitted_at: '2026-02-02T12:00:00Z' }),
        key('g2', 9, {
          annotation_id: 'void',
          voided_at: '2026-02-03T12:00:00Z',
          submitted_at: '2026-02-02T12:00:00Z',
        } as Answer),
        // Without a key, with a key that has no number, skipped, of names instead of steps, and no test.
        ...many(1, 'unkeyed', () => ({ is_gold: true, value_num: 3 })),
        ...many(1, 'worded', () => ({ is_gold: true, value_num: 3 })),
        key('worded0', null),
        ...many(1, 'skipped', () => ({ is_gold: true, status: 'skipped' })),
        ...many(1, 'name', () => ({ is_gold: true, value_num: 3, task_version_id: 'n@1' })),
        ...many(1, 'again', () => ({ is_gold: true, value_num: 3, revision: 2 })),
      ],
    });
    const [all] = await db.ask({ metrics: ['gold_within_step'] });
    expect(all).toMatchObject({ n: 30, numerator: 28, value: expect.closeTo(28 / 30, 9) as number, status: 'ok' });
    expect(all?.caveats).toEqual([
      { code: 'skipped', count: 1 },
      { code: 'unkeyed', count: 2 },
    ]);
  });

  it('is held against the last key before it, and has no value without any', async () => {
    const db = await asking({
      dim_task: tasks,
      fact_annotation: [
        ...tests(off),
        ...off.map((_, index) => key(`g${index}`, 3)),
        // Corrected before anybody answered: ten are two off now.
        ...off.slice(0, 10).map((_, index) => key(`g${index}`, 5, { submitted_at: '2026-02-10T12:00:00Z' })),
      ],
    });
    expect((await db.ask({ metrics: ['gold_within_step'] }))[0]).toMatchObject({ n: 30, numerator: 18 });
    const none = await asking({ dim_task: tasks, fact_annotation: tests(off) });
    expect((await none.ask({ metrics: ['gold_within_step'] }))[0]).toMatchObject({
      n: 0,
      status: 'no_data',
      value: null,
    });
    await db.close();
  });
});
