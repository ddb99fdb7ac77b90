import type { Day } from '@assay/contract';
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

type Issue = Partial<Row<'fact_issue'>> & { readonly is_test?: boolean };
const issue = (id: string, row: Issue): Issue => ({ issue_id: id, detected_at: '2026-03-02T00:00:00Z', ...row });
const days = (from: string, to: string) => ({ kind: 'days', days: { from: from as Day, to: to as Day } }) as const;
const about = (value: number): number => expect.closeTo(value, 6) as number;
const march = days('2026-03-01', '2026-04-01');
/** So many days after 2 March. */
const after = (count: number): string => new Date(Date.UTC(2026, 2, 2 + count)).toISOString();
/** The last row says how far data are known: until the end of 1 April, 31 days after 2 March. */
const last = issue('last', { issue_kind: 'red_team', detected_at: '2026-04-01T12:00:00Z' });

describe('issue_to_data_cycle_time', () => {
  const failure = { issue_kind: 'failure_mode', is_priority: true } as const;
  const done = (id: string, data: number, tested: number): Issue =>
    issue(id, { ...failure, data_shipped_at: after(data), eval_updated_at: after(tested) });

  it('is the median of the later of data and case, while some are open', async () => {
    const db = await asking({
      fact_issue: [
        // Over after 2, 4, 6, 8, 10, 12, 14, 16, 18 and 30 days, each by the later of the two.
        done('a', 2, 1),
        done('b', 1, 4),
        done('c', 6, 6),
        done('d', 8, 3),
        done('e', 10, 3),
        done('f', 12, 3),
        done('g', 14, 3),
        done('h', 3, 16),
        done('i', 18, 3),
        done('j', 30, 3),
        // A case without data, settled after 5 days by a prompt: open until then, and never done.
        issue('prompt', { ...failure, eval_updated_at: after(3), resolved_at: after(5) }),
        // Data without a case, resolved: still open.
        issue('half', { ...failure, data_shipped_at: after(3), resolved_at: after(9) }),
        issue('open', failure),
        issue('minor', { ...failure, is_priority: false, data_shipped_at: after(1), eval_updated_at: after(1) }),
        issue('gap', { issue_kind: 'guideline_gap', is_priority: true }),
        issue('off', { ...failure, cancelled_at: after(1) }),
        issue('again', { ...failure, duplicate_of_issue_id: 'a' }),
        last,
      ],
    });
    const [all] = await db.ask({ metrics: ['issue_to_data_cycle_time'], range: march });
    // 13 at risk. 2: 12/13. 4: 11/13. 5: one leaves, 10 at risk. 6: × 9/10 = 0.761538. 8: × 8/9. 10: × 7/8 = 0.592308.
    // 12: × 6/7 = 0.507692. 14: × 5/6 = 0.423077, the first below a half. In 21 days: 16: × 4/5, 18: × 3/4 = 0.253846.
    expect(all).toMatchObject({
      value: 14,
      n: 13,
      numerator: 10,
      interval: 'km_median',
      status: 'ok',
      parts: { done: { rows: 10 }, settled: { rows: 1 }, open: { rows: 2 }, within: { value: about(1 - 0.253846154) } },
    });
    expect(Number(all?.lower)).toBeLessThan(14);
    expect(all?.caveats).toEqual([
      { code: 'duplicate_issues', count: 1 },
      { code: 'cancelled_issues', count: 1 },
      { code: 'settled_without_data', count: 1 },
    ]);
    expect(await db.rowsBehind({ metric: 'issue_to_data_cycle_time', range: march.days })).toBe(13);
  });

  it('says by stages where it is held up: triage, then data and case from there', async () => {
    const staged = (id: string, triage: number, data: number, tested: number): Issue =>
      issue(id, {
        ...failure,
        triaged_at: after(triage),
        data_shipped_at: after(triage + data),
        eval_updated_at: after(triage + tested),
      });
    // Eleven: triaged after 1, 1, 2, 2, 3, 3, 4, 4, 5, 5 and 6 days, with data 10 to 15 and cases 2 to 7 days later.
    const each = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5];
    const db = await asking({
      fact_issue: [
        ...each.map((more, index) => staged(`i${index}`, 1 + more, 10 + more, 2 + more)),
        // Neither triaged nor anything else: no stage but the first has begun.
        issue('untriaged', failure),
        issue('minor', { ...failure, is_priority: false, triaged_at: after(30) }),
        last,
      ],
    });
    const metrics = ['issue_triage_time', 'issue_data_time', 'issue_eval_time'];
    const [triage, data, tested] = await db.ask({ metrics, range: march });
    // Of 12 six are left after 3 days, a half and no less: midway to 4, when the next end. Of 11 the sixth is past it.
    expect(triage).toMatchObject({ value: 3.5, n: 12, numerator: 11, parts: { triaged: { rows: 11 } } });
    expect(triage?.parts['within']?.value).toBeCloseTo(4 / 12, 9);
    expect(data).toMatchObject({ value: 12, n: 11, numerator: 11, parts: { shipped: { rows: 11 } } });
    expect(tested).toMatchObject({ value: 4, n: 11, numerator: 11, parts: { added: { rows: 11 } } });
    expect(data?.caveats).toEqual([{ code: 'untriaged_issues', count: 1 }]);
  });

  it('has no value where fewer than half are over, and none of fewer than ten', async () => {
    const over = Array.from({ length: 10 }, (_, index) => done(`over-${index}`, 2, 2));
    const waiting = Array.from({ length: 11 }, (_, index) => issue(`open-${index}`, failure));
    const db = await asking({ fact_issue: [...over, ...waiting, last] });
    const [beyond] = await db.ask({ metrics: ['issue_to_data_cycle_time'], range: march });
    expect(beyond).toMatchObject({
      value: null,
      status: 'undefined',
      caveats: [{ code: 'median_not_reached', count: null }],
      parts: { within: { value: about(10 / 21) } },
    });
    await db.close();
    const few = await asking({ fact_issue: [...over.slice(1), last] });
    const [few9] = await few.ask({ metrics: ['issue_to_data_cycle_time'], range: march });
    expect(few9).toMatchObject({ value: null, status: 'low_n', n: 9, numerator: 9 });
  });
});

describe('regression_detection_lead_time', () => {
  it('is from the release candidate to the detection; seen before it is 0', async () => {
    const dim_model_version = [
      { model_version_id: 'm1', rc_at: '2026-03-02T00:00:00Z' },
      { model_version_id: 'm2', rc_at: null },
    ];
    const seen = (hours: number): Issue =>
      issue(`after-${hours}`, {
        issue_kind: 'regression',
        model_version_id: 'm1',
        detected_at: new Date(Date.UTC(2026, 2, 2, hours)).toISOString(),
      });
    const db = await asking({
      dim_model_version,
      fact_issue: [
        ...[-20, -3, 10, 20, 30, 40, 50, 72, 80, 200].map(seen),
        issue('unknown', { issue_kind: 'regression', model_version_id: 'm2' }),
        issue('other', { issue_kind: 'failure_mode', model_version_id: 'm1' }),
        last,
      ],
    });
    const [all] = await db.ask({ metrics: ['regression_detection_lead_time'], range: march });
    // 0, 0, 10, 20, 30 | 40, 50, 72, 80, 200: exactly half after 30, so halfway to 40; eight of ten in 72 hours.
    expect(all).toMatchObject({ value: about(35), n: 10, status: 'ok', parts: { within: { value: about(0.8) } } });
    expect(all?.caveats).toEqual([{ code: 'no_candidate', count: 1 }]);
  });
});

describe('time_to_guideline_clarification', () => {
  it('is working days, of gaps that recur', async () => {
    const gap = { issue_kind: 'guideline_gap', occurrence_count: 3 } as const;
    // 2026-03-06 is a Friday.
    const from = '2026-03-06T15:00:00Z';
    const published = (id: string, at: string, row: Issue = {}): Issue =>
      issue(id, { ...gap, detected_at: from, guideline_published_at: at, ...row });
    const db = await asking({
      fact_issue: [
        published('same day', '2026-03-06T18:00:00Z'),
        published('weekend', '2026-03-08T09:00:00Z'),
        published('monday', '2026-03-09T09:00:00Z'),
        ...['2026-03-11', '2026-03-11', '2026-03-12', '2026-03-13', '2026-03-16', '2026-03-20', '2026-03-23'].map(
          (day, index) => published(`later-${index}`, `${day}T09:00:00Z`),
        ),
        published('once, and urgent', '2026-03-24T09:00:00Z', { occurrence_count: 1, is_priority: true }),
        published('once', '2026-03-09T09:00:00Z', { occurrence_count: 2 }),
        issue('open', { ...gap, detected_at: from }),
        last,
      ],
    });
    const [all] = await db.ask({ metrics: ['time_to_guideline_clarification'], range: march });
    // 0, 0, 1, 3, 3, 4, 5, 6, 10, 11, 12 and one still open after 19: of 12 six are over after 4, so halfway to 5.
    // Nine of twelve in ten working days.
    expect(all).toMatchObject({
      value: about(4.5),
      n: 12,
      parts: { published: { rows: 11 }, open: { rows: 1 }, within: { value: about(0.75) } },
    });
  });
});
