import type { Day, Target } from '@assay/contract';
import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { alwaysTarget, GradedWarehouse } from '../testing/graded-rows.ts';

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

type Incident = Partial<Row<'fact_incident'>>;
const incident = (id: string, at: string, row: Incident = {}): Incident => ({
  incident_id: id,
  detected_at: `${at}T12:00:00Z`,
  status: 'resolved',
  severity_rank: 1,
  is_llm_related: true,
  remediation: 'hotfix',
  ...row,
});
const many = (count: number, at: string): readonly Incident[] =>
  Array.from({ length: count }, (_, index) => incident(`${at} ${index}`, at));
const days = (from: string, to: string) => ({ kind: 'days', days: { from: from as Day, to: to as Day } }) as const;
const about = (value: number): number => expect.closeTo(value, 6) as number;
/** Data of two years, of which the last day is 10 May 2026. */
const known = {
  span: { first: '2025-01-01' as Day, last: '2026-05-10' as Day },
  today: '2026-05-12' as Day,
};
const first = days('2026-01-01', '2026-04-01');
const rate = { metrics: ['post_release_incident_rate'] };
/** Mean days of a quarter: 365.25 / 4. */
const quarter = 91.3125;

describe('post_release_incident_rate', () => {
  const released: Partial<Row<'dim_model_version'>> = {
    model_version_id: 'm',
    release_id: 'r',
    released_at: '2026-02-01T12:00:00Z',
  };
  const table = [
    ...many(30, '2026-01-20'),
    incident('back', '2026-02-01', { remediation: 'rollback', release_id: 'r' }),
    // Thirty days after the release, to the second: no more of it.
    incident('late', '2026-03-03', { release_id: 'r' }),
    incident('soon', '2026-03-02', { release_id: 'r', severity_rank: null }),
    incident('before', '2026-01-31', { release_id: 'r' }),
    incident('no release', '2026-03-01', { release_id: 'unheard of' }),
    incident('last day', '2026-03-31'),
    incident('first day', '2026-01-01'),
    // Mended otherwise, and not by a model.
    incident('guarded', '2026-02-03', { remediation: 'guardrail' }),
    incident('not ours', '2026-02-03', { is_llm_related: false }),
    // Nothing to find, and unknown ones: left out and told.
    incident('nothing', '2026-02-04', { status: 'false_alarm' }),
    incident('who knows', '2026-02-04', { is_llm_related: null }),
    incident('how', '2026-02-04', { remediation: null }),
    incident('neither', '2026-02-04', { remediation: null, is_llm_related: false }),
  ];

  it('is such incidents by the days of the period, in days of a quarter', async () => {
    const db = await asking({ fact_incident: table, dim_model_version: [released] });
    const [all] = await db.ask({ ...rate, range: first }, known);
    // 30 + back, late, soon, before, no release, last day, first day: 37 in the 90 days from January to March. Limits of
    // poisson_rate/03 of the published vectors, 37 in 90.
    expect(all).toMatchObject({
      value: about(0.411111111111 * quarter),
      lower: expect.closeTo(0.289460161857 * quarter, 5) as number,
      upper: expect.closeTo(0.566662512688 * quarter, 5) as number,
      interval: 'poisson_rate',
      status: 'ok',
      n: 37,
      denominator: 90,
      parts: { hotfix: { rows: 36 }, rollback: { rows: 1 }, after_release: { rows: 2 } },
      caveats: [
        { code: 'false_alarms', count: 1 },
        { code: 'unknown_cause', count: 2 },
        { code: 'untriaged', count: 1 },
      ],
    });
    expect(await db.rowsBehind({ metric: 'post_release_incident_rate', range: first.days }, known)).toBe(37);
  });

  it('divides by the days that are over, that were asked for, and that the data reaches', async () => {
    const db = await asking({ fact_incident: [incident('a', '2026-04-05'), incident('b', '2026-05-10')] });
    const quarters = await db.ask({ ...rate, grain: 'quarter', range: days('2025-11-01', '2026-07-01') }, known);
    // Of the last quarter of 2025 two months were asked for; from April to 10 May there are 40 days.
    expect(
      quarters.map(({ bucket, n, denominator, value, status }) => [bucket, n, denominator, value, status]),
    ).toEqual([
      ['2025-10-01', 0, 61, 0, 'ok'],
      ['2026-01-01', 0, 90, 0, 'ok'],
      ['2026-04-01', 2, 40, about((2 / 40) * quarter), 'ok'],
    ]);
    expect(quarters[2]).toMatchObject({ partial: true, verdict: 'not_judged' });
    const outside = await db.ask({ ...rate, range: days('2024-11-01', '2025-01-01') }, known);
    expect(outside).toMatchObject([{ value: null, n: 0, denominator: 0, status: 'no_data' }]);
  });

  it('has the same days for every slice, and a rate of none for one that is there no more', async () => {
    const db = await asking({
      fact_incident: [
        ...many(3, '2026-01-20'),
        incident('back', '2026-04-20', { remediation: 'rollback' }),
        incident('earlier', '2026-01-20', { remediation: 'rollback' }),
      ],
    });
    const asked = { ...rate, grain: 'month', by: ['remediation'], range: days('2026-01-01', '2026-05-01') } as const;
    const values = (await db.ask(asked, known)).map(({ by, n, denominator }) => [by['remediation'], n, denominator]);
    expect(values).toEqual([
      ['hotfix', 3, 31],
      ['hotfix', 0, 28],
      ['hotfix', 0, 31],
      ['hotfix', 0, 30],
      ['rollback', 1, 31],
      ['rollback', 0, 28],
      ['rollback', 0, 31],
      ['rollback', 1, 30],
    ]);
  });

  it('has no rest to be held against: in the same time events add up', async () => {
    const db = await asking({
      fact_incident: [...many(9, '2026-01-20'), incident('back', '2026-01-20', { remediation: 'rollback' })],
    });
    const rest = { kind: 'rest', dimension: 'remediation' } as const;
    const numbers = await db.ask({ ...rate, range: first, by: ['remediation'], compare: rest }, known);
    expect(numbers.map(({ change }) => change)).toEqual([null, null]);
  });

  describe('is judged by the ratio to the quarter before', () => {
    const target: Target = {
      lower: null,
      upper: null,
      ofEarlier: { lower: null, upper: 1, when: 'quarter_before' },
      validFrom: '2024-01-01' as Day,
      proposed: false,
    };
    const judged = async (before: number, now: number) => {
      const db = await asking({ fact_incident: [...many(before, '2025-11-20'), ...many(now, '2026-01-20')] });
      const [number] = await db.ask({ ...rate, grain: 'quarter', range: first }, known, {
        targets: alwaysTarget(target),
      });
      return number;
    };

    it('met where the whole interval of the ratio is below 1', async () => {
      // 4 in 90 days after 20 in 92: 4 of 24 events, Clopper-Pearson 0.0474 to 0.3738, so a ratio of 0.051 to 0.610.
      expect(await judged(20, 4)).toMatchObject({ verdict: 'met', target: { upper: about((20 / 92) * quarter) } });
    });

    it('unproven at small counts', async () => {
      expect(await judged(4, 2)).toMatchObject({ verdict: 'unproven' });
    });

    it('missed where it is above, even after a quarter without any', async () => {
      expect(await judged(3, 20)).toMatchObject({ verdict: 'missed' });
    });

    it('missed where there were none before', async () => {
      expect(await judged(0, 20)).toMatchObject({ verdict: 'missed', target: { upper: 0 } });
    });
  });
});
