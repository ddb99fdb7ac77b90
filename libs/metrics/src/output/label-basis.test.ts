import type { Day, Estimate, PanelRequest } from '@assay/contract';
import type { Row } from '@assay/model';
import { afterEach, describe, expect, it } from 'vitest';
import { metricIds, metricOf } from '../registry.ts';
import { factOf } from '../facts.ts';
import { GradedWarehouse } from '../testing/graded-rows.ts';
import { modeTree } from './mode-tree.ts';

type Grade = Partial<Row<'fact_grade'>>;
type Output = Partial<Row<'fact_output'>> & { readonly output_id: string; readonly produced_at: string };
let open: GradedWarehouse | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

/** Some outputs of a day, each in a session of its own. */
const outputs = (count: number, day: string, row: Partial<Output> = {}): readonly Output[] =>
  Array.from({ length: count }, (_, index) => ({
    output_id: `${day}-${row.environment ?? 'eval'}-${index}`,
    session_key: `${day}-${index}`,
    produced_at: `${day}T12:00:00Z`,
    ...row,
  }));
/** What one person says first of each: that it hallucinates, or does not. */
const first = (graded: readonly Output[], isDefect: boolean, row: Grade = {}): readonly Grade[] =>
  graded.map(({ output_id, produced_at }) => ({
    grade_id: `first ${output_id} ${row.grader_id ?? 'h1'}`,
    output_id,
    produced_at,
    grader_id: 'h1',
    criterion: 'hallucination',
    is_defect: isDefect,
    ...row,
  }));
/** Grades as a load leaves them when others take the place of some: those before are not the latest any more. */
const again = (grades: readonly Grade[], count: number, isDefect: boolean, row: Grade = {}): readonly Grade[] => [
  ...grades.map((each, index) => ({ ...each, is_latest: index >= count })),
  ...grades.slice(0, count).map((each) => ({
    ...each,
    grade_id: `again ${each.grade_id ?? ''}`,
    regrade_of_grade_id: each.grade_id ?? null,
    backfill_batch: 'taxonomy-2',
    graded_at: '2026-03-28T12:00:00Z',
    is_defect: isDefect,
    ...row,
  })),
];
const asking = async (rows: { fact_output: readonly Output[]; fact_grade: readonly Grade[] }) => {
  open = await GradedWarehouse.open(rows);
  const regrades = await open.regrades();
  const db = open;
  return {
    db,
    regrades,
    ask: (request: Partial<PanelRequest> = {}) => db.ask({ metrics: ['hallucination_rate'], ...request }, { regrades }),
  };
};
const codes = (estimate: Estimate | undefined) => estimate?.caveats.map(({ code, count }) => `${code}:${count ?? ''}`);
const seen = (estimates: readonly Estimate[]) => estimates.map((each) => [each.value, ...(codes(each) ?? [])]);
const asGraded: Partial<PanelRequest> = { params: { gradeBasis: 'best', labelBasis: 'as_graded' } };
const days = (from: string, to: string): PanelRequest['range'] => ({
  kind: 'days',
  days: { from: from as Day, to: to as Day },
});

describe('labels of outputs that were graded again', () => {
  it('are those in force where all of a period was, and those given first where they are asked for', async () => {
    const day = outputs(20, '2026-03-02');
    const { ask } = await asking({ fact_output: day, fact_grade: again(first(day, false), 20, true) });
    expect(seen(await ask())).toEqual([[1]]);
    expect(seen(await ask(asGraded))).toEqual([[0]]);
  });

  it.each([
    // 19 of 20 is 95 %.
    { count: 19, expected: [[0.95]] },
    { count: 18, expected: [[0, 'as_graded:18']] },
    { count: 0, expected: [[0]] },
  ])('are those given first, and said so, where less than 95 % was: $count of 20', async ({ count, expected }) => {
    const day = outputs(20, '2026-03-02');
    const { ask } = await asking({ fact_output: day, fact_grade: again(first(day, false), count, true) });
    expect(seen(await ask())).toEqual(expected);
    expect(seen(await ask(asGraded))).toEqual([[0]]);
  });

  it('are of one kind in each period, of which a longer one has its own', async () => {
    const [early, late] = [outputs(20, '2026-03-03'), outputs(20, '2026-03-10')];
    const fact_grade = [...again(first(early, false), 20, true), ...again(first(late, false), 10, true)];
    const { ask } = await asking({ fact_output: [...early, ...late], fact_grade });
    const range = days('2026-03-02', '2026-03-16');
    expect(seen(await ask({ range, grain: 'week' }))).toEqual([[1], [0, 'as_graded:10']]);
    expect(seen(await ask({ range }))).toEqual([[0, 'as_graded:30']]);
    // Days that were not asked for have no say.
    expect(seen(await ask({ range: days('2026-03-02', '2026-03-10') }))).toEqual([[1]]);
  });

  it('are the same whatever a reader splits or filters by', async () => {
    const here = outputs(20, '2026-03-03', { workflow_id: 'code' });
    const there = outputs(20, '2026-03-04', { workflow_id: 'search' });
    const fact_grade = [...again(first(here, false), 20, true), ...first(there, false)];
    const { db, regrades, ask } = await asking({ fact_output: [...here, ...there], fact_grade });
    expect(seen(await ask({ by: ['workflow'] }))).toEqual([
      [0, 'as_graded:20'],
      [0, 'as_graded:20'],
    ]);
    const members = new Map([['workflow', [{ value: 'code', label: 'code', rows: 1 }]]]);
    const where = [{ dimension: 'workflow', values: ['code'] }];
    expect(seen(await db.ask({ metrics: ['hallucination_rate'], where }, { regrades, members }))).toEqual([
      [0, 'as_graded:20'],
    ]);
  });

  it('are told by environment, which are never pooled', async () => {
    const tried = outputs(20, '2026-03-03');
    const live = outputs(20, '2026-03-03', { environment: 'production', sampling_prob: '1.000000000' });
    const fact_grade = [...again(first(tried, false), 20, true), ...again(first(live, false), 5, true)];
    const { ask } = await asking({ fact_output: [...tried, ...live], fact_grade });
    const answer = await ask({ by: ['environment'] });
    expect(answer.map(({ by, value }) => [by['environment'], value])).toEqual(
      expect.arrayContaining([
        ['eval', 1],
        ['production', 0],
      ]),
    );
    expect(answer.map(codes).toSorted()).toEqual([[], ['as_graded:5']]);
  });

  it('leave out what a grader has revised since, which is no grading again', async () => {
    const day = outputs(20, '2026-03-02');
    const revised = first(day, true).map((each) => ({ ...each, is_latest: false }));
    const now = first(day, false).map((each) => ({
      ...each,
      grade_id: `revised ${each.grade_id ?? ''}`,
      graded_at: '2026-03-05T12:00:00Z',
    }));
    const { ask } = await asking({ fact_output: day, fact_grade: [...revised, ...again(now, 20, true)] });
    expect(seen(await ask(asGraded))).toEqual([[0]]);
    expect(seen(await ask())).toEqual([[1]]);
  });

  it('of people are not touched by a judge that grades again', async () => {
    const day = outputs(20, '2026-03-02');
    const judge = { grader_id: 'judge', grader_kind: 'model' } as const;
    const fact_grade = [...first(day, false), ...again(first(day, false, judge), 10, true)];
    const { ask } = await asking({ fact_output: day, fact_grade });
    expect(seen(await ask({ params: { gradeBasis: 'human' } }))).toEqual([[0]]);
    expect(seen(await ask({ params: { gradeBasis: 'judge' } }))[0]).toEqual([
      0,
      'judge_graded:20',
      'judge_uncalibrated:20',
      'as_graded:10',
    ]);
  });

  it('are named beside a number that is compared with a period of others', async () => {
    const [early, late] = [outputs(40, '2026-03-03'), outputs(40, '2026-03-10')];
    const fact_grade = [...again(first(early, false), 10, true), ...first(late, false)];
    const { ask } = await asking({ fact_output: [...early, ...late], fact_grade });
    const answer = await ask({ range: days('2026-03-09', '2026-03-16'), compare: { kind: 'previous' } });
    expect(seen(answer)).toEqual([[0, 'compared_as_graded:10']]);
    expect(answer[0]?.change).toMatchObject({ comparedValue: 0, difference: 0 });
  });

  it('are told alike in one statement or in several', async () => {
    const [early, late] = [outputs(20, '2026-03-03'), outputs(20, '2026-03-10')];
    const fact_grade = [...again(first(early, false), 20, true), ...again(first(late, false), 10, true)];
    const { db, regrades, ask } = await asking({ fact_output: [...early, ...late], fact_grade });
    const range = days('2026-03-02', '2026-03-16');
    const asked = [{ range, grain: 'week' }, { range }, { range: days('2026-03-02', '2026-03-09') }, asGraded].map(
      (each) => ({ metrics: ['hallucination_rate'], ...each }) as Partial<PanelRequest>,
    );
    const together = await db.askTogether(asked, { regrades });
    // The first week is of two kinds; the third request says of its days what the first does.
    expect(together.statements).toBe(3);
    for (const [index, each] of asked.entries()) expect(together.answers[index]).toEqual(await ask(each));
  });
});

describe('failure modes of outputs that were graded again', () => {
  const node = (version: string, path: string, to: string | null = null) => ({
    ...{ id: `${version}:${path}`, version, code: path.split('/').at(-1) ?? '', concept: path, title: path, path },
    parent: path === 'all' ? null : `${version}:all`,
    ...{ mapsTo: to, mapKind: to === null ? null : 'same', validFrom: `2026-0${version}-01T00:00:00Z` },
  });
  const modes = modeTree(
    [node('1', 'all'), node('1', 'all/wrong'), node('1', 'all/tone'), node('1', 'all/logic')],
    '2026-04-01T00:00:00Z',
  );

  it('are labels of one kind, too', async () => {
    const [early, late] = [outputs(20, '2026-03-03'), outputs(20, '2026-03-10')];
    const failing = { criterion: 'failure_mode', node_version_id: '1:all/wrong' } as const;
    const fact_grade = [early, late].flatMap((day, index) =>
      again(first(day, true, failing), [20, 10][index] ?? 0, true, { node_version_id: '1:all/logic' }),
    );
    const { db, regrades } = await asking({ fact_output: [...early, ...late], fact_grade });
    const request: Partial<PanelRequest> = {
      metrics: ['failure_mode_rate'],
      by: ['failure_mode'],
      range: days('2026-03-02', '2026-03-16'),
      grain: 'week',
    };
    const known = { regrades, modes, members: new Map([['failure_mode', modes.modes]]) };
    const shown = async (more: Partial<PanelRequest>) =>
      (await db.ask({ ...request, ...more }, known)).map((each) => [
        each.by['failure_mode'],
        each.value,
        ...(codes(each) ?? []),
      ]);
    expect(await shown({})).toEqual([
      ['all/logic', 1],
      ['all/logic', 0, 'as_graded:10'],
      ['all/wrong', 0],
      ['all/wrong', 1, 'as_graded:10'],
    ]);
    expect(await shown(asGraded)).toEqual([
      ['all/wrong', 1],
      ['all/wrong', 1],
    ]);
  });
});

it('is known of every metric of graded outputs what graders are asked', () => {
  const graded = metricIds.map(metricOf).filter(({ fact }) => factOf(fact).isGraded);
  expect(graded.filter(({ graded: criteria }) => criteria === undefined).map(({ id }) => id)).toEqual([]);
  // What matches a schema, and which citations hold, is told by a machine, not by graders; a candidate is compared
  // on the labels in force.
  const ofNoGrader = graded.filter(({ graded: criteria }) => criteria?.length === 0);
  expect(ofNoGrader.map(({ id }) => id)).toEqual([
    'schema_validity_rate',
    'citation_correctness',
    'citation_missing_rate',
    'quality_delta',
  ]);
});
