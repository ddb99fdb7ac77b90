import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

type Output = Partial<Row<'fact_output'>>;

let open: GradedWarehouse | null = null;
const since = { valid_from: '2020-01-01T00:00:00Z' };
/** Workflow `cites` must cite its sources now, `cited` had to, `free` need not. */
const asking = async (rows: GradedRows): Promise<GradedWarehouse> =>
  (open = await GradedWarehouse.open({
    dim_workflow: [
      { workflow_id: 'cites', requires_grounding: true, ...since },
      { workflow_id: 'cited', requires_grounding: true, ...since, valid_to: '2026-01-01T00:00:00Z' },
      { workflow_id: 'cited', requires_grounding: false, valid_from: '2026-01-01T00:00:00Z' },
      { workflow_id: 'free', requires_grounding: false, ...since },
    ],
    ...rows,
  }));
afterEach(async () => {
  await open?.close();
  open = null;
});

const answers = (count: number, name: string, row: Output = {}): Output[] =>
  Array.from({ length: count }, (_, index) => ({
    output_id: `${name}-${index}`,
    session_key: `${name}-${index}`,
    workflow_id: 'cites',
    claims: 4,
    cited_claims: 4,
    cited_claims_ok: 4,
    ...row,
  }));
const near = (value: number): number => expect.closeTo(value, 9) as number;

const rows: GradedRows = {
  dim_test_case: [{ case_version_id: 'leaked', contamination: 'contaminated' }],
  fact_output: [
    ...answers(30, 'all'),
    ...answers(10, 'half', { cited_claims: 2, cited_claims_ok: 1 }),
    // Claims without a citation, and nothing claimed at all.
    ...answers(5, 'bare', { cited_claims: 0, cited_claims_ok: 0 }),
    ...answers(3, 'mute', { claims: 0, cited_claims: 0, cited_claims_ok: 0 }),
    ...answers(2, 'unchecked', { cited_claims_ok: null }),
    ...answers(1, 'uncounted', { cited_claims: null, cited_claims_ok: null }),
    ...answers(1, 'unclaimed', { claims: null }),
    ...answers(1, 'late', { status: 'timeout' }),
    ...answers(1, 'leak', { case_version_id: 'leaked' }),
    ...answers(4, 'free', { workflow_id: 'free' }),
    ...answers(4, 'before', { workflow_id: 'cited' }),
    ...answers(4, 'unlisted', { workflow_id: null }),
  ],
};

describe('citation_correctness', () => {
  it('is of citations, where sources must be cited by the list in force', async () => {
    const db = await asking(rows);
    const [all] = await db.ask({ metrics: ['citation_correctness'] });
    // 30 x 4 + 10 x 1 + 4 of 30 x 4 + 10 x 2 + 4.
    expect(all).toMatchObject({ value: near(134 / 144), numerator: 134, denominator: 144, n: 41, rows: 41 });
    expect(all).toMatchObject({ interval: 'ratio_of_sums', status: 'ok' });
    expect(all?.caveats).toEqual([
      { code: 'errors', count: 1 },
      { code: 'contaminated', count: 1 },
      { code: 'uncounted', count: 3 },
      { code: 'uncited', count: 8 },
    ]);
  });

  it('has limits by case or session, and exact ones where nothing varies', async () => {
    // Five answers by each of six sessions with 10 citations, of which 10, 10, 10, 5, 5 and 5 hold: 0.75, residuals 2.5.
    const sessions = [10, 10, 10, 5, 5, 5].flatMap((holds, session) =>
      answers(5, `s${session}`, { session_key: `s${session}`, cited_claims: 2, cited_claims_ok: holds / 5 }),
    );
    const db = await asking({ fact_output: sessions });
    const [all] = await db.ask({ metrics: ['citation_correctness'] });
    // se = sqrt(6 x 6.25 / (6 x 5)) / 10 = 0.1118; t of 5 degrees is 2.5706: 0.75 +- 0.2874, and no more than all.
    expect(all).toMatchObject({ value: near(0.75), upper: 1 });
    expect(all?.lower).toBeCloseTo(0.75 - 0.257058184 * Math.sqrt(1.25), 6);
    const whole = await asking({ fact_output: answers(30, 'all') });
    const [none] = await whole.ask({ metrics: ['citation_correctness'] });
    expect(none).toMatchObject({ value: 1, upper: 1, interval: 'clopper_pearson' });
    expect(none?.lower).toBeCloseTo(0.025 ** (1 / 30), 9);
    await db.close();
  });

  it('counts answers, of which a few with many citations are worth fewer', async () => {
    const db = await asking({
      fact_output: [
        ...answers(29, 'one', { cited_claims: 1, cited_claims_ok: 1 }),
        ...answers(1, 'many', { cited_claims: 30, cited_claims_ok: 15 }),
      ],
    });
    // 59^2 / (29 + 900) is 3.7 answers.
    expect((await db.ask({ metrics: ['citation_correctness'] }))[0]).toMatchObject({
      n: 30,
      value: null,
      status: 'low_n',
    });
    const free = await asking({ fact_output: answers(40, 'free', { workflow_id: 'free' }) });
    expect((await free.ask({ metrics: ['citation_correctness'] }))[0]).toMatchObject({
      n: 0,
      status: 'no_data',
      value: null,
    });
    await db.close();
  });

  it('weighs sampled answers, and samples of a case as one', async () => {
    const live = { environment: 'production', cited_claims: 2 } as const;
    const db = await asking({
      fact_output: [
        ...answers(30, 'rare', { ...live, sampling_prob: '0.100000000', cited_claims_ok: 1 }),
        ...answers(30, 'usual', { ...live, sampling_prob: '1.000000000', cited_claims_ok: 2 }),
      ],
    });
    // 30 x 10 x 1 + 30 x 2 of 30 x 10 x 2 + 30 x 2.
    const [all] = await db.ask({ metrics: ['citation_correctness'] });
    expect(all).toMatchObject({ value: near(360 / 660), numerator: 360, denominator: 660, n: 60 });
  });
});

describe('citation_missing_rate', () => {
  it('is of answers that claim something', async () => {
    const db = await asking(rows);
    const [all] = await db.ask({ metrics: ['citation_missing_rate'] });
    // 5 of 30 + 10 + 5 + the 2 of whose citations nobody checked whether they hold.
    expect(all).toMatchObject({ value: near(5 / 47), n: 47, numerator: 5, status: 'ok' });
    expect(all?.caveats).toEqual([
      { code: 'errors', count: 1 },
      { code: 'contaminated', count: 1 },
      { code: 'uncounted', count: 2 },
    ]);
  });
});
