import type { Day, Estimate, PanelRequest } from '@assay/contract';
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

const day = (text: string): Day => text as Day;
type Batch = Partial<Row<'fact_delivery'>>;
const batch = (id: string, row: Batch = {}): Batch => ({
  batch_id: id,
  vendor_id: 'v1',
  task_version_id: 't@1',
  unit: 'item',
  delivered_at: '2026-03-09T00:00:00Z',
  service_from: day('2026-03-02'),
  service_to: day('2026-03-09'),
  qty_submitted: '100',
  qty_accepted: '100',
  qty_rejected: '0',
  qty_pending: '0',
  ...row,
});
type Line = Partial<Row<'fact_invoice_line'>>;
let lines = 0;
const line = (amount: string | number, row: Line = {}): Line => ({
  invoice_line_id: `l${(lines += 1)}`,
  vendor_id: 'v1',
  line_kind: 'invoice',
  status: 'paid',
  posting_date: day('2026-04-03'),
  service_from: day('2026-03-01'),
  service_to: day('2026-04-01'),
  task_id: 't',
  cost_category: 'labeling',
  amount: String(amount),
  currency: 'EUR',
  ...row,
});
const items = (count: number, id: string, row: Partial<Row<'fact_work_item'>> = {}) =>
  Array.from({ length: count }, (_, index) => ({
    work_item_id: `${id}-${row.purpose ?? ''}${row.revoked_at ?? ''}${index}`,
    batch_id: id,
    accepted_at: '2026-03-10T12:00:00Z',
    ...row,
  }));
const task = { task_version_id: 't@1', task_id: 't', complexity_tier: 'simple' } as const;
const about = (value: number): number => expect.closeTo(value, 6) as number;

const march: Partial<PanelRequest> = {
  metrics: ['cost_per_accepted_label'],
  range: { kind: 'days', days: { from: day('2026-03-01'), to: day('2026-04-01') } },
};
const known = { currency: 'EUR', span: { first: day('2026-01-01'), last: day('2026-06-30') } };
const codes = ({ caveats }: Estimate) => caveats.map(({ code, count }) => `${code}:${count ?? ''}`);

/** ratio_of_sums/01 of the published vectors: cost by batch over accepted labels by batch. */
const costs = [1200, 950, 1810, 760, 1430, 1105, 1690, 880];
const accepted = [400, 310, 520, 250, 455, 360, 540, 300];
const published: GradedRows = {
  dim_task: [task],
  fact_delivery: costs.map((_, index) => batch(`b${index}`)),
  fact_invoice_line: costs.map((cost, index) => line(cost, { batch_id: `b${index}` })),
  fact_work_item: accepted.flatMap((count, index) => items(count, `b${index}`)),
};

describe('cost_per_accepted_label', () => {
  it('is cost over accepted items with Fieller’s limits where the denominator is uncertain', async () => {
    const db = await asking(published);
    const [all] = await db.ask(march, known);
    expect(all).toMatchObject({
      value: about(3.13397129187),
      lower: about(2.94231491872),
      upper: about(3.27910659745),
      interval: 'ratio_of_sums',
      n: 8,
      rows: 8,
      denominator: 3135,
      status: 'ok',
      money: { currency: 'EUR', value: '3.1340', lower: '2.9423', upper: '3.2791', numerator: '9825.0000' },
    });
    const [other] = await db.ask({ ...march, compare: { kind: 'previous' } }, known);
    expect(other?.change?.verdict).toBe('too_little_data');
    const range = { from: day('2026-03-01'), to: day('2026-04-01') };
    expect(await db.rowsBehind({ metric: 'cost_per_accepted_label', range })).toBe(8);
  });

  it('is shown from five batches and thirty accepted items', async () => {
    const first = <Item>(list: readonly Item[] | undefined, count: number): readonly Item[] =>
      (list ?? []).slice(0, count);
    const few = await asking({ ...published, fact_delivery: first(published.fact_delivery, 4) });
    expect((await few.ask(march, known))[0]).toMatchObject({ value: null, status: 'low_n', n: 4, numerator: 4720 });
    await few.close();
    const small = await asking({ ...published, fact_work_item: first(published.fact_work_item, 29) });
    expect((await small.ask(march, known))[0]).toMatchObject({ value: null, status: 'low_n', denominator: 29 });
    await small.close();
    const none = await asking({ ...published, fact_work_item: [] });
    // cost_per_accepted_label/02: nothing accepted is not 0.
    expect((await none.ask(march, known))[0]).toMatchObject({ value: null, status: 'no_data', denominator: 0 });
  });

  it('is of weeks whose cost is known; one that reaches further is not judged, one behind it is nothing', async () => {
    const late = { service_from: day('2026-03-09'), service_to: day('2026-03-16') };
    const ids = ['b0', 'b1', 'b2', 'b3', 'b4'];
    const db = await asking({
      dim_task: [task],
      fact_delivery: [...ids.map((id) => batch(id)), batch('late', late)],
      fact_invoice_line: ids.map((id) =>
        line(80, { batch_id: id, service_from: day('2026-03-02'), service_to: day('2026-03-09') }),
      ),
      fact_work_item: [...ids.flatMap((id) => items(40, id)), ...items(40, 'late')],
    });
    const weeks = {
      ...march,
      grain: 'week' as const,
      range: { kind: 'days', days: { from: day('2026-03-02'), to: day('2026-03-16') } } as const,
    };
    expect((await db.ask(weeks, known)).map((each) => [each.value, each.status, each.partial, ...codes(each)])).toEqual(
      [
        [2, 'ok', false],
        [null, 'no_data', true, 'no_cost:1', 'cost_known_through:'],
      ],
    );
    const [month] = await db.ask(march, known);
    expect(month).toMatchObject({ value: 2, partial: true });
  });

  it('takes credits off the batch that they credit, converts line by line, and revoked items do not count', async () => {
    const ids = ['b0', 'b1', 'b2', 'b3', 'b4'];
    const usd = { currency: 'USD' };
    // cost_per_accepted_label/01 dealt evenly to five batches: 12000 + 1.08 x (9000 - 900), 6200 accepted, 35 revoked.
    const db = await asking({
      dim_task: [task],
      fact_delivery: ids.map((id) => batch(id)),
      fact_invoice_line: ids.flatMap((id) => [
        line(2400, { batch_id: id }),
        line(1800, { ...usd, batch_id: id, invoice_line_id: `usd-${id}` }),
        line(-180, { ...usd, line_kind: 'credit_note', credits_line_id: `usd-${id}`, service_from: day('2026-05-01') }),
        line(999, { batch_id: id, status: 'draft' }),
        line(999, { batch_id: id, cost_category: 'platform' }),
      ]),
      fact_work_item: ids.flatMap((id) => [
        ...items(1233, id),
        ...items(7, id, { revoked_at: '2026-03-20T00:00:00Z' }),
        ...items(3, id, { purpose: 'gold' }),
      ]),
      ref_fx_rate: [
        {
          rate_date: day('2026-03-01'),
          from_currency: 'USD',
          to_currency: 'EUR',
          rate_type: 'month_average',
          rate: '1.08',
        },
      ],
    });
    const [all] = await db.ask(march, known);
    expect(all).toMatchObject({ value: about(3.36545012165), denominator: 6165, n: 5 });
    expect(all?.money?.numerator).toBe('20748.0000');
  });

  it('deals lines without a batch to the vendor’s and task’s batches of those days by what was submitted', async () => {
    const sizes = Object.entries({ a: 18, b: 22, c: 20, d: 19, e: 21 });
    const db = await asking({
      dim_task: [task, { task_version_id: 'u@1', task_id: 'u', complexity_tier: 'complex' }],
      fact_delivery: [
        ...sizes.map(([id, size]) => batch(id, { qty_submitted: String(size) })),
        batch('another task', { task_version_id: 'u@1' }),
        batch('another vendor', { vendor_id: 'v2' }),
        batch('another month', { service_from: day('2026-02-02'), service_to: day('2026-02-09') }),
      ],
      fact_invoice_line: [line(1000)],
      fact_work_item: sizes.flatMap(([id, size]) => items(size, id)),
    });
    const [all] = await db.ask(march, known);
    // 1000 over 100 submitted and accepted: 10 each in every batch, so there is no spread between them.
    expect(all).toMatchObject({ value: 10, lower: about(10), upper: about(10), n: 5, denominator: 100 });
    expect(codes(all as Estimate)).toEqual(['no_cost:2']);
    const tiers = await db.ask({ ...march, by: ['complexity_tier'] }, known);
    expect(tiers.map(({ by, money, status }) => [by['complexity_tier'], money?.numerator, status])).toEqual([
      ['complex', '0.0000', 'no_data'],
      ['simple', '1000.0000', 'ok'],
    ]);
  });

  it('prices what is not invoiced by the rate card, and leaves out batches whose money has no rate', async () => {
    const ids = ['b0', 'b1', 'b2', 'b3', 'b4'];
    const db = await asking({
      dim_task: [task],
      fact_delivery: [...ids.map((id) => batch(id)), batch('dollars')],
      fact_invoice_line: [line(70, { batch_id: 'dollars', currency: 'USD' })],
      fact_work_item: [...ids.flatMap((id) => items(80, id)), ...items(50, 'dollars')],
      ref_rate_card: [
        {
          rate_id: 'r',
          vendor_id: 'v1',
          unit: 'item',
          billing_basis: 'accepted',
          currency: 'EUR',
          unit_price: '2',
          qty_from: '0',
          valid_from: day('2026-01-01'),
        },
      ],
    });
    const [all] = await db.ask(march, known);
    // 5 x 100 accepted units at 2, of which 80 items each stayed: 2.5.
    expect(all).toMatchObject({ value: 2.5, n: 5, denominator: 400 });
    expect(all?.money?.unconverted).toEqual([{ currency: 'USD', amount: '70.0000' }]);
    expect(codes(all as Estimate)).toEqual(['unconverted:1']);
  });
});
