import type { Day, Estimate, PanelRequest } from '@assay/contract';
import type { AnsweredItems } from '../testing/answered-items.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { alike, answeredItems } from '../testing/answered-items.ts';
import { GradedWarehouse } from '../testing/graded-rows.ts';

const span = { first: '2026-03-02' as Day, last: '2026-03-31' as Day };
const known = { span, spans: new Map([['fact_annotation' as const, span]]) };

async function opened(items: AnsweredItems): Promise<GradedWarehouse> {
  const db = await GradedWarehouse.open(answeredItems(items));
  onTestFinished(() => db.close());
  return db;
}

const asked = (db: GradedWarehouse, request: Partial<PanelRequest> = {}): Promise<readonly Estimate[]> =>
  db.ask({ metrics: ['iaa_alpha'], ...request }, known);

async function alphaOf(items: AnsweredItems): Promise<Estimate | undefined> {
  return (await asked(await opened(items)))[0];
}

/**
 * 60 items by two people: 30 times a a, 20 times b b, 10 times a b. Coincidences: aa 60, bb 40, ab and ba 10 each;
 * n_a 70, n_b 50, n 120. alpha = 1 - 119 x 20 / (2 x 70 x 50) = 0.66.
 */
const sixty: AnsweredItems['items'] = [...alike(30, 'a', 'a'), ...alike(20, 'b', 'b'), ...alike(10, 'a', 'b')];

it('alpha of 60 items, with the share of items that agree and the number of answers behind it', async () => {
  const found = await alphaOf({ items: sixty });
  expect(found?.value).toBeCloseTo(0.66, 12);
  expect(found).toMatchObject({ status: 'ok', n: 60, rows: 120, numerator: 50, denominator: 60, caveats: [] });
  expect(found?.parts['percent_agreement']?.value).toBeCloseTo(50 / 60, 12);
  // AC1: pe = 2 x (70/120)(50/120) = 0.4861; (0.8333 - 0.4861) / (1 - 0.4861).
  expect(found?.parts['gwet_ac']?.value).toBeCloseTo(0.675676, 6);
  expect(found?.interval).toBe('item_bootstrap');
  expect(found?.lower).toBeGreaterThan(0.4);
  expect(found?.upper).toBeLessThan(0.9);
});

it('the same data give the same interval', async () => {
  const [one, two] = [await alphaOf({ items: sixty }), await alphaOf({ items: [...sixty].reverse() })];
  expect([one?.lower, one?.upper]).toEqual([two?.lower, two?.upper]);
});

it('below 50 items, or with fewer than 10 answers outside the commonest label, only the count', async () => {
  const few = await alphaOf({ items: [...alike(30, 'a', 'a'), ...alike(19, 'b', 'b')] });
  expect(few).toMatchObject({ status: 'low_n', value: null, n: 49 });
  const plain = await alphaOf({ items: [...alike(60, 'a', 'a'), ...alike(9, 'a', 'b')] });
  expect(plain).toMatchObject({ status: 'low_n', value: null, n: 69 });
});

it('without variation there is no value, and with one prevalent label alpha is low and says so', async () => {
  const same = await alphaOf({ items: alike(60, 'a', 'a') });
  expect(same).toMatchObject({ status: 'undefined', value: null, caveats: [{ code: 'no_variation', count: null }] });
  const prevalent = await alphaOf({ items: [...alike(118, 'a', 'a'), ...alike(11, 'a', 'b')] });
  expect(prevalent?.caveats).toEqual([{ code: 'prevalence', count: null }]);
  expect(prevalent?.value).toBeLessThan(0);
  expect(prevalent?.parts['gwet_ac']?.value).toBeGreaterThan(0.9);
});

it('counts what people said independently, and names the rest', async () => {
  const answered = (over: object) => [{ value_code: 'a' }, { value_code: 'b' }, { value_code: 'b', ...over }];
  const items: AnsweredItems['items'] = [
    ...sixty,
    { answers: answered({ status: 'skipped', value_code: null }) },
    { is_duplicate: true, answers: [{ value_code: 'a' }, { value_code: 'b' }] },
    { answers: answered({ stage: 'rework' }) },
    { answers: answered({ stage: 'adjudication' }) },
    { answers: answered({ is_latest: false }) },
    { answers: answered({ annotator_id: 'judge' }) },
    { answers: answered({ is_test: true }) },
    { answers: [{ value_code: 'a' }] },
    { answers: [{ value_code: 'a' }, { value_code: 'b', stage: 'rework' }] },
    ...(['gold', 'calibration', 'qualification', 'pilot'] as const).map((purpose) => ({
      purpose,
      answers: [{ value_code: 'a' }, { value_code: 'b' }],
    })),
  ];
  const people = [{ annotator_id: 'judge', annotator_kind: 'model' as const }];
  const found = await alphaOf({ items, people });
  // Six more items that disagree: ab 16, n_a 76, n_b 56, n 132.
  expect(found?.value).toBeCloseTo(1 - (131 * 32) / (2 * 76 * 56), 12);
  expect(found).toMatchObject({ n: 66, rows: 132 });
  expect(found?.caveats).toEqual([
    { code: 'auxiliary', count: 8 },
    { code: 'duplicates', count: 2 },
    { code: 'skipped', count: 1 },
    { code: 'automatic', count: 1 },
    { code: 'later_stage', count: 3 },
    { code: 'superseded', count: 1 },
    { code: 'single', count: 2 },
  ]);
});

it('the rows behind the number are as many as it counts', async () => {
  const db = await opened({ items: [...sixty, { answers: [{ value_code: 'a' }] }] });
  const range = { from: '2026-03-02' as Day, to: '2026-03-03' as Day };
  const where = [{ dimension: 'question', values: ['label'] }];
  expect(await db.rowsBehind({ metric: 'iaa_alpha', range, where })).toBe(120);
});

it('an item lies in the week of its last independent answer, whole', async () => {
  const at = (day: string) => `2026-03-${day}T12:00:00Z`;
  const late: AnsweredItems['items'] = Array.from({ length: 50 }, (_, index) => ({
    created_at: at('01'),
    last_submitted_at: at('20'),
    answers: [
      { value_code: index < 25 ? 'a' : 'b', submitted_at: at('03') },
      { value_code: index < 25 ? 'a' : 'b', submitted_at: at('10') },
      { value_code: 'c', submitted_at: at('20'), stage: 'rework' },
    ],
  }));
  const db = await opened({ items: late });
  const week = (from: string, to: string): Partial<PanelRequest> => ({
    range: { kind: 'days', days: { from: `2026-03-${from}` as Day, to: `2026-03-${to}` as Day } },
  });
  const ask = async (from: string, to: string) =>
    (
      await db.ask(
        { metrics: ['iaa_alpha'], ...week(from, to) },
        {
          ...known,
          reach: new Map([
            ['fact_work_item.last_submitted_at', 19 * 86_400],
            ['fact_work_item.accepted_at', 0],
            ['fact_work_item.rejected_at', 0],
          ]),
        },
      )
    )[0];
  expect(await ask('02', '09')).toMatchObject({ status: 'no_data', n: 0 });
  // What was said of it later is left out of its own week.
  const caveats = [{ code: 'later_stage', count: 50 }];
  expect(await ask('09', '16')).toMatchObject({ status: 'ok', n: 50, rows: 100, value: 1, caveats });
  expect(await ask('16', '23')).toMatchObject({ status: 'no_data', n: 0, caveats: [] });
});

it('kinds of labels are never pooled: the whole says so, each of them has its own', async () => {
  const other = sixty.map(({ answers }) => ({ task_version_id: 't2', answers }));
  const tasks = [{}, { task_version_id: 't2', task_id: 'u', compat_group: 'g2' }];
  const db = await opened({ items: [...sixty, ...other], tasks });
  const [whole] = await asked(db);
  expect(whole).toMatchObject({ status: 'undefined', value: null, n: 120 });
  expect(whole?.caveats).toEqual([{ code: 'mixed_scales', count: 2 }]);
  expect(whole?.parts['percent_agreement']?.value).toBeCloseTo(50 / 60, 12);
  const each = await asked(db, { by: ['task'] });
  expect(each.map(({ by, value }) => [by['task'], value?.toFixed(6)])).toEqual([
    ['t', '0.660000'],
    ['u', '0.660000'],
  ]);
});

it('two questions of one item are two scales', async () => {
  const items = sixty.map(({ answers }) => ({
    answers: [
      ...answers,
      ...answers.map((answer, index) => ({ ...answer, question_code: 'why', annotator_id: `p${index}` })),
    ],
  }));
  const db = await opened({ items });
  expect((await asked(db))[0]?.caveats).toEqual([{ code: 'mixed_scales', count: 2 }]);
  expect((await asked(db, { by: ['question'] })).map(({ value }) => value?.toFixed(6))).toEqual([
    '0.660000',
    '0.660000',
  ]);
});

it('task versions of one group and tasks of one group are one scale: coincidences add', async () => {
  const items = sixty.map(({ answers }, index) => ({ task_version_id: index % 2 === 0 ? 't1' : 't2', answers }));
  const found = await alphaOf({ items, tasks: [{}, { task_version_id: 't2', task_id: 'u' }] });
  expect(found?.value).toBeCloseTo(0.66, 12);
});

/** Ten items each of 1 1, 2 2, ... 5 5, and ten of 1 5. */
const ranks: AnsweredItems['items'] = ['11', '22', '33', '44', '55', '15'].flatMap((pair) =>
  Array.from({ length: 10 }, () => ({ answers: [...pair].map((digit) => ({ value_num: Number(digit) })) })),
);

it.each([
  // Off the diagonal 1 and 5 only: o = 20. Interval: 119 x 20 x 16 / sum n_c n_k d; n = 30, 20, 20, 20, 30.
  ['interval', 1 - (119 * 20 * 16) / (2 * (30 * 20 * (1 + 4 + 9) * 2 + 30 * 30 * 16 + 20 * 20 * (1 + 1 + 4)))],
  // Middle ranks 15, 40, 60, 80, 105: differences 25, 45, 65, 90 of 1; 20, 40, 65 of 2; 20, 45 of 3; 25 of 4.
  [
    'ordinal',
    1 -
      (119 * 20 * 90 ** 2) /
        (2 * (2 * 600 * (25 ** 2 + 45 ** 2 + 65 ** 2) + 900 * 90 ** 2 + 400 * (20 ** 2 + 20 ** 2 + 40 ** 2))),
  ],
  ['nominal', 1 - (119 * 20) / (2 * (600 * 6 + 900 + 400 * 3))],
] as const)('differences by the level of the label: %s', async (label_level, alpha) => {
  const found = await alphaOf({ items: ranks, tasks: [{ label_level }] });
  expect(found?.value).toBeCloseTo(alpha, 12);
});

describe('answers compared as asked', () => {
  const params = (more: Partial<PanelRequest['params']>) => ({ params: { gradeBasis: 'best' as const, ...more } });
  const ordinal = { items: ranks, tasks: [{ label_level: 'ordinal' as const }] };

  it('by another level than that of their label', async () => {
    const db = await opened(ordinal);
    const [found] = await asked(db, params({ answerScale: 'nominal' }));
    // As above: o = 20 of n = 30, 20, 20, 20, 30.
    expect(found?.value).toBeCloseTo(1 - (119 * 20) / (2 * (600 * 6 + 900 + 400 * 3)), 12);
    expect(found?.parts['percent_agreement']?.value).toBeCloseTo(50 / 60, 12);
  });

  it('in two: below a number, or from it on', async () => {
    // Below 3: 1 and 2, 50 of 120 answers; ten items of 1 and 5 disagree: alpha = 1 - 119 x 20 / (2 x 50 x 70) = 0.66.
    const db = await opened(ordinal);
    const [found] = await asked(db, params({ answerCut: 3 }));
    expect(found?.value).toBeCloseTo(0.66, 12);
    expect(found).toMatchObject({ n: 60, rows: 120, numerator: 50 });
    // 5 is not below 5: 1 and 5 differ still; below 6 all are one.
    expect((await asked(db, params({ answerCut: 5 })))[0]?.value).toBeCloseTo(1 - (119 * 20) / (2 * 90 * 30), 12);
    expect((await asked(db, params({ answerCut: 6 })))[0]).toMatchObject({ status: 'undefined', numerator: 60 });
    // Two of 3 and 4 disagree as numbers, and not in two.
    const near = await opened({ ...ordinal, items: [...ranks, { answers: [{ value_num: 3 }, { value_num: 4 }] }] });
    expect((await asked(near, params({ answerCut: 3 })))[0]?.numerator).toBe(51);
    expect((await asked(near))[0]?.numerator).toBe(50);
  });

  it('not in two where they are names', async () => {
    const [found] = await asked(await opened({ items: sixty }), params({ answerCut: 1 }));
    expect(found).toMatchObject({ status: 'undefined', value: null, caveats: [{ code: 'no_scale', count: null }] });
  });
});

it('names have no order: an ordinal task with names is compared by name and says so', async () => {
  const found = await alphaOf({ items: sixty, tasks: [{ label_level: 'ordinal' }] });
  expect(found?.value).toBeCloseTo(0.66, 12);
  expect(found?.caveats).toEqual([{ code: 'unordered', count: null }]);
});

it('sets of labels are compared by MASI; the empty set is one, and a bar or tilde in a label is none', async () => {
  const sets = (times: number, ...of: readonly string[]): AnsweredItems['items'] =>
    Array.from({ length: times }, () => ({ answers: of.map((value_set) => ({ value_set })) }));
  const found = await alphaOf({
    items: [...sets(30, '', ''), ...sets(20, 'x|y', 'x|y'), ...sets(10, 'x', 'x|y')],
    tasks: [{ label_level: 'multi_label' }],
  });
  // MASI distances: empty to any 1; x to x|y: 1 - 1/2 x 2/3 = 2/3. n: empty 60, x|y 50, x 10.
  const expected = 1 - (119 * 2 * 10 * (2 / 3)) / (2 * (60 * 50 + 60 * 10 + 50 * 10 * (2 / 3)));
  expect(found?.value).toBeCloseTo(expected, 12);
  const odd = sixty.map(({ answers }) => ({
    answers: answers.map(({ value_code }) => ({ value_code: value_code === 'a' ? 'a|~p' : 'a~|p' })),
  }));
  expect((await alphaOf({ items: odd }))?.value).toBeCloseTo(0.66, 12);
});

it.each(['text', 'ranking', null] as const)('a level without a coefficient (%s) has no value', async (label_level) => {
  const found = await alphaOf({ items: sixty, tasks: [{ label_level }] });
  expect(found).toMatchObject({
    status: 'undefined',
    value: null,
    n: 60,
    caveats: [{ code: 'no_scale', count: null }],
  });
});

it('nothing at all is no data', async () => {
  expect(await alphaOf({ items: [] })).toMatchObject({ status: 'no_data', value: null, n: 0 });
});

it('two models side by side: the difference is tested with what both know of themselves', async () => {
  const of = (model_version_id: string, items: AnsweredItems['items']) =>
    items.map((item) => ({ ...item, model_version_id }));
  const good = [...alike(100, 'a', 'a'), ...alike(100, 'b', 'b'), ...alike(4, 'a', 'b')];
  const db = await opened({ items: [...of('good', good), ...of('bad', [...sixty, ...sixty])] });
  const members = new Map([['model_version', ['good', 'bad'].map((value) => ({ value, label: value, rows: 1 }))]]);
  const found = await db.ask(
    {
      metrics: ['iaa_alpha'],
      by: ['model_version'],
      compare: { kind: 'value', dimension: 'model_version', value: 'good' },
    },
    { ...known, members },
  );
  const change = found.find(({ by }) => by['model_version'] === 'bad')?.change;
  expect(change).toMatchObject({ verdict: 'worse', comparedN: 204 });
  const [bad, better] = [1 - (239 * 40) / (2 * 140 * 100), 1 - (407 * 8) / (2 * 204 * 204)];
  expect(change?.difference).toBeCloseTo(bad - better, 12);
});
