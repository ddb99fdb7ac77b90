import type { Day } from '@assay/contract';
import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { clusteredProportion, wilson } from '@assay/statistics';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

const days = (from: string, to: string) => ({ kind: 'days', days: { from: from as Day, to: to as Day } }) as const;
type Item = Partial<Row<'fact_work_item'>>;
const items = (count: number, row: Item | ((index: number) => Item), prefix = 'w'): Item[] =>
  Array.from({ length: count }, (_, index) => ({
    work_item_id: `${prefix}${index}`,
    ...(typeof row === 'function' ? row(index) : row),
  }));
const accepted: Item = { accepted_at: '2026-03-10T12:00:00Z', first_decided_at: '2026-03-10T12:00:00Z' };

describe('accepted_items', () => {
  it('counts items in the week of their acceptance, wherever they were made', async () => {
    const db = await asking({
      fact_work_item: [
        ...items(3, { ...accepted, created_at: '2025-08-01T00:00:00Z' }),
        ...items(2, { accepted_at: '2026-03-17T12:00:00Z' }, 'later'),
        ...items(4, { status: 'in_review' }, 'open'),
      ],
    });
    const weeks = { metrics: ['accepted_items'], grain: 'week' as const, range: days('2026-03-09', '2026-03-30') };
    // A reach of 250 days is known, which holds the three that waited from August to March.
    const known = { reach: new Map([['fact_work_item.accepted_at', 250 * 86_400]]) };
    const values = (await db.ask(weeks, known)).map(({ bucket, value, n }) => [bucket, value, n]);
    expect(values).toEqual([
      ['2026-03-09', 3, 3],
      ['2026-03-16', 2, 2],
      ['2026-03-23', 0, 0],
    ]);
    // With a reach that is too short the bound cuts them off: it is the reach that is read, and no scan of everything.
    const short = await db.ask(weeks, { reach: new Map([['fact_work_item.accepted_at', 86_400]]) });
    expect(short[0]).toMatchObject({ value: 0 });
    // Never measured: everything is read.
    expect((await db.ask(weeks))[0]).toMatchObject({ value: 3 });
  });

  it('leaves out gold, copies and what was withdrawn, and says how many; rework counts once (E3, E4)', async () => {
    const db = await asking({
      fact_work_item: [
        ...items(5, { ...accepted, rework_count: 2, first_decision: 'rework' }),
        ...items(2, { ...accepted, purpose: 'gold' }, 'gold'),
        ...items(3, { ...accepted, is_duplicate: true }, 'copy'),
        ...items(1, { ...accepted, revoked_at: '2026-03-20T00:00:00Z' }, 'withdrawn'),
        ...items(1, { ...accepted, relabel_of_work_item_id: 'w0', acceptance_basis: 'batch_sample' }, 'again'),
      ],
    });
    const [all] = await db.ask({ metrics: ['accepted_items'] });
    expect(all).toMatchObject({ value: 6, n: 6, lower: null, upper: null, interval: null, status: 'ok' });
    expect(all?.parts).toMatchObject({ new: { value: 5 }, refresh: { value: 1 } });
    expect(all?.caveats).toEqual([
      { code: 'auxiliary', count: 2 },
      { code: 'duplicates', count: 3 },
      { code: 'revoked', count: 1 },
      { code: 'batch_sample', count: 1 },
    ]);
  });

  it('by ledger takes withdrawn acceptances off the period they were withdrawn in (E4)', async () => {
    const db = await asking({
      fact_work_item: [
        ...items(5, accepted),
        ...items(2, { ...accepted, revoked_at: '2026-03-17T00:00:00Z' }, 'withdrawn'),
        ...items(1, { ...accepted, revoked_at: '2026-03-18T00:00:00Z', relabel_of_work_item_id: 'w0' }, 'again'),
        ...items(1, { ...accepted, revoked_at: '2026-03-18T00:00:00Z', purpose: 'gold' }, 'gold'),
        ...items(4, { accepted_at: '2026-03-16T12:00:00Z' }, 'later'),
        // Never accepted, so nothing to take off.
        ...items(1, { rejected_at: '2026-03-11T00:00:00Z', revoked_at: '2026-03-17T00:00:00Z' }, 'odd'),
      ],
    });
    const weeks = {
      metrics: ['accepted_items', 'acceptance_rate'],
      grain: 'week' as const,
      range: days('2026-03-09', '2026-03-23'),
    };
    const asked = async (itemBasis: 'restated' | 'ledger') =>
      (await db.ask({ ...weeks, params: { gradeBasis: 'best', itemBasis } })).filter(
        ({ metric }) => metric === 'accepted_items',
      );
    // Eight were accepted in the first week and four in the second, in which three of the eight were withdrawn.
    const ledger = await asked('ledger');
    expect(ledger.map(({ value, rows }) => [value, rows])).toEqual([
      [8, 8],
      [1, 7],
    ]);
    expect(ledger[1]?.parts).toMatchObject({ new: { value: 2 }, refresh: { value: -1 } });
    expect(ledger[1]?.caveats).toEqual([
      { code: 'auxiliary', count: 1 },
      { code: 'withdrawn', count: 3 },
    ]);
    expect((await asked('restated')).map(({ value }) => value)).toEqual([5, 4]);
    // Verdicts are in force or not, whatever the books say: 9 of 13 in both readings.
    const all = { metrics: ['acceptance_rate'], range: weeks.range };
    for (const itemBasis of ['restated', 'ledger'] as const) {
      const [rate] = await db.ask({ ...all, params: { gradeBasis: 'best', itemBasis } });
      expect(rate).toMatchObject({ n: 13, numerator: 9 });
    }
  });

  it('is compared as a full count: a difference without chance', async () => {
    const db = await asking({
      fact_work_item: [...items(5, accepted), ...items(8, { accepted_at: '2026-03-03T00:00:00Z' }, 'before')],
    });
    const range = days('2026-03-09', '2026-03-16');
    const [week] = await db.ask({ metrics: ['accepted_items'], range, compare: { kind: 'previous' } });
    expect(week?.change).toMatchObject({ difference: -3, comparedValue: 8, p: null, verdict: 'counted' });
  });
});

describe('rework_rate', () => {
  it('is of items first submitted in the period and judged since, by batch', async () => {
    const submitted = '2026-03-09T10:00:00Z';
    const made = (index: number): Item => ({
      first_submitted_at: submitted,
      first_decided_at: '2026-03-12T00:00:00Z',
      first_decision: index % 10 === 0 ? 'rework' : 'accept',
      rework_count: index % 10 === 0 ? 1 : 0,
      rework_reason: index === 0 ? 'annotator_error' : index === 10 ? 'spec_change' : null,
      batch_id: `b${index % 8}`,
    });
    const db = await asking({
      fact_work_item: [...items(40, made), ...items(7, { first_submitted_at: submitted }, 'waiting')],
    });
    const [all] = await db.ask({ metrics: ['rework_rate'] });
    // Items 0, 10, 20 and 30 of 40 were sent back, one of them for an error of the annotator.
    expect(all).toMatchObject({ n: 40, numerator: 4, value: 0.1, interval: 'clustered_proportion' });
    expect(all?.parts).toMatchObject({ annotator_error: { numerator: 1 }, other: { numerator: 3 } });
    expect(all?.caveats).toEqual([{ code: 'undecided', count: 7 }]);
    // Batches 0, 2, 4 and 6 have one each of 5.
    const { lower, upper } = clusteredProportion({
      successes: [1, 0, 1, 0, 1, 0, 1, 0],
      sizes: [5, 5, 5, 5, 5, 5, 5, 5],
      conf: 0.95,
    });
    expect(all?.lower).toBeCloseTo(lower as number, 12);
    expect(all?.upper).toBeCloseTo(upper as number, 12);
  });
});

describe('error_rework_rate', () => {
  it('is of what was sent back for an error alone, and says how often it came back', async () => {
    const judged: Item = { first_submitted_at: '2026-03-09T10:00:00Z', first_decided_at: '2026-03-12T00:00:00Z' };
    const db = await asking({
      fact_work_item: [
        ...items(25, { ...judged, first_decision: 'accept', rework_reason: 'annotator_error' }),
        ...items(2, { ...judged, rework_count: 1, rework_reason: 'annotator_error' }, 'error'),
        ...items(1, { ...judged, first_decision: 'reject', rework_reason: 'annotator_error' }, 'refused'),
        ...items(1, { ...judged, rework_count: 4, rework_reason: 'spec_change' }, 'spec'),
        ...items(1, { ...judged, rework_count: 2, rework_reason: null }, 'unknown'),
        ...items(1, { ...judged, rework_count: 9, purpose: 'gold', rework_reason: 'annotator_error' }, 'gold'),
      ],
    });
    const [errors, all] = await db.ask({ metrics: ['error_rework_rate', 'rework_rate'] });
    // Two sent back and one refused for an error, of 30.
    expect(errors).toMatchObject({ n: 30, numerator: 3, value: 0.1, status: 'ok' });
    expect(all).toMatchObject({ n: 30, numerator: 5 });
    // 1 + 1 + 4 + 2 rounds of four items that came back; the refused one never did.
    expect(all?.parts['rounds']).toEqual({ numerator: 8, rows: 4, value: 2, lower: null, upper: null });
  });

  it('has no mean of rounds where nothing came back, or too little is known to say', async () => {
    const judged: Item = { first_submitted_at: '2026-03-09T10:00:00Z', first_decided_at: '2026-03-12T00:00:00Z' };
    const db = await asking({
      fact_work_item: [
        ...items(30, { ...judged, vendor_id: 'v1' }),
        ...items(9, { ...judged, vendor_id: 'v2', rework_count: 2 }, 'few'),
      ],
    });
    const [v1, v2] = await db.ask({ metrics: ['rework_rate'], by: ['vendor'] });
    expect(v1?.parts['rounds']).toMatchObject({ value: null, rows: 0 });
    expect(v2).toMatchObject({ value: null, status: 'low_n' });
    expect(v2?.parts['rounds']).toMatchObject({ value: null, rows: 9 });
  });
});

describe('acceptance_rate', () => {
  it('is of final verdicts; a withdrawn acceptance is none', async () => {
    const db = await asking({
      fact_work_item: [
        ...items(27, accepted),
        ...items(2, { rejected_at: '2026-03-11T00:00:00Z' }, 'rejected'),
        ...items(1, { ...accepted, revoked_at: '2026-03-20T00:00:00Z' }, 'withdrawn'),
        ...items(5, { status: 'in_review' }, 'open'),
      ],
    });
    expect((await db.ask({ metrics: ['acceptance_rate'] }))[0]).toMatchObject({ n: 30, numerator: 27, value: 0.9 });
  });
});

describe('acceptance_rate by quantity', () => {
  /** Of v2 there are deliveries alone: 30 + 15 + 20 of 75 things in the period. v1 has items, which say more than its deliveries. */
  const deliveries: Partial<Row<'fact_delivery'>>[] = [
    { vendor_id: 'v2', qty_accepted: '30', qty_rejected: '0' },
    { vendor_id: 'v2', qty_accepted: '15', qty_rejected: '5' },
    { vendor_id: 'v2', qty_accepted: '20', qty_rejected: '5' },
    { vendor_id: 'v2', qty_accepted: '99', decided_at: null },
    { vendor_id: 'v2', qty_accepted: '99', decided_at: '2026-04-11T00:00:00Z' },
    { vendor_id: 'v1', qty_accepted: '99', qty_rejected: '99' },
  ].map((row, index) => ({
    ...{
      batch_id: `b${index}`,
      service_from: '2026-03-01' as Day,
      service_to: '2026-03-08' as Day,
      decision: 'partial' as const,
    },
    ...{ decided_at: '2026-03-11T00:00:00Z', ...row },
  }));
  const march = days('2026-03-01', '2026-04-01');

  it('is of what was handed over, where a vendor has no items', async () => {
    const db = await asking({ fact_work_item: items(30, accepted), fact_delivery: deliveries });
    const [v1, v2] = await db.ask({ metrics: ['acceptance_rate'], range: march, by: ['vendor'] });
    expect(v1).toMatchObject({ n: 30, value: 1 });
    expect(v1?.caveats.map(({ code }) => code)).not.toContain('by_quantity');
    // Five halves of three deliveries; nothing was rejected of the first. So few batches, and so large, have no limits.
    expect(v2).toMatchObject({ n: 75, rows: 5, numerator: 65, denominator: 75, status: 'ok', interval: null });
    expect(v2?.value).toBeCloseTo(65 / 75, 12);
    expect(v2?.caveats).toEqual([
      { code: 'by_quantity', count: 5 },
      { code: 'few_clusters', count: null },
    ]);
    const [all] = await db.ask({ metrics: ['acceptance_rate'], range: march });
    expect(all).toMatchObject({ n: 105, numerator: 95, rows: 35 });
    // They are verdicts and nothing else.
    const [count] = await db.ask({ metrics: ['accepted_items'], range: march, by: [] });
    expect(count).toMatchObject({ value: 30 });
  });
});

describe('gold_accuracy', () => {
  it('is of first answers of people on gold items', async () => {
    type Answer = Partial<Row<'fact_annotation'>>;
    const answers = (count: number, row: Answer, prefix: string): Answer[] =>
      Array.from({ length: count }, (_, index) => ({
        annotation_id: `${prefix}${index}`,
        annotator_id: `p${index % 6}`,
        is_gold: true,
        ...row,
      }));
    const db = await asking({
      fact_annotation: [
        ...answers(27, { gold_correct: true }, 'right'),
        ...answers(9, { gold_correct: false }, 'wrong'),
        ...answers(4, { gold_correct: true, revision: 2 }, 'again'),
        ...answers(3, { gold_correct: null, stage: 'adjudication' }, 'key'),
        ...answers(2, { status: 'skipped', gold_correct: null }, 'skipped'),
        ...answers(50, { is_gold: false }, 'plain'),
      ],
    });
    const [all] = await db.ask({ metrics: ['gold_accuracy'] });
    expect(all).toMatchObject({ n: 36, numerator: 27, value: 0.75, status: 'ok' });
    expect(all?.caveats).toEqual([{ code: 'skipped', count: 2 }]);
  });
});

describe('numbers of one annotator', () => {
  const answersOf = (person: string, right: number, wrong: number) =>
    Array.from({ length: right + wrong }, (_, index) => ({
      annotation_id: `${person}-${index}`,
      work_item_id: `${person}-${index}`,
      annotator_id: person,
      is_gold: true,
      gold_correct: index < right,
    }));

  it('are shown from twenty judgements, whose limits are those of plain shares (E17)', async () => {
    const db = await asking({
      fact_annotation: [...answersOf('p1', 28, 2), ...answersOf('p2', 18, 2), ...answersOf('p3', 17, 2)],
    });
    const by = await db.ask({ metrics: ['gold_accuracy', 'labeled_items'], by: ['annotator'] });
    const [first, second, third] = by.filter(({ metric }) => metric === 'gold_accuracy');
    const { lower, upper } = wilson({ successes: 28, n: 30, conf: 0.95 });
    expect(first).toMatchObject({ value: 28 / 30, lower, upper, interval: 'wilson', status: 'ok', caveats: [] });
    expect(second).toMatchObject({ value: 0.9, status: 'low_n', interval: 'wilson' });
    expect(third).toMatchObject({ value: null, status: 'low_n', n: 19, numerator: 17 });
    const members = new Map([['annotator', ['p1', 'p3'].map((value) => ({ value, label: value, rows: 1 }))]]);
    const only = (person: string) => ({ where: [{ dimension: 'annotator', values: [person] }] });
    const pinned = async (person: string) => await db.ask({ metrics: ['gold_accuracy'], ...only(person) }, { members });
    expect((await pinned('p1'))[0]).toMatchObject({ value: 28 / 30, interval: 'wilson' });
    expect((await pinned('p3'))[0]).toMatchObject({ value: null, status: 'low_n' });
  });

  it('are of so many days and items', async () => {
    const days = (person: string, each: number) =>
      answersOf(person, 5 * each, 0).map((row, index) => ({
        ...row,
        submitted_at: `2026-03-0${2 + (index % 5)}T12:00:00Z`,
      }));
    const db = await asking({ fact_annotation: [...days('p1', 4), ...days('p2', 3)] });
    const [first, second] = await db.ask({ metrics: ['labeled_items'], by: ['annotator'] });
    expect(first).toMatchObject({ value: 4, n: 5, numerator: 20, lower: null });
    expect(second).toMatchObject({ value: null, status: 'low_n', n: 5, numerator: 15 });
  });
});

describe('audit_pass_rate', () => {
  it('weighs each audit by one over its probability, and counts Kish\u2019s n', async () => {
    type Review = Partial<Row<'fact_review'>>;
    const audits = (count: number, row: Review, prefix: string): Review[] =>
      Array.from({ length: count }, (_, index) => ({
        review_id: `${prefix}${index}`,
        work_item_id: `${prefix}${index}`,
        annotation_id: `${prefix}${index}`,
        ...row,
      }));
    const rare: Review = { sampling_prob: '0.1' };
    const sure: Review = { sampling_prob: '1' };
    const all = [
      ...audits(30, rare, 'rare'),
      ...audits(10, { ...rare, decision: 'fail' }, 'fault'),
      ...audits(20, { ...sure, decision: 'fixed' }, 'sure'),
      ...audits(4, { ...rare, is_latest: false, decision: 'fail' }, 'old'),
      ...audits(3, { ...rare, review_kind: 'acceptance' }, 'other'),
    ];
    const db = await asking({
      fact_review: all,
      fact_work_item: all.map(({ work_item_id: id }) => ({ ...work(id), last_submitted_at: '2026-03-04T00:00:00Z' })),
      fact_annotation: all.map(({ annotation_id: id }, index) => ({ ...answer(id), annotator_id: `p${index % 7}` })),
    });
    const [value] = await db.ask({ metrics: ['audit_pass_rate'] });
    // 300 of 420 weighted: 30 passes of weight 10, against 10 faults of weight 10 and 20 of weight 1.
    expect(value).toMatchObject({ rows: 60, numerator: 300, denominator: 420, numeratorRows: 30 });
    expect(value?.value).toBeCloseTo(300 / 420, 12);
    expect(value?.caveats).toEqual([{ code: 'superseded', count: 4 }]);
  });
});

const work = (id: string | null | undefined): Item => (id === undefined || id === null ? {} : { work_item_id: id });
const answer = (id: string | null | undefined): Partial<Row<'fact_annotation'>> =>
  id === undefined || id === null ? {} : { annotation_id: id };
