import type { Day, Estimate, PanelRequest } from '@assay/contract';
import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { ratioOfSums } from '@assay/statistics';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

type Answer = Partial<Row<'fact_annotation'>>;
const monday = '2026-03-02';
/** So many answers of a person on a day, each to an item of its own, an hour or little more in all. */
function day(person: string | null, on: string, count: number, row: Answer = {}): Answer[] {
  return Array.from({ length: count }, (_, index) => ({
    annotation_id: `${person}-${on}-${row.stage ?? ''}${row.question_code ?? ''}${row.task_version_id ?? ''}-${index}`,
    work_item_id: `${person}-${on}-${index}`,
    annotator_id: person,
    submitted_at: `${on}T12:${String(index).padStart(2, '0')}:00Z`,
    active_seconds: Math.ceil(3600 / count),
    ...row,
  }));
}
const range = (from: string, to: string): Pick<PanelRequest, 'range'> => ({
  range: { kind: 'days', days: { from: from as Day, to: to as Day } },
});
const march = range('2026-03-01', '2026-04-01');
const labeled = { metrics: ['labeled_items'], ...march };
const codes = ({ caveats }: Estimate): readonly string[] => caveats.map(({ code, count }) => `${code}:${count ?? ''}`);
/** Five people, six days, 65 items. */
const five: readonly Answer[] = [
  ...day('p1', monday, 10),
  ...day('p2', monday, 12),
  ...day('p3', monday, 9),
  ...day('p3', '2026-03-03', 11),
  ...day('p4', monday, 8),
  ...day('p5', monday, 15),
];
type Item = Partial<Row<'fact_work_item'>>;
const items = (answers: readonly Answer[], row: Item = {}): readonly Item[] =>
  [...new Set(answers.flatMap(({ work_item_id: id }) => (typeof id === 'string' ? [id] : [])))].map((id) => ({
    work_item_id: id,
    ...row,
  }));

describe('labeled_items', () => {
  it('is items by days of people, with the spread between people', async () => {
    const db = await asking({ fact_annotation: five, fact_work_item: items(five) });
    const [all] = await db.ask(labeled);
    const { deltaLower, deltaUpper, fiellerG } = ratioOfSums({
      numerator: [10, 12, 20, 8, 15],
      denominator: [1, 1, 2, 1, 1],
    });
    // Days of people vary here as much as their number of items: the denominator is uncertain.
    expect(fiellerG).toBeGreaterThan(0.05);
    expect(all).toMatchObject({
      numerator: 65,
      denominator: 6,
      n: 6,
      rows: 65,
      status: 'ok',
      interval: 'ratio_of_sums',
    });
    expect(all?.value).toBeCloseTo(65 / 6, 12);
    expect(all?.lower).not.toBeCloseTo(deltaLower ?? 0, 3);
    const { fiellerLower, fiellerUpper } = ratioOfSums({
      numerator: [10, 12, 20, 8, 15],
      denominator: [1, 1, 2, 1, 1],
    });
    expect([all?.lower, all?.upper]).toEqual([
      expect.closeTo(fiellerLower ?? 0, 10) as number,
      expect.closeTo(fiellerUpper ?? 0, 10) as number,
    ]);
    expect(deltaUpper).toBeLessThan(all?.upper ?? 0);
  });

  it('leaves out what is no labelling of somebody’s day, and says how many', async () => {
    const out: readonly Answer[] = [
      ...day(null, '2026-03-04', 1),
      ...day('bot', '2026-03-04', 2),
      ...day('p1', '2026-03-05', 3, { status: 'skipped' }),
      ...day('p1', '2026-03-06', 4, { is_latest: false }),
      ...day('p1', '2026-03-09', 5, { stage: 'adjudication' }),
      ...day('p1', '2026-03-10', 6, { active_seconds: 599 }),
      ...day('p1', '2026-03-11', 7).map((row) => Object.assign(row, { is_test: true })),
      ...day('p1', '2026-03-12', 7).map((row) => Object.assign(row, { voided_at: '2026-03-20T00:00:00Z' })),
    ];
    const rework = day('p1', monday, 2, { stage: 'rework', revision: 2 }).map((row, index) => ({
      ...row,
      work_item_id: `redone-${index}`,
    }));
    const db = await asking({
      fact_annotation: [...five, ...out, ...rework],
      fact_work_item: [...items(five.slice(0, 3), { purpose: 'gold' }), ...items(five.slice(3))],
      dim_annotator: [{ annotator_id: 'bot', annotator_kind: 'model', valid_from: '2020-01-01T00:00:00Z' }],
    });
    const [all] = await db.ask(labeled);
    expect(all).toMatchObject({ numerator: 67, denominator: 6, rows: 67 });
    expect(all && codes(all)).toEqual([
      'unnamed:1',
      'automatic:2',
      'skipped:3',
      'superseded:4',
      'adjudicated:5',
      'short_days:6',
      'auxiliary_work:3',
    ]);
    expect(all?.parts['first']).toMatchObject({ numerator: 65, rows: 65 });
    expect(all?.parts['rework']).toMatchObject({ numerator: 2, rows: 2, value: 2 / 6 });
  });

  it('counts an item once for each of its people, however many questions and days it took', async () => {
    const whole = day('p1', monday, 4, { active_seconds: 3600 });
    const second = day('p1', monday, 4, { question_code: 'why' });
    const later = day('p1', monday, 1, { question_code: 'how' }).map((row) => ({
      ...row,
      submitted_at: '2026-03-03T09:00:00Z',
      active_seconds: null,
    }));
    const db = await asking({ fact_annotation: [...whole, ...second, ...later, ...day('p2', monday, 4)] });
    const numbers = (found: readonly Estimate[]) =>
      found.map(({ numerator, denominator, rows }) => [numerator, denominator, rows]);
    const two = range('2026-03-02', '2026-03-04');
    expect(numbers(await db.ask({ ...labeled, ...two, grain: 'day' }))).toEqual([
      [8, 2, 12],
      [1, 1, 1],
    ]);
    // The item of two days is one item of the week, and of both of them a day of work.
    expect(numbers(await db.ask({ ...labeled, ...two, grain: 'none' }))).toEqual([[8, 3, 13]]);
  });

  it('takes an hour from all of a day’s work, and any day where no times are known', async () => {
    const half = { active_seconds: 250 };
    const db = await asking({
      dim_task: ['a', 'b'].map((task) => ({ task_version_id: task, task_id: task, title: task })),
      fact_annotation: [
        // 8 x 250 s are no hour, twice that are.
        ...day('p1', monday, 8, { ...half, task_version_id: 'a' }),
        ...day('p1', monday, 8, { ...half, task_version_id: 'b' }),
        ...day('p2', monday, 8, { ...half, task_version_id: 'a' }),
        ...day('p3', monday, 1, { active_seconds: null, task_version_id: 'a' }),
      ].map((row, index) => ({ ...row, annotation_id: `x${index}`, work_item_id: `x${index}` })),
    });
    const found = await db.ask({ ...labeled, by: ['task'] });
    expect(found.map((each) => [each.by['task'], each.numerator, each.denominator, ...codes(each)])).toEqual([
      ['a', 9, 2, 'short_days:8'],
      ['b', 8, 1],
    ]);
  });

  it('leaves a source’s day out that came in one import (E14)', async () => {
    const at = { submitted_at: `${monday}T12:00:00Z`, active_seconds: null };
    const imported = (count: number, source: string) =>
      day(`p${source}`, monday, count).map((row) => ({ ...row, ...at, source_system: source }));
    const spread = (count: number, source: string) =>
      day(`q${source}`, monday, count).map((row, index) => ({
        ...row,
        submitted_at: `${monday}T13:${index + 10}:00Z`,
        source_system: source,
      }));
    const db = await asking({
      fact_annotation: [
        ...[...imported(6, 'portal'), ...spread(23, 'portal')],
        // A fifth is not more than a fifth, and nineteen items may be alike by chance.
        ...[...imported(6, 'other'), ...spread(24, 'other')],
        ...imported(19, 'few'),
      ],
    });
    const [all] = await db.ask(labeled);
    expect(all && codes(all)).toEqual(['bulk_import:29']);
    expect(all).toMatchObject({ numerator: 49, denominator: 3 });
  });

  it('puts an answer into the day that it is where the reader is', async () => {
    const early = day('p1', monday, 2, {
      submitted_at: `${monday}T22:30:00Z`,
      active_seconds: 1800,
      question_code: 'why',
    });
    const late = day('p1', monday, 3, { submitted_at: `${monday}T23:30:00Z` });
    const db = await asking({ fact_annotation: [...early, ...late] });
    const daily = { ...labeled, ...range('2026-03-02', '2026-03-04'), grain: 'day' as const };
    const counts = async (zone: string) => (await db.ask(daily, { zone })).map(({ numerator }) => numerator);
    expect(await counts('UTC')).toEqual([3, 0]);
    expect(await counts('Europe/Berlin')).toEqual([2, 3]);
    const daysOf = async (zone: string) =>
      (await db.ask({ ...daily, grain: 'none' }, { zone })).map(({ denominator }) => denominator);
    expect([await daysOf('UTC'), await daysOf('Europe/Berlin')]).toEqual([[1], [2]]);
  });

  it('is shown from five days of people, with limits from five people', async () => {
    const four = await asking({ fact_annotation: five.filter(({ annotator_id: id }) => id !== 'p5' && id !== 'p4') });
    expect((await four.ask(labeled))[0]).toMatchObject({
      value: null,
      status: 'low_n',
      n: 4,
      numerator: 42,
      denominator: 4,
    });
    await four.close();
    const alone = await asking({
      fact_annotation: ['02', '03', '04', '05', '06'].flatMap((date) => day('p1', `2026-03-${date}`, 7)),
    });
    const [one] = await alone.ask(labeled);
    expect(one).toMatchObject({ value: 7, lower: null, upper: null, interval: null, status: 'ok' });
    expect(one && codes(one)).toEqual(['few_clusters:']);
    expect((await alone.ask({ ...labeled, ...range('2026-04-01', '2026-05-01') }))[0]).toMatchObject({
      value: null,
      status: 'no_data',
    });
  });

  it('has as many rows behind it as it says', async () => {
    const db = await asking({ fact_annotation: [...five, ...day('p1', '2026-03-10', 6, { active_seconds: 599 })] });
    const range = { from: '2026-03-01' as Day, to: '2026-04-01' as Day };
    const counted = await db.rowsBehind({ metric: 'labeled_items', range });
    expect(counted).toBe((await db.ask(labeled))[0]?.rows);
    expect(counted).toBe(65);
  });
});
