import type { Day, PanelRequest, Target } from '@assay/contract';
import type { GradedRows } from '../testing/graded-rows.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { alwaysTarget, GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const day = (text: string): Day => text as Day;
const about = (value: number): number => expect.closeTo(value, 9) as number;

/** Six batches of ten accepted items; what each cost is its own, so that there is a spread between them. */
function march(year: number, costs: readonly number[]): GradedRows {
  const id = (index: number): string => `${year}-${index}`;
  return {
    fact_delivery: costs.map((_, index) => ({
      batch_id: id(index),
      vendor_id: 'v1',
      task_version_id: 't@1',
      unit: 'item',
      service_from: day(`${year}-03-02`),
      service_to: day(`${year}-03-09`),
    })),
    fact_invoice_line: costs.map((cost, index) => ({
      invoice_line_id: id(index),
      vendor_id: 'v1',
      line_kind: 'invoice' as const,
      status: 'paid' as const,
      posting_date: day(`${year}-04-03`),
      service_from: day(`${year}-03-01`),
      service_to: day(`${year}-04-01`),
      batch_id: id(index),
      cost_category: 'labeling' as const,
      amount: String(cost),
      currency: 'EUR',
    })),
    fact_work_item: costs.flatMap((_, index) =>
      Array.from({ length: 10 }, (_none, item) => ({
        work_item_id: `${id(index)}-${item}`,
        batch_id: id(index),
        accepted_at: `${year}-03-10T12:00:00Z`,
      })),
    ),
  };
}

const target: Target = {
  lower: null,
  upper: null,
  ofEarlier: { lower: null, upper: 0.9, when: 'last_year' },
  validFrom: day('2024-01-01'),
  proposed: false,
};
const asked: Partial<PanelRequest> = {
  metrics: ['cost_per_accepted_label'],
  range: { kind: 'days', days: { from: day('2026-03-01'), to: day('2026-04-01') } },
};
const known = { currency: 'EUR', span: { first: day('2025-01-01'), last: day('2026-06-30') } };

/** Four hundred audits of a March, of which so many passed. */
function audits(year: number, passed: number): GradedRows {
  const ids = Array.from({ length: 400 }, (_, index) => `audited-${year}-${index}`);
  return {
    fact_work_item: ids.map((id) => ({ work_item_id: id, item_id: id, last_submitted_at: `${year}-03-04T00:00:00Z` })),
    fact_annotation: ids.map((id) => ({ annotation_id: id, annotator_id: `p${id}`, work_item_id: id })),
    fact_review: ids.map((id, index) => ({
      review_id: id,
      work_item_id: id,
      annotation_id: id,
      decision: index < passed ? ('pass' as const) : ('fail' as const),
    })),
  };
}

function joined(...all: readonly GradedRows[]): GradedRows {
  const tables = [...new Set(all.flatMap((rows) => Object.keys(rows)))] as (keyof GradedRows)[];
  return Object.fromEntries(
    tables.map((table) => [table, all.flatMap((rows): readonly object[] => rows[table] ?? [])]),
  );
}

const lastYear = march(2025, [99, 101, 99, 101, 99, 101]);
const cheaper = [79, 81, 79, 81, 79, 81];

/** Of what was 10 a label a year before, by 99 to 101 a batch. */
async function judged(costs: readonly number[], compare: PanelRequest['compare'], before: GradedRows = lastYear) {
  await open?.close();
  open = await GradedWarehouse.open(joined(march(2026, costs), before));
  const [cost] = await open.ask({ ...asked, compare }, known, { targets: alwaysTarget(target) });
  return cost;
}

describe('a target of last year', () => {
  it.each([
    ['met where the whole ratio is at most 90 %', [79, 81, 79, 81, 79, 81], 'met'],
    ['missed where all of it is above', [96, 98, 96, 98, 96, 98], 'missed'],
    ['unproven where a limit lies on the other side', [60, 116, 60, 116, 60, 116], 'unproven'],
    // 8.99 of 10: below in the middle, but not by more than chance.
    ['unproven where it is all but on the bound', [89, 90.8, 89, 90.8, 89, 90.8], 'unproven'],
  ])('is %s', async (_, costs, verdict) => {
    const cost = await judged(costs, { kind: 'last_year' });
    expect(cost?.verdict).toBe(verdict);
    const chance = cost?.chanceMet ?? NaN;
    expect(chance >= 0.975 ? 'met' : chance <= 0.025 ? 'missed' : 'unproven').toBe(verdict);
    expect(cost?.change?.money).toMatchObject({ comparedValue: '10.0000', upper: cost?.change?.upper?.toFixed(4) });
    // Nine tenths of what a label cost then.
    expect(cost?.target).toMatchObject({ lower: null, upper: about(9), ofEarlier: { upper: 0.9 } });
  });

  it('looks at that year whatever the number is compared with', async () => {
    const met = { verdict: 'met', target: { upper: about(9) } };
    expect(await judged(cheaper, null)).toMatchObject(met);
    const previous = await judged(cheaper, { kind: 'previous' });
    expect(previous).toMatchObject({ ...met, change: { comparedRange: { from: '2026-02-01' } } });
  });

  it('judges nothing where nothing is known of that year, or days are shared with it', async () => {
    expect(await judged(cheaper, null, {})).toMatchObject({ verdict: 'not_judged', target });
    await judged(cheaper, null);
    const range = { kind: 'days', days: { from: day('2025-03-01'), to: day('2026-04-01') } } as const;
    const [both] = (await open?.ask({ ...asked, range }, known, { targets: alwaysTarget(target) })) ?? [];
    expect(both).toMatchObject({ verdict: 'not_judged', target });
  });

  it('gives each period of a series its own', async () => {
    await judged(cheaper, null);
    const range = { kind: 'days', days: { from: day('2026-02-01'), to: day('2026-05-01') } } as const;
    const numbers = await open?.ask({ ...asked, range, grain: 'month' }, known, { targets: alwaysTarget(target) });
    expect(numbers?.map(({ verdict }) => verdict)).toEqual(['not_judged', 'met', 'not_judged']);
  });
});

describe('a target that holds while another metric is not worse', () => {
  const holding = { ...target, notWorse: { metric: 'audit_pass_rate', margin: 0.01 } };

  it.each([
    // All passed both times: by Newcombe at worst 0.95 points less, z^2 / (400 + z^2).
    [
      'met where it is not, beyond chance',
      400,
      'met',
      { difference: 0, lower: about(-3.8414588206941236 / 403.84145882069412), verdict: 'met' },
    ],
    ['unproven where it may be', 396, 'unproven', { difference: about(-0.01), verdict: 'unproven' }],
    ['missed where it is', 300, 'missed', { difference: about(-0.25), verdict: 'missed' }],
  ])('is %s', async (_, passed, verdict, notWorse) => {
    open = await GradedWarehouse.open(joined(march(2026, cheaper), lastYear, audits(2026, passed), audits(2025, 400)));
    const [cost] = await open.ask(asked, known, { targets: alwaysTarget(holding) });
    expect(cost).toMatchObject({ verdict, notWorse });
  });

  it('is unproven where the other is not known, and missed whatever it is where its own bound is', async () => {
    open = await GradedWarehouse.open(joined(march(2026, cheaper), lastYear, audits(2026, 400)));
    const ask = async () => (await open?.ask(asked, known, { targets: alwaysTarget(holding) }))?.[0];
    expect(await ask()).toMatchObject({ verdict: 'unproven', notWorse: { difference: null, verdict: 'unproven' } });
    await open.close();
    const dear = march(2026, [96, 98, 96, 98, 96, 98]);
    open = await GradedWarehouse.open(joined(dear, lastYear, audits(2026, 400), audits(2025, 400)));
    expect(await ask()).toMatchObject({ verdict: 'missed', notWorse: { verdict: 'met' } });
  });
});

describe('a target of two quarters before', () => {
  /** Two hundred answers of a quarter, of which so many hallucinate. */
  const quarter = (month: string, hallucinated: number): GradedRows => {
    const ids = Array.from({ length: 200 }, (_, index) => `${month}-${index}`);
    return {
      fact_output: ids.map((output_id) => ({ output_id, produced_at: `${month}-10T12:00:00Z` })),
      fact_grade: ids.map((output_id, index) => ({
        grade_id: output_id,
        output_id,
        produced_at: `${month}-10T12:00:00Z`,
        grader_id: 'h1',
        criterion: 'hallucination' as const,
        is_defect: index < hallucinated,
      })),
    };
  };
  const fifth = { ...target, ofEarlier: { lower: null, upper: 0.8, when: 'two_quarters_before' } } as const;
  const days = { from: day('2026-07-01'), to: day('2026-10-01') };
  const later = { span: { first: day('2026-01-01'), last: day('2026-10-31') }, today: day('2026-12-01') };

  it.each([
    // Koopman's upper limits of 20, 30 and 40 in 200 over 60 in 200: 0.526, 0.735, 0.941; lower of 100: 1.299.
    ['met', 20],
    ['met', 30],
    ['unproven', 40],
    ['missed', 100],
  ])('is %s where %i of 200 hallucinate after 60', async (verdict, now) => {
    open = await GradedWarehouse.open(joined(quarter('2026-02', 60), quarter('2026-05', 0), quarter('2026-08', now)));
    const [rate] = await open.ask({ metrics: ['hallucination_rate'], range: { kind: 'days', days } }, later, {
      targets: alwaysTarget(fifth),
    });
    expect(rate).toMatchObject({ verdict, target: { lower: null, upper: about(0.24) } });
  });
});
