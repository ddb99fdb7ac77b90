import type { PanelRequest, Target } from '@assay/contract';
import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { alwaysTarget, GradedWarehouse } from '../testing/graded-rows.ts';

type Output = Partial<Row<'fact_output'>>;

let open: GradedWarehouse | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

/** What is wrong with an answer, by criterion; nothing of a criterion that it was not graded for. */
interface Answer extends Output {
  readonly of: string;
  readonly by: 'old' | 'new';
  readonly wrong: Readonly<Record<string, boolean>>;
  readonly judge?: string;
}

const usualTime = '2026-03-11T12:00:00Z';
const candidateAt = '2026-03-10T08:00:00Z';
const models: NonNullable<GradedRows['dim_model_version']> = [
  { model_version_id: 'old', rc_at: '2025-06-01T00:00:00Z' },
  {
    model_version_id: 'new',
    baseline_model_version_id: 'old',
    rc_at: candidateAt,
    released_at: '2026-03-20T08:00:00Z',
  },
];

function rowsOf(answers: readonly Answer[], cases: GradedRows['dim_test_case'] = []): GradedRows {
  const numbered = answers.map((answer, index) => ({ ...answer, output_id: `o${index}` }));
  return {
    dim_model_version: models,
    dim_test_case: [...new Set(answers.map(({ of }) => of))].map((id) => ({
      case_version_id: id,
      ...cases.find(({ case_version_id }) => case_version_id === id),
    })),
    fact_output: numbered.map(({ of, by, output_id, run_id = `${by}-1`, produced_at = usualTime, ...row }) => ({
      ...{ output_id, run_id, produced_at, case_version_id: of, model_version_id: by },
      environment: row.environment ?? 'eval',
      status: row.status ?? 'ok',
    })),
    fact_grade: numbered.flatMap(({ output_id, wrong, judge, produced_at = usualTime }) =>
      Object.entries(wrong).map(([criterion, is_defect]) => ({
        ...{ output_id, is_defect, produced_at },
        criterion: criterion as 'refusal' | 'hallucination',
        grader_id: judge ?? 'h1',
        grader_kind: judge === undefined ? ('human' as const) : ('model' as const),
      })),
    ),
  };
}

const right = { refusal: false };
const wrong = { refusal: true };

/** Cases `from` to before `to`, answered by the candidate and by the model before it. */
const both = (
  from: number,
  to: number,
  [now, before]: readonly [Answer['wrong'], Answer['wrong']],
): readonly Answer[] =>
  Array.from({ length: to - from }, (_, index) => `c${from + index}`).flatMap((of): readonly Answer[] => [
    { of, by: 'new', wrong: now },
    { of, by: 'old', wrong: before },
  ]);

/** 80 right in both, 16 now only, 4 before only, 20 in neither: of 120. */
const usual = [
  ...both(0, 80, [right, right]),
  ...both(80, 96, [right, wrong]),
  ...both(96, 100, [wrong, right]),
  ...both(100, 120, [wrong, wrong]),
];

const asked: Partial<PanelRequest> = { metrics: ['quality_delta'] };

async function deltaOf(rows: GradedRows, request: Partial<PanelRequest> = {}, target?: Target) {
  await open?.close();
  open = await GradedWarehouse.open(rows);
  const [number] = await open.ask({ ...asked, ...request }, {}, target ? { targets: alwaysTarget(target) } : {});
  return number;
}

describe('quality_delta', () => {
  it('says how much more is right, relative to what was right before', async () => {
    const number = await deltaOf(rowsOf(usual));
    // 96 right now, 84 before: 96 / 84 - 1 = 1 / 7; in points 12 of 120.
    expect(number).toMatchObject({ n: 120, rows: 120, numerator: 96, denominator: 84, status: 'ok', caveats: [] });
    expect(number?.value).toBeCloseTo(1 / 7, 12);
    expect(number?.interval).toBe('paired_ratio');
    // Of the logarithm sqrt((16 + 4) / (96 * 84)).
    const reach = Math.exp(1.959963985 * Math.sqrt(20 / (96 * 84)));
    expect(number?.lower).toBeCloseTo(96 / 84 / reach - 1, 8);
    expect(number?.upper).toBeCloseTo((96 / 84) * reach - 1, 8);
    const parts = number?.parts ?? {};
    expect(['both', 'gained', 'lost', 'neither'].map((id) => parts[id]?.rows)).toEqual([80, 16, 4, 20]);
    expect(parts['points']?.value).toBeCloseTo(0.1, 12);
    // Mid-p of 4 of 20: 2 (1 + 20 + 190 + 1140 + 4845) / 2^20 - 4845 / 2^20.
    expect(parts['p']?.value).toBeCloseTo(7547 / 2 ** 20, 12);
  });

  it('says nothing without a candidate, and little of fewer than a hundred cases', async () => {
    const none = await deltaOf({ ...rowsOf(usual), dim_model_version: [] });
    expect(none).toMatchObject({ status: 'no_data', value: null, n: 0, denominator: 0 });
    const few = await deltaOf(rowsOf(usual.slice(0, 2 * 99)));
    expect(few).toMatchObject({ status: 'low_n', value: null, n: 99 });
    // Nothing was right before: nothing is more than that by a share of it.
    const zero = await deltaOf(rowsOf(both(0, 120, [right, wrong])));
    expect(zero).toMatchObject({ status: 'undefined', value: null, n: 120, denominator: 0 });
  });

  it('tells no interval where fewer than ten cases differ', async () => {
    const number = await deltaOf(rowsOf([...both(0, 111, [right, right]), ...both(111, 120, [right, wrong])]));
    expect(number).toMatchObject({ status: 'ok', lower: null, upper: null, interval: null });
    expect(number?.value).toBeCloseTo(9 / 111, 12);
    // Mid-p of none of 9: 2 / 512 - 1 / 512.
    expect(number?.parts['p']?.value).toBeCloseTo(1 / 512, 12);
  });

  it('compares only what both answers were judged for', async () => {
    // Hallucination was looked for in one of the two answers, or by nobody in the other: refusal alone counts.
    const number = await deltaOf(
      rowsOf([
        ...usual,
        { of: 'x', by: 'new', wrong: { refusal: false, hallucination: true } },
        { of: 'x', by: 'old', wrong: { refusal: false } },
        { of: 'y', by: 'new', wrong: { refusal: false, hallucination: true } },
        { of: 'y', by: 'old', wrong: { refusal: false, hallucination: false } },
      ]),
    );
    const parts = number?.parts ?? {};
    expect(['both', 'gained', 'lost', 'neither'].map((id) => parts[id]?.rows)).toEqual([81, 16, 5, 20]);
  });

  it('leaves out each kind of case that says nothing, and tells how many', async () => {
    const [judges, cases] = [
      ['j1', 'j2'],
      [
        { case_version_id: 'c900', contamination: 'contaminated' as const },
        { case_version_id: 'c901', retired_at: '2026-03-01T00:00:00Z' },
        { case_version_id: 'c902', contamination: 'suspect' as const },
      ],
    ];
    const rows = rowsOf(
      [
        ...usual,
        ...both(900, 902, [right, right]),
        ...both(902, 903, [right, right]),
        { of: 'c903', by: 'new', wrong: right },
        ...both(904, 906, [right, {}]),
        { of: 'c906', by: 'new', wrong: right, judge: 'j1' },
        { of: 'c906', by: 'old', wrong: right, judge: 'j2' },
        // An answer that ended in an error is none.
        { of: 'c907', by: 'new', wrong: right, status: 'error' },
        { of: 'c907', by: 'old', wrong: right },
      ],
      cases,
    );
    open = await GradedWarehouse.open(rows);
    const known = { judges: { refusal: judges, policy: [], harm: [], hallucination: [], failure_mode: [] } };
    const [number] = await open.ask(asked, known);
    expect(number).toMatchObject({ n: 121, status: 'ok' });
    expect(number?.caveats).toEqual([
      { code: 'contaminated', count: 1 },
      { code: 'retired', count: 1 },
      { code: 'unanswered', count: 1 },
      { code: 'judged_otherwise', count: 1 },
      { code: 'ungraded', count: 3 },
      { code: 'contamination_suspect', count: 1 },
    ]);
  });

  it('concludes nothing where more than one case in twenty is missing on a side', async () => {
    const target: Target = {
      lower: 0.03,
      upper: null,
      validFrom: '2024-01-01' as Target['validFrom'],
      proposed: false,
    };
    const better = [...both(0, 60, [right, right]), ...both(60, 120, [right, wrong])];
    const missing = (count: number): readonly Answer[] =>
      Array.from({ length: count }, (_, index) => ({ of: `m${index}`, by: 'old', wrong: right }));
    expect(await deltaOf(rowsOf([...better, ...missing(6)]), {}, target)).toMatchObject({
      status: 'ok',
      verdict: 'met',
    });
    const torn = await deltaOf(rowsOf([...better, ...missing(7)]), {}, target);
    expect(torn).toMatchObject({ status: 'low_n', verdict: 'not_judged' });
    expect(torn?.caveats.map(({ code }) => code)).toEqual(['unanswered', 'inconclusive']);
  });

  it('takes the newest run of each side that lies around the candidate, before it ships', async () => {
    const late = (answer: Answer, more: Output): Answer => ({ ...answer, ...more });
    const number = await deltaOf(
      rowsOf([
        ...usual,
        // All wrong: an older run of each, one of the candidate after it shipped, one of the model before a month earlier.
        ...both(0, 10, [wrong, wrong]).map((each) =>
          late(each, { run_id: 'older', produced_at: '2026-03-05T12:00:00Z' }),
        ),
        ...both(0, 10, [wrong, wrong]).map((each) =>
          late(each, { run_id: 'late', produced_at: '2026-03-21T12:00:00Z' }),
        ),
        ...both(0, 10, [wrong, wrong]).map((each) =>
          late(each, { run_id: 'old', produced_at: '2026-02-01T12:00:00Z' }),
        ),
        ...both(0, 10, [wrong, wrong]).map((each) =>
          late(each, { environment: 'red_team', produced_at: '2026-03-12T12:00:00Z' }),
        ),
      ]),
      { range: { kind: 'days', days: { from: '2026-03-01' as never, to: '2026-04-01' as never } } },
    );
    expect(number).toMatchObject({ n: 120, numerator: 96, denominator: 84 });
  });

  it('takes means where a case has several answers of a run, or hangs together with others', async () => {
    // The candidate gets 40 cases right in one answer of two; the model before all of them.
    const twice = both(0, 40, [right, right]).flatMap((answer): readonly Answer[] =>
      answer.by === 'new' ? [answer, { ...answer, wrong }] : [answer],
    );
    const number = await deltaOf(rowsOf([...twice, ...both(40, 120, [right, right])]));
    // (80 + 40 / 2) / 120 of what was right before.
    expect(number).toMatchObject({ n: 120, numerator: 100, denominator: 120, interval: 'ratio_of_sums' });
    expect(number?.value).toBeCloseTo(-1 / 6, 12);
    const groups = Array.from({ length: 120 }, (_, index) => ({
      case_version_id: `c${index}`,
      cluster_id: `g${index % 40}`,
    }));
    // 40 groups of three: sums over the means of groups are a third.
    const grouped = await deltaOf(rowsOf(usual, groups));
    expect(grouped).toMatchObject({ n: 120, interval: 'ratio_of_sums' });
    expect([grouped?.numerator, grouped?.denominator].map((sum) => sum?.toFixed(9))).toEqual([
      '32.000000000',
      '28.000000000',
    ]);
    expect(grouped?.value).toBeCloseTo(1 / 7, 12);
  });

  it('does not know verdicts that came later', async () => {
    const rows = rowsOf(usual);
    const later = (rows.fact_grade ?? []).map((grade, index) =>
      index < 8 ? { ...grade, ingested_at: '2026-03-25T00:00:00Z' } : grade,
    );
    open = await GradedWarehouse.open({ ...rows, fact_grade: later }, { hasHistory: true });
    const at = '2026-03-20T00:00:00.000Z';
    const [then] = await open.ask({ ...asked, asOf: at }, { asOf: at });
    // Four cases have no verdict yet.
    expect(then).toMatchObject({ n: 116, numerator: 92, denominator: 80, caveats: [{ code: 'ungraded', count: 4 }] });
    expect((await open.ask(asked))[0]).toMatchObject({ n: 120 });
  });
});
