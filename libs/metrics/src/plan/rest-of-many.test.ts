import type { Day, DimensionMember, Estimate, PanelRequest } from '@assay/contract';
import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { otherMember } from '@assay/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

const day = (text: string): Day => text as Day;
const times = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
/** v01, v02 and so on. */
const names = (count: number): readonly string[] =>
  times(count).map((index) => `v${String(index + 1).padStart(2, '0')}`);
const memberOf = (value: string | null): DimensionMember => ({ value, label: value ?? 'not known', rows: 1 });
const known = (vendors: readonly (string | null)[]) => ({
  currency: 'EUR',
  members: new Map([['vendor', vendors.map(memberOf)]]),
  span: { first: day('2026-01-01'), last: day('2026-06-30') },
});
const march: Partial<PanelRequest> = {
  range: { kind: 'days', days: { from: day('2026-03-01'), to: day('2026-04-01') } },
  by: ['vendor'],
};
const restOf = (answer: readonly Estimate[]) => answer.filter(({ by }) => by['vendor'] === otherMember);
const only = (vendors: readonly string[]): Partial<PanelRequest> => ({
  ...march,
  by: [],
  where: [{ dimension: 'vendor', values: vendors }],
});

type Line = Partial<Row<'fact_invoice_line'>>;
const line = (vendor_id: string, amount: string, row: Line = {}): Line => ({
  invoice_line_id: `${vendor_id}-${amount}-${row.service_from ?? ''}${row.batch_id ?? ''}`,
  vendor_id,
  line_kind: 'invoice',
  status: 'paid',
  posting_date: day('2026-04-03'),
  service_from: day('2026-03-01'),
  service_to: day('2026-04-01'),
  cost_category: 'labeling',
  amount,
  currency: 'EUR',
  ...row,
});

describe('the rest of many vendors', () => {
  it('costs what its batches cost over all that was accepted of them, with their own spread', async () => {
    const vendors = names(22);
    const batches = vendors.flatMap((vendor, place) =>
      times(place < 20 ? 5 : 4).map((index) => ({
        vendor,
        id: `${vendor}-${index}`,
        cost: place < 20 ? 10 : 12 + 3 * index,
      })),
    );
    const db = await asking({
      fact_delivery: batches.map(({ vendor, id }) => ({
        batch_id: id,
        vendor_id: vendor,
        service_from: day('2026-03-02'),
        service_to: day('2026-03-09'),
        qty_submitted: '5',
      })),
      fact_invoice_line: batches.map(({ vendor, id, cost }) => line(vendor, String(cost), { batch_id: id })),
      fact_work_item: batches.flatMap(({ id }) =>
        times(5).map((index) => ({
          work_item_id: `${id}-${index}`,
          batch_id: id,
          accepted_at: '2026-03-10T12:00:00Z',
        })),
      ),
    });
    const metrics = ['cost_per_accepted_label'];
    const answer = await db.ask({ metrics, ...march }, known(vendors));
    expect(answer).toHaveLength(21);
    const [rest] = restOf(answer);
    // Twice 12 + 15 + 18 + 21, over 8 batches of 5 items; neither of the two has five batches by itself.
    expect(rest).toMatchObject({ value: 3.3, n: 8, rows: 8, denominator: 40, status: 'ok' });
    expect(rest?.money).toMatchObject({ value: '3.3000', numerator: '132.0000' });
    const [both] = await db.ask({ metrics, ...only(['v21', 'v22']) }, known(vendors));
    expect([rest?.lower, rest?.upper, rest?.interval]).toEqual([both?.lower, both?.upper, 'ratio_of_sums']);
    expect(rest?.lower).toBeLessThan(3.3);
    const [one] = await db.ask({ metrics, ...only(['v21']) }, known(vendors));
    expect(one).toMatchObject({ value: null, status: 'low_n' });
  });

  it('spent what its lines come to, period by period, and is 0 only as far as cost is known', async () => {
    const vendors = names(23);
    const week = { service_from: day('2026-03-09'), service_to: day('2026-03-16'), posting_date: day('2026-03-20') };
    const later = { service_from: day('2026-03-16'), service_to: day('2026-03-23'), posting_date: day('2026-03-25') };
    const db = await asking({
      fact_invoice_line: [
        ...vendors.flatMap((vendor, place) => [
          line(vendor, place < 20 ? '70.07' : '0.07', week),
          ...(place < 20 ? [line(vendor, '7', later)] : []),
        ]),
        line('v23', '0.70', { ...week, currency: 'USD' }),
      ],
    });
    const range = { kind: 'days', days: { from: day('2026-03-09'), to: day('2026-03-30') } } as const;
    const answer = await db.ask({ metrics: ['spend_actual'], ...march, grain: 'week', range }, known(vendors));
    expect(restOf(answer).map(({ money, status, rows }) => [money?.value, status, rows])).toEqual([
      ['0.2100', 'ok', 4],
      ['0.0000', 'ok', 0],
      [null, 'no_data', 0],
    ]);
    expect(restOf(answer)[0]?.money?.unconverted).toEqual([{ currency: 'USD', amount: '0.7000' }]);
    const whole = await db.ask({ metrics: ['spend_actual'], ...march, by: [], range }, known(vendors));
    expect(whole[0]?.money?.value).toBe('1541.6100');
  });

  it('stands against its own budget, an unallocated one among it; first come those with most money on either side', async () => {
    const vendors = [...names(22), null];
    const budget = (vendor_id: string | null, amount: string) => ({
      budget_line_id: `b${vendor_id}`,
      budget_version: 'v1',
      is_current: true,
      period_month: day('2026-03-01'),
      vendor_id,
      cost_category: 'labeling',
      currency: 'EUR',
      amount,
    });
    const db = await asking({
      // v01 keeps to a large budget, v02 was to get much and got nothing: both are shown, though v22 is over by more than v01.
      fact_invoice_line: names(22).flatMap((vendor, place) =>
        place === 1 ? [] : [line(vendor, place < 20 ? '1000' : '30')],
      ),
      fact_budget: [...names(21).map((vendor, place) => budget(vendor, place < 20 ? '1000' : '20')), budget(null, '5')],
    });
    const answer = await db.ask({ metrics: ['spend_vs_budget'], ...march }, known(vendors));
    expect(answer.map(({ by }) => by['vendor']).toSorted()).toEqual([...names(20), otherMember]);
    const [rest] = restOf(answer);
    // 60 spent by two, of which one has a budget of 20, and 5 that are nobody's.
    expect(rest?.money?.value).toBe('35.0000');
    expect(rest?.parts).toMatchObject({ actual: { money: '60.0000', rows: 2 }, budget: { money: '25.0000', rows: 2 } });
    expect(rest?.parts['percent']?.value).toBeCloseTo(1.4, 12);
  });

  it('counts a day of a person who worked for several of it once', async () => {
    const vendors = names(22);
    const answers = vendors.flatMap((vendor, place) =>
      times(place < 20 ? 6 : 5).flatMap((person) =>
        times(place < 20 ? 1 : place - 18).map((index) => {
          const who = place < 20 ? `${vendor}-p${person}` : `p${person}`;
          return { vendor, who, id: `${vendor}-${who}-${index}`, seconds: place < 20 ? 3600 : 720 };
        }),
      ),
    );
    const db = await asking({
      fact_work_item: answers.map(({ vendor, id }) => ({ work_item_id: id, vendor_id: vendor })),
      fact_annotation: answers.map(({ who, id, seconds }, place) => ({
        annotation_id: id,
        work_item_id: id,
        annotator_id: who,
        submitted_at: new Date(Date.UTC(2026, 2, 2, 9, place)).toISOString(),
        active_seconds: seconds,
      })),
    });
    const metrics = ['labeled_items'];
    const answer = await db.ask({ metrics, ...march }, known(vendors));
    expect(answer).toHaveLength(21);
    const [rest] = restOf(answer);
    // Five people labelled two items for v21 and three for v22 on the same day: 25 items on 5 days, not on 10.
    expect(rest).toMatchObject({ value: 5, numerator: 25, denominator: 5, n: 5, rows: 25, status: 'ok' });
    const [both] = await db.ask({ metrics, ...only(['v21', 'v22']) }, known(vendors));
    expect([rest?.value, rest?.lower, rest?.upper]).toEqual([both?.value, both?.lower, both?.upper]);
    const [first] = await db.ask({ metrics, ...only(['v21']) }, known(vendors));
    expect(first).toMatchObject({ numerator: 10, denominator: 5 });
  });
});

describe('the rest of many people', () => {
  it('is several people, whose answers hang together', async () => {
    const people = Array.from({ length: 26 }, (_, index) => `p${String(index + 1).padStart(2, '0')}`);
    const answers = people.flatMap((annotator_id, place) =>
      times(place < 20 ? 30 : 10).map((index) => ({ annotator_id, place, id: `${annotator_id}-${index}` })),
    );
    const db = await asking({
      // Of the last six, with ten answers each, three know every key and three none.
      fact_annotation: answers.map(({ annotator_id, place, id }) => ({
        ...{ annotation_id: id, work_item_id: id, annotator_id },
        ...{ is_gold: true, gold_correct: place < 20 || place % 2 === 0 },
      })),
    });
    const answer = await db.ask(
      { ...march, metrics: ['gold_accuracy'], by: ['annotator'] },
      { members: new Map([['annotator', people.map(memberOf)]]) },
    );
    expect(answer).toHaveLength(21);
    expect(answer[0]).toMatchObject({ value: 1, n: 30, interval: 'wilson' });
    const rest = answer.find(({ by }) => by['annotator'] === otherMember);
    // Six clusters of 10, each 5 off what all would have: se = sqrt(6 * 25 / 30) / 10, so 60 answers say no more than 3.03.
    expect(rest).toMatchObject({ value: 0.5, n: 60, interval: 'clustered_proportion' });
    expect([rest?.lower, rest?.upper]).toEqual([expect.closeTo(0.126, 3), expect.closeTo(0.874, 3)]);
  });
});
