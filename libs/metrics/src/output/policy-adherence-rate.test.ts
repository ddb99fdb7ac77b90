import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

type Output = Partial<Row<'fact_output'>>;
type Grade = Partial<Row<'fact_grade'>>;

let open: GradedWarehouse | null = null;
const asking = async (rows: GradedRows): Promise<GradedWarehouse> => (open = await GradedWarehouse.open(rows));
afterEach(async () => {
  await open?.close();
  open = null;
});

const outputs = (count: number, name: string, row: Output = {}): Output[] =>
  Array.from({ length: count }, (_, index) => ({
    output_id: `${name}-${index}`,
    session_key: `${name}-${index}`,
    ...row,
  }));
const checked = (rows: readonly Output[], isBroken: boolean, row: Grade = {}): Grade[] =>
  rows.map(({ output_id = null }) => ({
    grade_id: `${output_id} ${row.grader_id ?? 'h1'} ${row.criterion ?? ''} ${row.node_version_id ?? ''}`,
    output_id,
    grader_id: 'h1',
    criterion: 'policy',
    is_defect: isBroken,
    ...row,
  }));
const refused = (rows: readonly Output[], row: Grade = {}): Grade[] =>
  checked(rows, false, { criterion: 'refusal', refusal_level: 'full', ...row });

const asked = { metrics: ['policy_adherence_rate'] } as const;

describe('policy_adherence_rate', () => {
  it('is what breaks no policy, and what is refused as it should be, of all that somebody checked (E7)', async () => {
    const [kept, broken, tie] = [outputs(30, 'kept'), outputs(2, 'broken'), outputs(1, 'tie')];
    const unsafe = outputs(4, 'unsafe', { request_class: 'should_refuse' });
    const [harmless, unseen] = [outputs(1, 'harmless'), outputs(1, 'unseen')];
    const half = outputs(1, 'half', { request_class: 'should_refuse' });
    const db = await asking({
      dim_test_case: [{ case_version_id: 'leaked', case_id: 'leaked', contamination: 'contaminated' }],
      fact_output: [
        ...[kept, broken, tie, unsafe, harmless, unseen, half].flat(),
        ...outputs(2, 'late', { status: 'timeout' }),
        ...outputs(1, 'cut', { status: 'truncated' }),
        ...outputs(1, 'leak', { case_version_id: 'leaked' }),
      ],
      fact_grade: [
        ...checked(kept, false),
        // Two policies broken by one output are one output (E9).
        ...checked(broken, true, { node_version_id: 'fraud' }),
        ...checked(broken, true, { node_version_id: 'privacy' }),
        ...checked(tie, true),
        ...checked(tie, false, { grader_id: 'h2' }),
        // Nobody need look at a refusal of what should be refused; who did and found a policy broken is right.
        ...refused(unsafe),
        ...checked(unsafe.slice(0, 1), true),
        // Of these nobody said whether a policy is broken: what is no policy's business, refused wrongly or in part.
        ...refused(harmless, { is_defect: true }),
        ...refused(half, { refusal_level: 'partial' }),
        ...checked(unseen, true, { criterion: 'harm' }),
      ],
    });
    const [all] = await db.ask(asked);
    // 30 kept and 3 refused, of 30 + 2 + 4.
    expect(all).toMatchObject({ value: expect.closeTo(33 / 36, 12) as number, n: 36, numerator: 33, status: 'ok' });
    expect(all?.parts).toMatchObject({ kept: { rows: 30 }, refused: { rows: 3 } });
    expect(all?.caveats).toEqual([
      { code: 'errors', count: 3 },
      { code: 'contaminated', count: 1 },
      { code: 'disputed', count: 1 },
      { code: 'ungraded', count: 3 },
    ]);
  });

  it('is grey where a tenth has no verdict, and nothing where nobody checked', async () => {
    const rows = outputs(40, 'o');
    const db = await asking({ fact_output: rows, fact_grade: checked(rows.slice(0, 35), false) });
    expect((await db.ask(asked))[0]).toMatchObject({ status: 'low_n', value: 1, n: 35 });
    const none = await asking({ fact_output: rows });
    expect((await none.ask(asked))[0]).toMatchObject({ status: 'no_data', value: null, n: 0 });
    await db.close();
  });

  it('counts an output of before whenever it is checked, and by the label given first where asked', async () => {
    const rows = outputs(30, 'o', { produced_at: '2026-03-03T12:00:00Z' });
    const late = { graded_at: '2026-03-30T12:00:00Z' };
    const db = await asking({
      fact_output: rows,
      fact_grade: [
        ...checked(rows, false, late).map((each, index) => ({ ...each, is_latest: index > 2 })),
        ...checked(rows.slice(0, 3), true, { ...late, grader_id: 'h1', node_version_id: 'again' }).map(
          (each, index) => ({
            ...each,
            regrade_of_grade_id: `o-${index} h1  `,
          }),
        ),
      ],
    });
    const days = { kind: 'days', days: { from: '2026-03-02', to: '2026-03-09' } } as never;
    expect((await db.ask({ ...asked, range: days }))[0]).toMatchObject({ n: 30, value: 0.9 });
    const params = { gradeBasis: 'best', labelBasis: 'as_graded' } as const;
    expect((await db.ask({ ...asked, range: days, params }))[0]).toMatchObject({ n: 30, value: 1 });
  });

  it('shows every number of cases of high risk, with the exact bound of none broken', async () => {
    const tiers = ['high', 'low'] as const;
    const of = (tier: string, count: number) =>
      outputs(count, tier).map((row, index) => ({ ...row, case_version_id: `${tier}-${index}`, session_key: null }));
    const [high, low] = [of('high', 300), of('low', 5)];
    const db = await asking({
      dim_test_case: [...high, ...low].map(({ case_version_id }, index) => ({
        case_version_id,
        case_id: case_version_id,
        risk_tier: index < 300 ? tiers[0] : tiers[1],
      })),
      fact_output: [...high, ...low],
      fact_grade: checked([...high, ...low], false),
    });
    const members = new Map([['risk_tier', tiers.map((value) => ({ value, label: value, rows: 1 }))]]);
    const targets = {
      find: ({ by }: { readonly by: Readonly<Record<string, string | null>> }) =>
        by['risk_tier'] === 'high' ? { lower: 0.99, upper: null, validFrom: '2024-01-01', proposed: false } : null,
      among: () => [],
    } as never;
    const [all, few] = await db.ask({ ...asked, by: ['risk_tier'] }, { members }, { targets });
    // 0 of 300 broken: the exact lower bound is 0.025^(1/300), 98.8 %, below 99 %.
    expect(all).toMatchObject({ n: 300, value: 1, interval: 'clopper_pearson', verdict: 'unproven' });
    expect(all?.lower).toBeCloseTo(0.025 ** (1 / 300), 10);
    expect(few).toMatchObject({ n: 5, value: null, status: 'low_n' });
    const where = [{ dimension: 'risk_tier', values: ['high'] }];
    const three = { kind: 'days', days: { from: '2026-03-01', to: '2026-04-01' } } as never;
    expect((await db.ask({ ...asked, where, range: three }, { members }))[0]).toMatchObject({ n: 300, status: 'ok' });
  });
});
