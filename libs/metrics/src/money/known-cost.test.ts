import type { Day, Estimate, PanelRequest } from '@assay/contract';
import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { caveatText } from '../evaluate/caveat-text.ts';
import { GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

const day = (text: string): Day => text as Day;
const days = (from: string, to: string) => ({ kind: 'days', days: { from: day(from), to: day(to) } }) as const;
type Line = Partial<Row<'fact_invoice_line'>>;
let lines = 0;
const line = (amount: string, row: Line = {}): Line => ({
  invoice_line_id: `l${(lines += 1)}`,
  vendor_id: 'v1',
  line_kind: 'invoice',
  status: 'paid',
  posting_date: day('2026-04-03'),
  service_from: day('2026-03-01'),
  service_to: day('2026-04-01'),
  task_id: 't',
  cost_category: 'labeling',
  unit: 'item',
  amount,
  currency: 'EUR',
  ...row,
});
const known = { currency: 'EUR', span: { first: day('2026-01-01'), last: day('2026-06-30') } };
const member = (value: string) => ({ value, label: value, rows: 1 });
const v1 = { ...known, members: new Map([['vendor', [member('v1'), member('v2')]]]) };
const ledger = { params: { gradeBasis: 'best', moneyBasis: 'ledger' } } as const;
const codes = ({ caveats }: Estimate) => caveats.map(({ code, count }) => `${code}:${count ?? ''}`);

describe('days whose cost is not known yet', () => {
  const weeks: Partial<PanelRequest> = {
    metrics: ['spend_actual'],
    grain: 'week',
    range: days('2026-03-02', '2026-04-06'),
  };
  const week = (from: string, to: string, row: Line = {}): Line =>
    line('70', { service_from: day(from), service_to: day(to), posting_date: day(to), ...row });
  const saying = (list: readonly Estimate[]) => list.map((each) => [each.money?.value, each.status, each.partial]);

  it('are not 0: after the last of them nothing is known, before it nothing was spent', async () => {
    const db = await asking({
      fact_invoice_line: [
        week('2026-03-02', '2026-03-09'),
        // No work in the week of 9 March; of that of 16 March five days are billed.
        week('2026-03-16', '2026-03-21'),
        week('2026-03-21', '2026-04-06', { status: 'draft', vendor_id: 'v2' }),
        // For the year, billed in January: a part of every week, and no word on the rest of them.
        line('365', {
          service_from: day('2026-01-01'),
          service_to: day('2027-01-01'),
          posting_date: day('2026-01-02'),
          vendor_id: 'v2',
        }),
      ],
    });
    const all = await db.ask(weeks, known);
    expect(saying(all)).toEqual([
      ['77.0000', 'ok', false],
      ['7.0000', 'ok', false],
      ['77.0000', 'ok', true],
      ['7.0000', 'ok', true],
      ['7.0000', 'ok', true],
    ]);
    expect(all.map(codes)).toEqual([
      [],
      [],
      ['draft_or_void:1', 'cost_known_in_part:'],
      ['draft_or_void:1', 'cost_known_in_part:'],
      ['draft_or_void:1', 'cost_known_in_part:'],
    ]);
    const first = await db.ask({ ...weeks, where: [{ dimension: 'vendor', values: ['v1'] }] }, v1);
    expect(saying(first)).toEqual([
      ['70.0000', 'ok', false],
      ['0.0000', 'ok', false],
      ['70.0000', 'ok', true],
      [null, 'no_data', true],
      [null, 'no_data', true],
    ]);
    expect(first[3]?.parts['invoiced']).toMatchObject({ value: null, money: null });
    expect(first[3]?.caveats).toContainEqual({ code: 'cost_known_through', count: null, day: '2026-03-20' });
    expect(caveatText('spend_actual', { code: 'cost_known_through', day: day('2026-03-20') })).toBe(
      'no cost known after 20 Mar 2026',
    );
    // Split, a vendor without a line in a week is 0 as far as cost is known, too.
    const slices = await db.ask({ ...weeks, by: ['vendor'] }, v1);
    expect(saying(slices.filter(({ by }) => by['vendor'] === 'v1'))).toEqual(saying(first));
    expect(slices).toHaveLength(10);
  });

  it('are compared with nothing, and nothing with them', async () => {
    const db = await asking({
      fact_invoice_line: [
        week('2026-03-02', '2026-03-09'),
        week('2026-03-09', '2026-03-16'),
        week('2026-03-16', '2026-03-20'),
      ],
    });
    const change = async (from: string, to: string) =>
      (await db.ask({ ...weeks, grain: 'none', range: days(from, to), compare: { kind: 'previous' } }, known))[0]
        ?.change;
    expect(await change('2026-03-09', '2026-03-16')).toMatchObject({ difference: 0, verdict: 'counted' });
    expect(await change('2026-03-16', '2026-03-23')).toBeNull();
    expect(await change('2026-03-23', '2026-03-30')).toBeNull();
  });

  it('in the ledger are those after the last posting', async () => {
    const db = await asking({ fact_invoice_line: [line('70', { posting_date: day('2026-03-22') })] });
    expect(saying(await db.ask({ ...weeks, ...ledger }, known))).toEqual([
      ['0.0000', 'ok', false],
      ['0.0000', 'ok', false],
      ['70.0000', 'ok', false],
      [null, 'no_data', true],
      [null, 'no_data', true],
    ]);
  });

  it('are all of them where no line counts', async () => {
    const db = await asking({ fact_invoice_line: [line('70', { status: 'void' })] });
    const [all] = await db.ask({ ...weeks, grain: 'none' }, known);
    expect(all).toMatchObject({ value: null, status: 'no_data' });
    expect(codes(all as Estimate)).toEqual(['draft_or_void:1', 'no_cost_known:']);
  });
});
