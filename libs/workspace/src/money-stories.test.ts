import type { Day, Estimate, PanelRequest } from '@assay/contract';
import type { AskedSample } from './testing/asked-sample.ts';
import { addDays, addMonths } from '@assay/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedSample, whole } from './testing/asked-sample.ts';

/** What docs/sample.md says was planted, found through the metrics and not by SQL of the tables. */
let sample: AskedSample;
beforeAll(async () => (sample = await askedSample()), 120_000);
afterAll(() => sample.close());

const weekStart = (week: number): Day => sample.weekStart(week);
const monthOf = (week: number): Day => sample.monthOf(week);
const ask = (change: Partial<PanelRequest>): Promise<readonly Estimate[]> =>
  sample.ask({ metrics: ['spend_actual'], grain: 'month', ...change });
const vendor = (id: string) => [{ dimension: 'vendor', values: [id] }];
const spent = ([estimate]: readonly Estimate[]): number => Number(estimate?.money?.value);

describe('the sample’s money', { timeout: 60_000 }, () => {
  it('is in dollars, all of it converted', async () => {
    const months = await ask({});
    expect(months.every(({ money }) => money?.currency === 'USD' && money.unconverted.length === 0)).toBe(true);
    expect(months.filter(({ rows }) => rows > 0).every(({ value }) => (value ?? 0) > 0)).toBe(true);
  });

  it('has an invoice that came twice and was credited two months after: in the ledger, not in the service', async () => {
    // It is posted early in the month after the one it is for, its credit in the month after that.
    const [month, posted] = [monthOf(20), addMonths(monthOf(20), 1)];
    const params = { gradeBasis: 'best', moneyBasis: 'ledger' } as const;
    const ledger = { where: vendor('brightmoor'), params };
    const twice = spent(await ask({ ...ledger, ...whole(posted, addMonths(posted, 1)) }));
    const after = spent(await ask({ ...ledger, ...whole(addMonths(posted, 1), addMonths(posted, 2)) }));
    const before = spent(await ask({ ...ledger, ...whole(month, posted) }));
    expect(twice).toBeGreaterThan(1.6 * before);
    expect(after).toBeLessThan(0.4 * before);
    const service = spent(await ask({ where: vendor('brightmoor'), ...whole(month, posted) }));
    const usual = spent(await ask({ where: vendor('brightmoor'), ...whole(addMonths(month, -1), month) }));
    expect(service).toBeLessThan(1.4 * usual);
  });

  it('costs more a label in full, of the same batches, and all of the own team’s time is known', async () => {
    const month = monthOf(20);
    const cost = async (scope: 'vendor' | 'full') => {
      const params = { gradeBasis: 'best', scope } as const;
      const [one] = await ask({ metrics: ['cost_per_accepted_label'], params, ...whole(month, addMonths(month, 1)) });
      return { value: Number(one?.money?.value), n: one?.n, isPartial: one?.partial };
    };
    const [vendors, full] = [await cost('vendor'), await cost('full')];
    expect(full).toMatchObject({ n: vendors.n, isPartial: false });
    expect(full.value).toBeGreaterThan(1.01 * vendors.value);
    expect(full.value).toBeLessThan(1.6 * vendors.value);
  });

  it('has a vendor that bills one task of one month 8 % above its price', async () => {
    const where = [...vendor('tidewater'), { dimension: 'task', values: ['intent'] }];
    const cost = async (month: Day): Promise<number> => {
      const [one] = await ask({ metrics: ['cost_per_accepted_label'], where, ...whole(month, addMonths(month, 1)) });
      return Number(one?.money?.numerator) / (one?.denominator ?? 0);
    };
    const [before, wrong, after] = await Promise.all([-1, 0, 1].map((step) => cost(addMonths(monthOf(33), step))));
    expect((wrong ?? 0) / (((before ?? 0) + (after ?? 0)) / 2)).toBeCloseTo(1.08, 1);
    expect(wrong).toBeGreaterThan(1.04 * (before ?? 0));
  });

  it('has one vendor whose prices rise by 3 % in the month of week 27, by contract', async () => {
    const month = monthOf(27);
    const costs = async (vendorId: string, from: Day) => {
      const found = await ask({
        metrics: ['cost_per_accepted_label'],
        by: ['task'],
        where: vendor(vendorId),
        ...whole(from, addMonths(from, 1)),
      });
      return new Map(found.map(({ by, money, denominator }) => [by['task'], Number(money?.numerator) / denominator]));
    };
    const rise = async (vendorId: string): Promise<number> => {
      const before = await costs(vendorId, addMonths(month, -1));
      const after = await costs(vendorId, month);
      const logs = [...after].map(([task, cost]) => Math.log(cost / (before.get(task) ?? 0)));
      return Math.exp(logs.reduce((sum, each) => sum + each, 0) / logs.length) - 1;
    };
    // Items that are paid for and not accepted move the cost of a month by a point or so.
    expect(await rise('brightmoor')).toBeGreaterThan(0.015);
    expect(await rise('brightmoor')).toBeLessThan(0.045);
    expect(Math.abs(await rise('larkspur'))).toBeLessThan(0.015);
  });

  it('follows the pound, which rises by 7 % against the dollar while the vendor’s price holds', async () => {
    const where = [{ dimension: 'currency', values: ['GBP'] }];
    const rate = async (month: Day): Promise<number> => {
      const days = whole(month, addMonths(month, 1));
      const pounds = await ask({ where, params: { gradeBasis: 'best', currency: 'GBP' }, ...days });
      return spent(await ask({ where, ...days })) / spent(pounds);
    };
    const rose = (await rate(addMonths(monthOf(36), 1))) / (await rate(addMonths(monthOf(34), -1)));
    expect(rose).toBeGreaterThan(1.03);
    expect(rose).toBeLessThan(1.11);
  });

  it('has a credit for a batch that was revoked: its cost is nothing, and what is in dispute shows apart', async () => {
    const where = [...vendor('larkspur'), { dimension: 'task', values: ['extraction'] }];
    const months = await ask({ where });
    expect(months.some(({ parts }) => (parts['disputed']?.rows ?? 0) > 0)).toBe(true);
    const batch = await ask({ metrics: ['cost_per_accepted_label'], where, ...whole(weekStart(37), weekStart(38)) });
    expect(batch[0]).toMatchObject({ n: 1, money: { numerator: '0.0000' } });
  });

  it('keeps near its budget, month by month, of which training is in no vendor\u2019s', async () => {
    const all = await ask({ metrics: ['spend_vs_budget'] });
    const months = all.slice(1).filter(({ partial }) => !partial);
    expect(months.length).toBeGreaterThan(9);
    for (const { bucket, parts, money } of months) {
      expect(Math.abs(parts['percent']?.value ?? 1), String(bucket)).toBeLessThan(0.35);
      expect(Number(parts['actual']?.money) - Number(parts['budget']?.money)).toBeCloseTo(Number(money?.value), 3);
    }
    const running = all.at(-1);
    expect(Math.abs(running?.parts['percent']?.value ?? 1)).toBeLessThan(0.6);
    const month = months.at(-1)?.range.from as Day;
    const days = whole(month, addMonths(month, 1));
    const vendors = await ask({ metrics: ['spend_vs_budget'], by: ['vendor'], ...days });
    const unallocated = vendors.find(({ by }) => by['vendor'] === null);
    expect(unallocated?.parts['budget']?.money).toBe('750.0000');
    expect(unallocated?.parts['actual']?.money).toBe('0.0000');
    expect(vendors.filter(({ status }) => status === 'ok')).toHaveLength(5);
    const category = await ask({ metrics: ['spend_vs_budget'], by: ['cost_category'], ...days });
    const platform = category.find(({ by }) => by['cost_category'] === 'platform');
    expect(platform).toMatchObject({ value: 0, parts: { percent: { value: 0 } }, status: 'ok' });
  });

  it('owes the vendor that is paid by the hour for the running month, and for none that was billed', async () => {
    const months = await ask({ where: vendor('calderfinch') });
    const owed = months.map(({ parts }) => parts['accrued']?.rows ?? 0);
    expect(owed.at(-1)).toBeGreaterThan(10);
    // What was billed is billed by the middle of the next month.
    expect(owed.slice(0, -2).every((rows) => rows === 0)).toBe(true);
    const perDay = ({ parts }: Estimate, kind: string, days: number): number => Number(parts[kind]?.money) / days;
    const [before, running] = months.slice(-2) as [Estimate, Estimate];
    const elapsed = (Date.parse(weekStart(52)) - Date.parse(running.range.from)) / 86_400_000;
    const whole = (Date.parse(before.range.to) - Date.parse(before.range.from)) / 86_400_000;
    const usual = perDay(before, 'invoiced', whole) + perDay(before, 'accrued', whole);
    expect(perDay(running, 'accrued', elapsed) / usual).toBeGreaterThan(0.6);
    expect(perDay(running, 'accrued', elapsed) / usual).toBeLessThan(1.6);
  });

  it('was planned lower before the year than in its middle, and names the versions that there are', async () => {
    const versions = async (budgetVersion?: string) => {
      const params = { gradeBasis: 'best', ...(budgetVersion === undefined ? {} : { budgetVersion }) } as const;
      return Number((await ask({ metrics: ['spend_vs_budget'], grain: 'none', params }))[0]?.parts['budget']?.money);
    };
    const year = addDays(weekStart(51), 6).slice(2, 4);
    expect(await versions(`FY${year}-v2`)).toBe(await versions());
    // Work by 0.98 to 1.06; platform and training did not change.
    const ratio = (await versions(`FY${year}-v1`)) / (await versions());
    expect(ratio).toBeGreaterThan(0.98 / 1.06);
    expect(ratio).toBeLessThan(0.95);
    await expect(versions('v9')).rejects.toThrow(`Versions: FY${year}-v1, FY${year}-v2.`);
  });

  it('has a P1 that comes back twice in billing', async () => {
    for (const week of [15, 23, 37]) {
      const days = whole(weekStart(week), weekStart(week + 1));
      const where = [
        { dimension: 'severity', values: ['P1'] },
        { dimension: 'workflow', values: ['billing'] },
      ];
      const [found] = await ask({ metrics: ['incident_rate'], where, ...days });
      expect(found?.n).toBeGreaterThanOrEqual(1);
      expect(found?.denominator).toBeGreaterThan(0);
    }
  });
});
