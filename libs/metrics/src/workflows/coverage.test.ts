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

const ever = '1900-01-01T00:00:00Z';
const at = (day: string): string => `2026-${day}T00:00:00Z`;
type Workflow = Partial<Row<'dim_workflow'>> & { readonly is_test?: boolean; readonly voided_at?: string };
const workflow = (workflow_id: string, row: Workflow = {}): Workflow => ({
  workflow_id,
  valid_from: ever,
  is_priority: true,
  risk_tier: 'low',
  owner_team_id: 'studio',
  ...row,
});
const days = (from: string, to: string) => ({ kind: 'days', days: { from: from as Day, to: to as Day } }) as const;
const march = days('2026-03-01', '2026-04-01');
/** Data of 2026 until 10 April. */
const known = {
  span: { first: '2026-01-01' as Day, last: '2026-04-10' as Day },
  today: '2026-04-12' as Day,
};

describe('rubric_coverage', () => {
  type Task = Partial<Row<'dim_task'>> & { readonly voided_at?: string };
  const rubric = (workflow_id: string, row: Task = {}): Task => ({
    task_version_id: `${workflow_id} ${JSON.stringify(row)}`,
    task_id: workflow_id,
    workflow_id,
    rubric_status: 'approved',
    example_count: 1,
    counterexample_count: 1,
    valid_from: ever,
    ...row,
  });
  const coverage = { metrics: ['rubric_coverage'], range: march };

  it('is priority workflows with approved guidelines that have both kinds of examples, when the period ended', async () => {
    const db = await asking({
      dim_workflow: [
        workflow('whole'),
        workflow('no counterexample'),
        workflow('no example'),
        workflow('draft'),
        workflow('nothing'),
        workflow('other task helps'),
        workflow('not yet'),
        // Was replaced in April: until then it was approved.
        workflow('replaced'),
        // Retired without an end: nobody knows whether it was in force.
        workflow('retired'),
        workflow('void rubric'),
        workflow('minor', { is_priority: false }),
        workflow('sandbox', { is_test: true }),
        workflow('void', { voided_at: at('03-05') }),
      ],
      dim_task: [
        rubric('whole'),
        rubric('no counterexample', { counterexample_count: 0 }),
        rubric('no example', { example_count: 0 }),
        rubric('draft', { rubric_status: 'draft' }),
        rubric('other task helps', { counterexample_count: 0 }),
        rubric('other task helps'),
        rubric('not yet', { valid_from: at('04-01') }),
        rubric('replaced', { rubric_status: 'retired', valid_to: at('04-05') }),
        rubric('retired', { rubric_status: 'retired' }),
        rubric('void rubric', { voided_at: at('03-05') }),
        rubric('minor'),
        rubric('sandbox'),
        rubric('void'),
      ],
    });
    const [number] = await db.ask(coverage, known);
    // Ten priorities; covered are whole, other task helps, replaced; two have guidelines without examples of both kinds;
    // draft, nothing, not yet, retired and void rubric have none.
    expect(number).toMatchObject({
      value: 0.3,
      lower: null,
      upper: null,
      interval: null,
      status: 'ok',
      n: 10,
      numerator: 3,
      denominator: 10,
      parts: { covered: { rows: 3 }, no_examples: { rows: 2, value: 0.2 }, no_rubric: { rows: 5 } },
      caveats: [],
    });
    expect(await db.rowsBehind({ metric: 'rubric_coverage', range: march.days }, known)).toBe(10);
  });

  it('asks the version of a workflow that was in force at the end of each period', async () => {
    const db = await asking({
      dim_workflow: [
        workflow('steady'),
        // On the list from 15 February to the end of March.
        workflow('passing', { is_priority: false, valid_to: at('02-15') }),
        workflow('passing', { valid_from: at('02-15'), valid_to: at('04-01'), risk_tier: 'high' }),
        workflow('passing', { is_priority: false, valid_from: at('04-01') }),
        // From the first instant of April on, and from the day that the data reaches no more.
        workflow('April', { valid_from: at('04-01') }),
        workflow('ahead', { valid_from: at('04-11') }),
      ],
      dim_task: [rubric('passing')],
    });
    const months = { ...coverage, grain: 'month', range: days('2026-01-01', '2026-06-01') } as const;
    const numbers = await db.ask(months, known);
    // Of April ten days are known; of May none.
    expect(numbers.map(({ numerator, n, value, partial, status }) => [numerator, n, value, partial, status])).toEqual([
      [0, 1, 0, false, 'ok'],
      [1, 2, 0.5, false, 'ok'],
      [1, 2, 0.5, false, 'ok'],
      [0, 2, 0, true, 'ok'],
      [0, 0, null, true, 'no_data'],
    ]);
    const risks = await db.ask({ ...coverage, by: ['risk_tier'] }, known);
    expect(risks.map(({ by, numerator, n }) => [by['risk_tier'], numerator, n])).toEqual([
      ['high', 1, 1],
      ['low', 0, 1],
    ]);
    expect(await db.rowsBehind({ metric: 'rubric_coverage', range: march.days }, known)).toBe(2);
    const filters = [{ dimension: 'risk_tier', values: ['high'] }];
    const where = [{ dimension: 'risk_tier', values: ['high'] }];
    expect(await db.rowsBehind({ metric: 'rubric_coverage', range: march.days, where }, known)).toBe(1);
    const members = new Map([['risk_tier', [{ value: 'high', label: 'high', rows: 1 }]]]);
    expect(await db.ask({ ...coverage, where: filters }, { ...known, members })).toMatchObject([{ n: 1, value: 1 }]);
  });

  it('says nothing of time before the data, nor where nothing is a priority', async () => {
    const db = await asking({
      dim_workflow: [workflow('a', { is_priority: false }), workflow('b', { valid_to: at('01-20') })],
    });
    expect(await db.ask({ ...coverage, range: days('2025-12-01', '2026-01-01') }, known)).toMatchObject([
      { value: null, status: 'no_data', n: 0 },
    ]);
    expect(await db.ask(coverage, known)).toMatchObject([{ value: null, status: 'no_data', n: 0, denominator: 0 }]);
    expect(
      await db.rowsBehind({ metric: 'rubric_coverage', range: days('2025-12-01', '2026-01-01').days }, known),
    ).toBe(0);
  });

  it('is judged as it is, because all of it is known', async () => {
    const db = await asking({ dim_workflow: [workflow('a'), workflow('b')], dim_task: [rubric('a')] });
    const target = { lower: 0.8, upper: null, validFrom: '2024-01-01' as Day, proposed: false };
    const targets = { find: () => target, among: () => [target] };
    expect(await db.ask(coverage, known, { targets })).toMatchObject([{ value: 0.5, verdict: 'missed' }]);
    const february = { ...coverage, compare: { kind: 'previous' } } as const;
    expect(await db.ask(february, known)).toMatchObject([{ change: { difference: 0, verdict: 'counted' } }]);
  });
});

describe('eval_coverage', () => {
  type Case = Partial<Row<'dim_test_case'>> & { readonly voided_at?: string };
  const cases = (workflow_id: string, count: number, row: Case = {}): readonly Case[] =>
    Array.from({ length: count }, (_, index) => ({
      case_version_id: `${workflow_id} ${JSON.stringify(row)} ${index}`,
      case_id: `${workflow_id} ${row.contamination ?? row.case_kind ?? ''} ${index}`,
      workflow_id,
      case_kind: 'golden' as const,
      contamination: 'clean' as const,
      is_automated: true,
      created_at: at('01-02'),
      ...row,
    }));
  type Output = Partial<Row<'fact_output'>> & { readonly is_test?: boolean };
  const ran = (workflow_id: string, on: string, row: Output = {}): Output => ({
    output_id: `${workflow_id} ${on} ${JSON.stringify(row)}`,
    environment: 'eval',
    run_id: 'r',
    case_version_id: `${workflow_id} {} 0`,
    produced_at: at(on),
    ...row,
  });
  const coverage = { metrics: ['eval_coverage'], range: march };
  const three = { ...known, coverageCases: 3 };

  it('is priority workflows with enough live golden cases and an automated run in 30 days', async () => {
    const ids = [
      'whole',
      'few',
      'versions',
      'retired',
      'leaked',
      'suspect',
      'kind',
      'late',
      'stale',
      'edge',
      'by hand',
      'live',
      'unrun',
    ];
    const db = await asking({
      dim_workflow: [...ids.map((id) => workflow(id)), workflow('minor', { is_priority: false })],
      dim_test_case: [
        ...cases('whole', 3),
        ...cases('few', 2),
        // Two versions of each of two cases are two cases.
        ...cases('versions', 2),
        ...cases('versions', 2, { created_at: at('01-03') }),
        // The third is retired before the end of March; of the one retired on 1 April it is none.
        ...cases('retired', 2),
        ...cases('retired', 1, { case_kind: 'golden', retired_at: at('03-20'), case_id: 'third' }),
        ...cases('leaked', 2),
        ...cases('leaked', 1, { contamination: 'contaminated' }),
        ...cases('suspect', 2),
        ...cases('suspect', 1, { contamination: 'suspect' }),
        ...cases('kind', 2),
        ...cases('kind', 1, { case_kind: 'regression' }),
        ...cases('late', 2),
        ...cases('late', 1, { created_at: at('04-01'), case_id: 'new' }),
        ...cases('stale', 3),
        ...cases('edge', 2),
        ...cases('edge', 1, { retired_at: at('04-01'), case_id: 'third of edge' }),
        ...cases('by hand', 3, { is_automated: false }),
        ...cases('live', 3),
        ...cases('unrun', 3),
        ...cases('minor', 3),
      ],
      fact_output: [
        ...['whole', 'few', 'versions', 'retired', 'leaked', 'suspect', 'kind', 'late', 'minor'].map((id) =>
          ran(id, '03-10'),
        ),
        // Thirty days before the end of March are from 2 March on.
        ran('edge', '03-02'),
        ran('stale', '03-01'),
        ran('stale', '04-01'),
        ran('by hand', '03-10', { case_version_id: 'by hand {"is_automated":false} 0' }),
        // Not a run of a suite: production, no run, a try.
        ran('live', '03-10', { environment: 'production' }),
        ran('live', '03-10', { run_id: null }),
        ran('live', '03-10', { is_test: true }),
      ],
    });
    const [number] = await db.ask(coverage, three);
    // Thirteen priorities. Covered: whole, suspect, edge. Too few cases: few, versions, retired, leaked, kind, late.
    // Not run: stale, by hand, live, unrun.
    expect(number).toMatchObject({
      value: expect.closeTo(3 / 13, 9) as number,
      interval: null,
      n: 13,
      numerator: 3,
      parts: { covered: { rows: 3 }, few_cases: { rows: 6 }, not_run: { rows: 4 } },
    });
    // Two cases would be enough for all that were run.
    expect(await db.ask(coverage, { ...known, coverageCases: 2 })).toMatchObject([{ numerator: 9, n: 13 }]);
    expect(await db.ask(coverage, known)).toMatchObject([{ numerator: 0, n: 13 }]);
    expect(await db.rowsBehind({ metric: 'eval_coverage', range: march.days }, three)).toBe(13);
  });

  it('looks at each period by itself, and reads runs of no other days', async () => {
    const db = await asking({
      dim_workflow: [workflow('a'), workflow('new', { valid_from: at('02-20') })],
      dim_test_case: [...cases('a', 3), ...cases('new', 3)],
      fact_output: [ran('a', '01-15'), ran('new', '03-20'), ran('a', '04-08')],
    });
    const numbers = await db.ask({ ...coverage, grain: 'month', range: days('2026-01-01', '2026-05-01') }, three);
    // January a; February neither, and the new one counts; March the new one; until 10 April both.
    expect(numbers.map(({ numerator, n }) => [numerator, n])).toEqual([
      [1, 1],
      [0, 2],
      [1, 2],
      [2, 2],
    ]);
  });
});
