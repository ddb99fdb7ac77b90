import type { Estimate, PanelRequest } from '@assay/contract';
import type { Row } from '@assay/model';
import { afterEach, describe, expect, it } from 'vitest';
import { metricIds, metricOf } from '../registry.ts';
import { factOf } from '../facts.ts';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

/** Forty items of each vendor, each answered twice, rated and audited: by five people of v5, by four of v4. */
const work = (['v5', 'v4'] as const).flatMap((vendor) =>
  Array.from({ length: 40 }, (_, index) => {
    const people = Number(vendor.slice(1));
    return {
      id: `${vendor}-${index}`,
      vendor,
      first: `${vendor} p${index % people}`,
      second: `${vendor} p${(index + 1) % people}`,
    };
  }),
);
type Answer = Partial<Row<'fact_annotation'>>;
const answers = work.flatMap(({ id, first, second }, index): readonly Answer[] =>
  [first, second].map((annotator_id, place) => ({
    annotation_id: `${id} ${place}`,
    work_item_id: id,
    annotator_id,
    is_gold: true,
    gold_correct: index % 10 !== 0,
    value_code: index % 3 === 0 ? 'yes' : 'no',
    active_seconds: 3600,
    // Not all at one instant, as after a bulk import.
    submitted_at: `2026-03-02T${String(8 + (index % 10)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}:00Z`,
  })),
);
/** The same on a scale, beside what they should have said. */
const ranked = [
  ...answers.map((answer, index): Answer => ({ ...answer, value_code: null, value_num: index % 3 })),
  ...work.map(({ id }): Answer => ({
    ...{ annotation_id: `key of ${id}`, work_item_id: id, annotator_id: 'expert', stage: 'adjudication' },
    ...{ is_gold: true, value_num: 1, submitted_at: '2026-03-02T06:00:00Z' },
  })),
];
const asking = async (metric: string | null = null): Promise<GradedWarehouse> => {
  const isRanked = metric === 'gold_within_step';
  open = await GradedWarehouse.open({
    dim_task: [
      { task_version_id: 't@1', task_id: 't', label_level: isRanked ? 'ordinal' : 'nominal', compat_group: 'g' },
    ],
    fact_work_item: work.map(({ id, vendor }) => ({
      ...{ work_item_id: id, item_id: id, vendor_id: vendor },
      first_assigned_at: '2026-03-02T07:00:00Z',
      last_submitted_at: '2026-03-02T12:00:00Z',
    })),
    fact_annotation: isRanked ? ranked : answers,
    fact_review: work.map(({ id }) => ({ review_id: id, work_item_id: id, annotation_id: `${id} 0` })),
  });
  return open;
};
const of = (list: readonly Estimate[], vendor: string) => list.find(({ by }) => by['vendor'] === vendor);
const request = (metric: string): Partial<PanelRequest> => ({ metrics: [metric], by: ['vendor'] });
const finance = { hasPeople: true };

/** Metrics whose rows are the work of single people. */
const metrics = [
  'gold_accuracy',
  'gold_within_step',
  'gold_share',
  'gold_repeat_share',
  'labeled_items',
  'audit_pass_rate',
  'escalation_rate',
  'iaa_alpha',
  'label_drift',
  'pair_kappa',
];

describe('numbers of few people', () => {
  it.each(metrics)('%s says nothing of four but that they are few, and all of five', async (metric) => {
    const db = await asking(metric);
    const [lead, other] = [await db.ask(request(metric)), await db.ask(request(metric), {}, finance)];
    expect(of(other, 'v5')).toEqual(of(lead, 'v5'));
    expect(of(lead, 'v4')?.n).toBeGreaterThan(0);
    const kept = of(other, 'v4');
    expect(kept).toMatchObject({
      ...{ value: null, lower: null, upper: null, interval: null, n: 0, rows: 0, status: 'undefined' },
      ...{ numerator: 0, numeratorRows: 0, denominator: 0, verdict: 'not_judged' },
      caveats: [{ code: 'few_people', count: null }],
    });
    for (const part of Object.values(kept?.parts ?? {}))
      expect(part).toEqual({ numerator: 0, rows: 0, value: null, lower: null, upper: null });
  });

  it('are kept by filters and periods, too, and compared with nothing', async () => {
    const db = await asking();
    const members = new Map([['vendor', ['v4', 'v5'].map((value) => ({ value, label: value, rows: 1 }))]]);
    const where = [{ dimension: 'vendor', values: ['v4'] }];
    const [filtered] = await db.ask({ metrics: ['gold_accuracy'], where }, { members }, finance);
    expect(filtered).toMatchObject({ n: 0, value: null, caveats: [{ code: 'few_people' }] });
    const compare = { kind: 'value', dimension: 'vendor', value: 'v4' } as const;
    const compared = await db.ask({ ...request('gold_accuracy'), compare }, { members }, finance);
    expect(of(compared, 'v5')?.change).toMatchObject({ comparedValue: null, comparedN: 0, difference: null, p: null });
    const weeks = await db.ask({ ...request('gold_accuracy'), grain: 'week' }, {}, finance);
    const kept = weeks.filter(({ by, n, caveats }) => by['vendor'] === 'v4' && (n > 0 || caveats.length > 0));
    expect(kept.map(({ n, caveats }) => [n, caveats[0]?.code])).toEqual([[0, 'few_people']]);
  });

  it('are told together with others, and nothing is kept of what is nobody\u2019s work', async () => {
    const db = await asking();
    const [all] = await db.ask({ metrics: ['gold_accuracy'] }, {}, finance);
    expect(all?.n).toBe(160);
    const items = await db.ask(request('accepted_items'), {}, finance);
    expect(items).toEqual(await db.ask(request('accepted_items')));
  });

  it('are of every metric whose rows are the work of people', () => {
    const those = metricIds.filter((id) => factOf(metricOf(id).fact).person !== undefined);
    expect(those.toSorted()).toEqual(metrics.toSorted());
  });
});
