import type { Day, PanelRequest } from '@assay/contract';
import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { clusteredProportion } from '@assay/statistics';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

type Item = Partial<Row<'fact_work_item'>>;
const escalated = (escalation_reason: Item['escalation_reason']): Item => ({
  escalated_at: '2026-03-04T09:00:00Z',
  escalation_reason: escalation_reason ?? null,
});
const assigned = { first_assigned_at: '2026-03-03T09:00:00Z' };

/**
 * Nineteen items, w0 to w18. In the period and produced are w0 to w14: 15. Escalated for ambiguity w0, w5 and w6, for policy
 * w10: 4 of 15. Apart: w1 tooling, w2 sensitive, w3 other, w4 without a reason. w11 has a reason, but nobody escalated it.
 */
const kinds: readonly Item[] = [
  escalated('ambiguity'),
  escalated('tooling'),
  escalated('sensitive'),
  escalated('other'),
  escalated(null),
  // Escalated again: once is enough.
  { ...escalated('ambiguity'), escalation_closed_at: '2026-03-05T09:00:00Z', status: 'escalated' },
  escalated('ambiguity'),
  {},
  {},
  {},
  escalated('policy'),
  { escalation_reason: 'ambiguity' },
  {},
  {},
  {},
  // Gold; nobody\u2019s yet; given to somebody a month before; a test.
  { ...escalated('ambiguity'), purpose: 'gold' },
  { ...escalated('ambiguity'), first_assigned_at: null },
  { ...escalated('ambiguity'), first_assigned_at: '2026-02-03T09:00:00Z', created_at: '2026-02-02T09:00:00Z' },
  { ...escalated('policy'), is_test: true } as Item,
];
const items = kinds.map((item, index): Item => ({ work_item_id: `w${index}`, ...assigned, ...item }));

/**
 * First answers of w0 to w13, three each of p0 to p3 and two of p4; nobody has answered w14. What comes before, of a model or
 * taken back, or after says nothing of who had the item in hand first.
 */
const answers = [
  ...Array.from({ length: 14 }, (_, index) => ({
    annotation_id: `a${index}`,
    work_item_id: `w${index}`,
    annotator_id: `p${Math.floor(index / 3)}`,
    submitted_at: '2026-03-04T08:00:00Z',
    status: index === 0 ? ('skipped' as const) : ('submitted' as const),
  })),
  { annotation_id: 'm', work_item_id: 'w5', annotator_id: 'model', submitted_at: '2026-03-03T09:30:00Z' },
  { annotation_id: 'v', work_item_id: 'w6', annotator_id: 'p9', voided_at: '2026-03-09T00:00:00Z' },
  { annotation_id: 'n', work_item_id: 'w7', annotator_id: null, submitted_at: '2026-03-03T10:00:00Z' },
  { annotation_id: 'z', work_item_id: 'w10', annotator_id: 'p8', submitted_at: '2026-03-04T08:00:01Z' },
];
const models = [{ annotator_id: 'model', annotator_kind: 'model' as const, valid_from: '2020-01-01T00:00:00Z' }];
const rows: GradedRows = { fact_work_item: items, fact_annotation: answers, dim_annotator: models };
const days = (from: string, to: string) => ({ kind: 'days', days: { from: from as Day, to: to as Day } }) as const;
const request: Partial<PanelRequest> = { metrics: ['escalation_rate'], range: days('2026-03-01', '2026-04-01') };

describe('escalation_rate', () => {
  it('is of items given to somebody in the period, whose guidelines left them in doubt', async () => {
    const db = await asking(rows);
    const [all] = await db.ask(request);
    expect(all).toMatchObject({ n: 15, numerator: 4, denominator: 15, status: 'low_n' });
    expect(all?.value).toBeCloseTo(4 / 15, 12);
    expect(all?.parts).toMatchObject({
      ...{ ambiguity: { numerator: 3 }, policy: { numerator: 1 } },
      ...{ tooling: { numerator: 1 }, sensitive: { numerator: 1 }, other: { numerator: 2 } },
    });
    expect(all?.caveats).toEqual([{ code: 'auxiliary', count: 1 }]);
  });

  it('has people as its clusters: who answered an item first', async () => {
    const db = await asking(rows);
    const [all] = await db.ask(request);
    // p0: w0; p1: w5; p2: w6; p3: w10; p4: none of w12 and w13; and w14, which nobody answered, by itself.
    const { lower, upper } = clusteredProportion({
      successes: [1, 1, 1, 1, 0, 0],
      sizes: [3, 3, 3, 3, 2, 1],
      conf: 0.95,
    });
    expect(all).toMatchObject({ interval: 'clustered_proportion' });
    expect(all?.lower).toBeCloseTo(lower as number, 12);
    expect(all?.upper).toBeCloseTo(upper as number, 12);
    const by = await db.ask({ ...request, by: ['annotator'] });
    expect(by.map(({ by: { annotator }, numerator, n }) => [annotator, numerator, n])).toEqual(
      expect.arrayContaining([
        ['p0', 1, 3],
        ['p1', 1, 3],
        ['p2', 1, 3],
        ['p3', 1, 3],
        ['p4', 0, 2],
        [null, 0, 1],
      ]),
    );
  });

  it('finds who answered first by how long items were seen open, and no other', async () => {
    const db = await asking(rows);
    const reach = (seconds: number) =>
      new Map([
        ['fact_work_item.first_assigned_at', 2 * 86_400],
        ['fact_work_item.first_submitted_at', seconds],
      ]);
    const day = days('2026-03-03', '2026-03-04');
    const people = async (seconds: number) =>
      (await db.ask({ ...request, range: day, by: ['annotator'] }, { reach: reach(seconds) })).length;
    expect(await people(86_400)).toBe(6);
    // Nobody was ever seen to answer so late: all items are nobody's.
    expect(await people(0)).toBe(1);
  });
});
