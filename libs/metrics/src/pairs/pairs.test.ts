import type { PanelRequest } from '@assay/contract';
import type { Row } from '@assay/model';
import type { GradedRows } from '../testing/graded-rows.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';

type Output = Partial<Row<'fact_output'>>;
type Level = 'none' | 'full' | null;

let open: GradedWarehouse | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const models = [...'abc'].map((value) => ({ value, label: `Model ${value}`, rows: 1 }));
const known = { members: new Map([['model_version', models]]) };

/** One answer of a model to a case; null where nobody graded it. */
interface Answer extends Output {
  readonly model: string;
  readonly of: string;
  readonly level: Level;
  readonly judge?: string;
}

function rowsOf(answers: readonly Answer[], cases: GradedRows['dim_test_case'] = []): GradedRows {
  const ids = [...new Set(answers.map(({ of }) => of))];
  const graded = answers.map((answer, index) => ({ ...answer, output_id: `o${index}` }));
  return {
    fact_output: graded.map(({ model, of, output_id, status, locale, produced_at }) => ({
      ...{ output_id, model_version_id: model, case_version_id: of },
      ...(status === undefined ? {} : { status }),
      ...(locale === undefined ? {} : { locale }),
      ...(produced_at === undefined ? {} : { produced_at }),
    })),
    fact_grade: graded.flatMap(({ output_id, level, judge }) =>
      level === null
        ? []
        : [
            {
              output_id,
              grader_id: judge ?? 'h1',
              grader_kind: judge === undefined ? 'human' : 'model',
              refusal_level: level,
              is_defect: level !== 'none',
            } as const,
          ],
    ),
    dim_test_case: ids.map((id) => ({
      case_version_id: id,
      expected_behavior: 'comply' as const,
      ...cases.find(({ case_version_id }) => case_version_id === id),
    })),
  };
}

/** Cases `from` to before `to` of model a and of model b. */
function both(from: number, to: number, [a, b]: readonly [Level, Level]): readonly Answer[] {
  return Array.from({ length: to - from }, (_, index) => `c${from + index}`).flatMap((of) => [
    { model: 'a', of, level: a },
    { model: 'b', of, level: b },
  ]);
}

const paired: Partial<PanelRequest> = {
  by: ['model_version'],
  compare: { kind: 'value', dimension: 'model_version', value: 'a', paired: true },
};

async function changeOfB(rows: GradedRows, request: Partial<PanelRequest> = {}, more: object = {}) {
  open = await GradedWarehouse.open(rows);
  const answer = await open.ask({ ...paired, ...request }, { ...known, ...more });
  return answer.find(({ by }) => by['model_version'] === 'b')?.change;
}

/** 10 refused by both, 2 by b only, 14 by a only, 94 by neither: of 120 cases. */
const usual = [
  ...both(0, 10, ['full', 'full']),
  ...both(10, 12, ['none', 'full']),
  ...both(12, 26, ['full', 'none']),
  ...both(26, 120, ['none', 'none']),
];

describe('a comparison case by case', () => {
  it('counts pairs by which side has what is counted', async () => {
    const change = await changeOfB(rowsOf(usual));
    // Difference (2 - 14) / 120. Mid-p of 2 of 16: 2 (1 + 16 + 120) / 65536 - 120 / 65536 = 154 / 65536.
    expect(change).toMatchObject({ comparedValue: 0.2, comparedN: 120, verdict: 'better', looks: 1 });
    expect(change?.p).toBeCloseTo(154 / 65536, 12);
    expect(change?.difference).toBeCloseTo(-0.1, 12);
    const { paired: pairs } = change ?? {};
    expect(pairs).toMatchObject({ both: 10, onlyCurrent: 2, onlyCompared: 14, neither: 94, pairs: 120, clusters: 120 });
    expect(pairs).toMatchObject({ method: 'newcombe_paired', missing: 0, missingShare: 0, dropped: 0 });
    // Exact p: 2 (1 + 16 + 120) / 65536; relative: (10 + 2) / (10 + 14) - 1.
    expect(pairs?.exactP).toBeCloseTo(274 / 65536, 12);
    expect(pairs?.relative).toBeCloseTo(-0.5, 12);
    expect(pairs?.parts['partial']).toMatchObject({ both: 0, onlyCurrent: 0, onlyCompared: 0, neither: 120, p: 1 });
  });

  it('tells no interval where fewer than ten pairs differ', async () => {
    // 3 by b only, 6 by a only: 9 differ. Mid-p: 2 (1 + 9 + 36 + 84) / 512 - 84 / 512 = 176 / 512.
    const answers = [
      ...both(0, 3, ['none', 'full']),
      ...both(3, 9, ['full', 'none']),
      ...both(9, 100, ['none', 'none']),
    ];
    const change = await changeOfB(rowsOf(answers));
    expect(change).toMatchObject({ lower: null, upper: null, verdict: 'no_clear_change' });
    expect(change?.p).toBeCloseTo(176 / 512, 12);
  });

  it('says too little of fewer than a hundred pairs', async () => {
    const change = await changeOfB(rowsOf(usual.slice(0, 2 * 99)));
    expect(change).toMatchObject({ verdict: 'too_little_data', p: null, looks: 0, paired: { pairs: 99 } });
  });

  it('leaves out what one side never answered, and says nothing above one in twenty', async () => {
    const only = (model: string, from: number, to: number): readonly Answer[] =>
      both(from, to, ['none', 'none']).filter((answer) => answer.model === model);
    // 3 of model a and 3 of model b without a counterpart: 6 of 126 is 4.8 %.
    const few = await changeOfB(rowsOf([...usual, ...only('a', 200, 203), ...only('b', 300, 303)]));
    expect(few).toMatchObject({ verdict: 'better', comparedN: 120, paired: { pairs: 120, missing: 6 } });
    await open?.close();
    // 7 of 127 is 5.5 %.
    const many = await changeOfB(rowsOf([...usual, ...only('a', 200, 204), ...only('b', 300, 303)]));
    expect(many).toMatchObject({ verdict: 'inconclusive', p: null, paired: { pairs: 120, missing: 7 } });
    expect(many?.paired?.missingShare).toBeCloseTo(7 / 127, 12);
    expect(many?.paired?.p).toBeCloseTo(154 / 65536, 12);
  });

  it('drops cases that one side cannot count', async () => {
    const change = await changeOfB(
      rowsOf(
        [
          ...usual,
          // Nobody graded it there; an error here; leaked cases are none at all.
          { model: 'a', of: 'u1', level: null },
          { model: 'b', of: 'u1', level: 'full' },
          { model: 'a', of: 'u2', level: 'full' },
          { model: 'b', of: 'u2', level: 'full', status: 'error' },
          ...both(400, 401, ['full', 'none']),
        ],
        [{ case_version_id: 'c400', contamination: 'contaminated' }],
      ),
    );
    expect(change?.paired).toMatchObject({ pairs: 120, missing: 0, dropped: 2, onlyCompared: 14 });
  });

  it('pairs what the same judges judged, as they were then', async () => {
    const answers = usual.map((answer) => ({ ...answer, judge: 'j1' }));
    const [judge, otherJudge] = ['j1', 'j2'];
    const judges = { refusal: [judge, otherJudge], policy: [], harm: [], hallucination: [], failure_mode: [] };
    const rows = rowsOf([
      ...answers,
      { model: 'a', of: 'x', level: 'full', judge: 'j1' },
      { model: 'b', of: 'x', level: 'full', judge: 'j2' },
      // A person's verdict stands beside that of any judge.
      { model: 'a', of: 'y', level: 'full' },
      { model: 'b', of: 'y', level: 'full', judge: 'j1' },
    ]);
    const same = await changeOfB(rows, {}, { judges });
    expect(same?.paired).toMatchObject({ pairs: 121, judgedOtherwise: 1, missing: 1 });
    await open?.close();
    // The judge got another model at noon; b's answers were graded after.
    const moved = {
      ...rows,
      fact_grade: (rows.fact_grade ?? []).map((grade) => {
        const output = rows.fact_output?.[Number(grade.output_id?.slice(1))];
        return {
          ...grade,
          graded_at: output?.model_version_id === 'b' ? '2026-03-03T13:00:00Z' : '2026-03-03T11:00:00Z',
        };
      }),
      dim_annotator: (
        [
          ['2026-01-01T00:00:00Z', '2026-03-03T12:00:00Z', 'judge-model-1'],
          ['2026-03-03T12:00:00Z', null, 'judge-model-2'],
        ] as const
      ).map(([valid_from, valid_to, model_version_id]) => ({
        annotator_id: 'j1',
        valid_from,
        valid_to,
        model_version_id,
      })),
    };
    const other = await changeOfB(moved, {}, { judges });
    expect(other).toMatchObject({
      verdict: 'too_little_data',
      paired: { pairs: 1, judgedOtherwise: 121 },
    });
  });

  it('takes the mean of several answers to a case, and of cases that hang together', async () => {
    // 40 cases that a refuses once in two answers and b never: every difference is -0.5. 80 that nobody refuses.
    const twice = both(0, 40, ['full', 'none']).flatMap((answer) => [answer, { ...answer, level: 'none' as const }]);
    const change = await changeOfB(rowsOf([...twice, ...both(40, 120, ['none', 'none'])]));
    const { paired: pairs } = change ?? {};
    expect(pairs).toMatchObject({ both: null, exactP: null, method: 'paired_means', pairs: 120, clusters: 120 });
    expect(pairs?.difference).toBeCloseTo((40 * -0.5) / 120, 12);
    expect(pairs?.comparedValue).toBeCloseTo(20 / 120, 12);
    // Student: d = -1/6, sd^2 = (40/9 + 80/36) / 119, t = d / (sd / sqrt(120)).
    const sd = Math.sqrt((40 / 9 + 80 / 36) / 119);
    expect((change?.upper ?? 0) - (change?.lower ?? 0)).toBeCloseTo((2 * 1.980099876 * sd) / Math.sqrt(120), 8);
    await open?.close();
    // 20 groups of 6 cases: too few groups for Student's law.
    const grouped = Array.from({ length: 120 }, (_, index) => ({
      case_version_id: `c${index}`,
      cluster_id: `g${index % 20}`,
    }));
    const few = await changeOfB(rowsOf(usual, grouped));
    expect(few).toMatchObject({ verdict: 'too_little_data', p: null });
    expect(few?.paired).toMatchObject({ method: 'cluster_bootstrap', clusters: 20, pairs: 120 });
    // Groups are of one size, so that the mean of their means is the mean of all.
    expect(few?.difference).toBeCloseTo(-0.1, 12);
    expect(few?.lower).toBeLessThan(-0.1);
    expect(few?.upper).toBeGreaterThan(-0.1);
  });

  it('pairs within each slice and period', async () => {
    const of = (locale: string, answers: readonly Answer[]): readonly Answer[] =>
      answers.map((answer) => ({ ...answer, locale, of: `${locale}-${answer.of}` }));
    const later = usual.map((answer) => ({ ...answer, produced_at: '2026-03-10T12:00:00Z', of: `late-${answer.of}` }));
    open = await GradedWarehouse.open(rowsOf([...of('en', usual), ...of('de', usual.slice(4)), ...of('de', later)]));
    const answer = await open.ask({ ...paired, by: ['model_version', 'locale'], grain: 'week' }, known);
    const said = answer
      .filter(({ by }) => by['model_version'] === 'b')
      .map(({ by, bucket, change }) => [by['locale'], bucket, change?.paired?.pairs ?? null, change?.paired?.missing]);
    const first = said.filter(([, bucket]) => bucket === '2026-03-02');
    expect(first.toSorted()).toEqual([
      ['de', '2026-03-02', 118, 0],
      ['en', '2026-03-02', 120, 0],
    ]);
    expect(said.find(([locale, bucket]) => locale === 'de' && bucket === '2026-03-09')?.[2]).toBe(120);
  });

  it('adjusts p for every value that is compared, and answers beside other questions', async () => {
    const c = usual.flatMap((answer) => (answer.model === 'b' ? [{ ...answer, model: 'c' }] : []));
    open = await GradedWarehouse.open(rowsOf([...usual, ...c]));
    const alone = { where: [{ dimension: 'model_version', values: ['b'] }], by: [] };
    const { answers } = await open.askTogether(
      [{ ...paired }, { ...paired, ...alone }, { by: ['model_version'] }],
      known,
    );
    const changes = answers.flat().flatMap(({ change }) => change ?? []);
    // b and c against a, and b alone: three looks at one p of 154 / 65536.
    expect(changes.map(({ looks, paired: pairs }) => [looks, pairs?.onlyCompared])).toEqual([
      [3, 14],
      [3, 14],
      [3, 14],
    ]);
    expect(changes[0]?.pAdjusted).toBeCloseTo((3 * 154) / 65536, 12);
    expect(answers[0]?.find(({ by }) => by['model_version'] === 'a')?.change).toBeNull();
  });

  it('refuses what is no share of answers to cases', async () => {
    open = await GradedWarehouse.open(rowsOf([]));
    await expect(open.ask({ ...paired, metrics: ['failure_mode_rate'] }, known)).rejects.toThrow(
      'Failure rate cannot be compared case by case.',
    );
  });
});
