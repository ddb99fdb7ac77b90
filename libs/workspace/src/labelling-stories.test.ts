import type { Estimate } from '@assay/contract';
import type { AskedSample } from './testing/asked-sample.ts';
import { addDays } from '@assay/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWarehouse } from '@assay/warehouse';
import { rmSync } from 'node:fs';
import { dataFolder } from './locations.ts';
import { askedSample, only, whole } from './testing/asked-sample.ts';
import { sampleFolder } from './testing/sample-folder.ts';

/** What docs/sample.md says was planted in labelling, found through the metrics. */
let sample: AskedSample;
beforeAll(async () => (sample = await askedSample()), 120_000);
afterAll(() => sample.close());

const weeks = (from: number, to: number) => whole(sample.weekStart(from), sample.weekStart(to));
const previous = { compare: { kind: 'previous' } } as const;
const vendorsThat = (found: readonly Estimate[], verdict: string): readonly (string | null | undefined)[] =>
  found.filter(({ change }) => change?.verdict === verdict).map(({ by }) => by['vendor']);

describe('labelling of the sample', () => {
  it('has a vendor whose answers get worse in weeks 32 to 35, at a steady price', async () => {
    const since = { by: ['vendor'], ...previous, ...weeks(36, 52) };
    const gold = await sample.ask({ metrics: ['gold_accuracy'], ...since });
    expect(vendorsThat(gold, 'worse')).toEqual(['larkspur']);
    const larkspur = gold.find(({ by }) => by['vendor'] === 'larkspur');
    // More than twice the errors of the sixteen weeks before, four of which were bad already in part.
    expect((1 - (larkspur?.value ?? 1)) / (1 - (larkspur?.change?.comparedValue ?? 0))).toBeGreaterThan(1.7);
    const audits = await sample.ask({ metrics: ['audit_pass_rate'], ...since });
    expect(vendorsThat(audits, 'worse')).toEqual(['larkspur']);
    const cost = await sample.ask({ metrics: ['cost_per_accepted_label'], ...since, ...weeks(36, 50) });
    expect(vendorsThat(cost, 'worse')).toEqual([]);
    expect(cost.find(({ by }) => by['vendor'] === 'larkspur')?.change?.verdict).toBe('no_clear_change');
  });

  it('has two people who slip from week 38 on: in the last quarter their gold answers are worse, and nobody else’s', async () => {
    // Larkspur's people get worse together, which is another story. By vendor, so that nobody is among the others.
    const vendors = ['brightmoor', 'tidewater', 'own', 'calderfinch'];
    const asked = (from: number, to: number) =>
      Promise.all(
        vendors.map((vendor) =>
          sample.ask({
            metrics: ['gold_accuracy'],
            by: ['annotator'],
            where: [only('vendor', vendor)],
            ...weeks(from, to),
          }),
        ),
      );
    const [late, before] = [(await asked(43, 52)).flat(), (await asked(20, 38)).flat()];
    const falls = late.flatMap(({ by, value }) => {
      const was = before.find((each) => each.by['annotator'] === by['annotator'])?.value;
      return typeof was === 'number' && value !== null ? [was - value] : [];
    });
    const [first = 0, second = 0, third = 0] = falls.toSorted((a, b) => b - a);
    expect(falls.length).toBeGreaterThan(15);
    expect(Math.min(first, second)).toBeGreaterThan(0.1);
    expect(third).toBeLessThan(second - 0.02);
  });

  it('has a day of week 21 that came in one import, which says nothing of days of work', async () => {
    const days = await sample.ask({
      metrics: ['labeled_items'],
      grain: 'day',
      range: { kind: 'days', days: { from: sample.weekStart(21), to: sample.weekStart(22) } },
    });
    const imported = days.filter(({ caveats }) => caveats.some(({ code }) => code === 'bulk_import'));
    expect(imported.map(({ bucket }) => bucket)).toEqual([addDays(sample.weekStart(21), 2)]);
    expect(imported[0]).toMatchObject({ rows: 0, status: 'no_data' });
  });

  it('has as many items and days of people as plain SQL counts', async () => {
    const [found] = await sample.ask({ metrics: ['labeled_items'], ...weeks(48, 52) });
    const directory = await sampleFolder();
    const { sample: path, spool } = dataFolder(directory);
    const warehouse = await openWarehouse('duckdb', { path, access: 'read', spool });
    const counted = await warehouse.query(
      {
        sql: `with work as (
            select annotator_id, work_item_id, cast(submitted_at as date) as day, active_seconds from fact_annotation
            where submitted_at >= timestamptz '${sample.weekStart(48)}' and submitted_at < timestamptz '${sample.weekStart(52)}'
              and status = 'submitted' and is_latest and stage <> 'adjudication'
          ), days as (select annotator_id, day from work group by all having sum(active_seconds) >= 3600)
          select (select count(*) from (select distinct annotator_id, work_item_id from work semi join days using (annotator_id, day))) as items,
            (select count(*) from days) as days`,
        parameters: [],
      },
      { signal: AbortSignal.timeout(30_000), timeoutMs: 30_000, maxRows: 1, maxBytes: 1000, tags: {} },
    );
    await warehouse.close();
    rmSync(directory, { recursive: true, force: true });
    const [items, days] = counted.columns.map(({ values }) => Number(values[0]));
    expect(days).toBeGreaterThan(50);
    expect([found?.numerator, found?.denominator]).toEqual([items, days]);
    expect(found?.value).toBeCloseTo((items ?? 0) / (days ?? 1), 10);
  });
});
