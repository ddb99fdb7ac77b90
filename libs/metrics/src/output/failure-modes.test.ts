import type { DimensionMember } from '@assay/contract';
import type { Row } from '@assay/model';
import type { Known } from '../plan/known.ts';
import type { TaxonomyNode } from './mode-tree.ts';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { GradedWarehouse } from '../testing/graded-rows.ts';
import { modeTree } from './mode-tree.ts';

type Grade = Partial<Row<'fact_grade'>>;
let open: GradedWarehouse | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const node = (path: string): TaxonomyNode => {
  const [code = '', above] = path.split('/').reverse();
  return {
    id: code,
    version: '1',
    code,
    parent: above ?? null,
    concept: code,
    title: code,
    path,
    mapsTo: null,
    mapKind: null,
    validFrom: '2026-01-01T00:00:00Z',
  };
};
/** all > (facts > (claim, citation), tone) */
const modes = modeTree(
  [node('all'), node('all/facts'), node('all/facts/claim'), node('all/facts/citation'), node('all/tone')],
  '2026-04-01T00:00:00Z',
);
const known: Partial<Known> = { modes, members: new Map([['failure_mode', modes.modes]]) };

/** What one person says of an output: labels, or that it is sound. */
const says = (output: string, person: string, labels: readonly string[], row: Grade = {}): Grade[] =>
  (labels.length > 0 ? labels : [null]).map((label) => ({
    grade_id: `${output} ${person} ${label ?? ''}`,
    output_id: output,
    grader_id: person,
    criterion: 'failure_mode',
    is_defect: label !== null,
    node_version_id: label,
    ...row,
  }));
const asking = async (grades: readonly Grade[], more: readonly string[] = []): Promise<GradedWarehouse> => {
  const ids = [...new Set([...grades.map(({ output_id: id }) => id ?? ''), ...more])];
  open = await GradedWarehouse.open({
    fact_output: ids.map((output_id) => ({ output_id, session_key: `s ${output_id}` })),
    fact_grade: grades,
  });
  return open;
};
const asMember = (value: string): DimensionMember => ({ value, label: value, rows: 1 });
const byMode = { metrics: ['failure_mode_rate', 'failure_mode_share'], by: ['failure_mode'] };

/** 40 outputs: 3 unsupported claims, one of them with a wrong citation too, one bad tone; nobody looked at five more. */
const plainGrades = [
  ...Array.from({ length: 36 }, (_, index) => says(`sound${index}`, 'h1', [])).flat(),
  ...says('a', 'h1', ['claim']),
  ...says('b', 'h1', ['claim']),
  ...says('c', 'h1', ['claim', 'citation']),
  ...says('d', 'h1', ['tone']),
];

describe('failure modes', () => {
  it('are rates of outputs and shares of failures; parents count outputs once (E9)', async () => {
    const db = await asking(plainGrades, ['e', 'f', 'g', 'h', 'i']);
    const estimates = await db.ask(byMode, known);
    const shown = (metric: string): Record<string, unknown> =>
      Object.fromEntries(
        estimates
          .filter((each) => each.metric === metric)
          .map(({ by, n, numeratorRows, value }) => [String(by['failure_mode']), [n, numeratorRows, value]]),
      );
    expect(shown('failure_mode_rate')).toEqual({
      facts: [40, 3, 0.075],
      claim: [40, 3, 0.075],
      citation: [40, 1, 0.025],
      tone: [40, 1, 0.025],
    });
    // Four failing outputs are too few to say a share; their sums are there. One of c's two halves is a citation.
    const sums = estimates.filter(({ metric }) => metric === 'failure_mode_share');
    expect(Object.fromEntries(sums.map(({ by, numerator, n }) => [by['failure_mode'], [numerator, n]]))).toEqual({
      facts: [3, 4],
      claim: [2.5, 4],
      citation: [0.5, 4],
      tone: [1, 4],
    });
    expect(estimates[0]?.caveats).toEqual([{ code: 'unexamined', count: 5 }]);
  });

  it('are about failing at all where nothing is split', async () => {
    const db = await asking(plainGrades);
    expect((await db.ask({ metrics: ['failure_mode_rate'] }, known))[0]).toMatchObject({
      n: 40,
      numerator: 4,
      value: 0.1,
    });
  });

  it('lie in a catch-all mode as far as their labels do', async () => {
    // 30 fail: 18 as claims alone, 6 as tone alone, 6 as both: (6 + 6 / 2) / 30.
    const other = modeTree(
      [node('all'), node('all/facts'), node('all/facts/claim'), { ...node('all/tone'), isCatchAll: true }],
      '2026-04-01T00:00:00Z',
    );
    const labels = (index: number) => (index < 18 ? ['claim'] : index < 24 ? ['tone'] : ['claim', 'tone']);
    const db = await asking(Array.from({ length: 30 }, (_, index) => says(`f${index}`, 'h1', labels(index))).flat());
    const [found] = await db.ask({ metrics: ['catch_all_share'] }, { ...known, modes: other });
    expect(found).toMatchObject({ n: 30, numerator: 9, numeratorRows: 12, status: 'ok' });
    expect(found?.value).toBeCloseTo(0.3, 12);
    const [none] = await db.ask({ metrics: ['catch_all_share'] }, known);
    expect(none).toMatchObject({ n: 30, numerator: 0, value: 0 });
  });

  it('are without a mode where none stands: of all that fail', async () => {
    // 30 fail: 18 as unsupported claims, 12 on which the two who decide agree about failing alone.
    const claims = Array.from({ length: 18 }, (_, index) => says(`claim${index}`, 'h1', ['claim']));
    const torn = Array.from({ length: 12 }, (_, index) => [
      ...says(`torn${index}`, 'h1', ['claim']),
      ...says(`torn${index}`, 'h2', ['tone']),
    ]);
    const sound = Array.from({ length: 30 }, (_, index) => says(`sound${index}`, 'h1', []));
    const db = await asking([...claims, ...torn, ...sound].flat());
    expect((await db.ask({ metrics: ['unlabelled_failure_share'] }, known))[0]).toMatchObject({
      ...{ n: 30, numerator: 12, numeratorRows: 12, value: 0.4, rows: 30 },
      status: 'ok',
    });
  });

  it('stand where most of the people who decide gave them; what fails without one is told apart', async () => {
    const db = await asking([
      ...says('two of three', 'h1', ['claim']),
      ...says('two of three', 'h2', ['claim', 'tone']),
      ...says('two of three', 'h3', []),
      ...says('apart', 'h1', ['claim']),
      ...says('apart', 'h2', ['citation']),
      ...says('strangers', 'h1', ['tone']),
      ...says('strangers', 'h2', ['claim']),
      ...says('settled', 'h1', []),
      ...says('settled', 'boss', ['tone'], { is_adjudicated: true }),
    ]);
    const estimates = await db.ask({ metrics: ['failure_mode_rate'], by: ['failure_mode'] }, known);
    const rows = Object.fromEntries(
      estimates.map(({ by, numeratorRows }) => [String(by['failure_mode']), numeratorRows]),
    );
    // "apart" agrees on facts alone, "strangers" on failing alone; the adjudicator decides "settled".
    expect(rows).toEqual({ facts: 2, claim: 1, tone: 1, unlabelled: 2 });
  });

  it('are compared with none where what they are compared with has none of them', async () => {
    const looked = (model: string, label: string | null): Grade[] =>
      Array.from({ length: 40 }, (_, index) =>
        says(`${model} ${index}`, 'h1', label !== null && index < 10 ? [label] : [], { model_version_id: model }),
      ).flat();
    const grades = [...looked('m1', 'tone'), ...looked('m2', 'claim')];
    open = await GradedWarehouse.open({
      fact_output: [...new Set(grades.map(({ output_id: id }) => id ?? ''))].map((output_id) => ({
        output_id,
        model_version_id: output_id.slice(0, 2),
      })),
      fact_grade: grades,
    });
    const members = new Map([...(known.members ?? []), ['model_version', ['m1', 'm2'].map(asMember)] as const]);
    const estimates = await open.ask(
      {
        metrics: ['failure_mode_rate'],
        by: ['failure_mode'],
        where: [{ dimension: 'model_version', values: ['m2'] }],
        compare: { kind: 'value', dimension: 'model_version', value: 'm1' },
      },
      { ...known, members },
    );
    expect(estimates.find(({ by }) => by['failure_mode'] === 'claim')).toMatchObject({
      value: 0.25,
      change: { comparedValue: 0, comparedN: 40, difference: 0.25, verdict: 'worse' },
    });
    // What only the other model has is none of this one's modes.
    expect(estimates.map(({ by }) => by['failure_mode'])).toEqual(['facts', 'claim']);
  });

  it('take the samples of a case for one, also in how much they are evidence of', async () => {
    const grades = Array.from({ length: 24 }, (_, index) => says(`o${index}`, 'h1', index < 4 ? ['tone'] : [])).flat();
    open = await GradedWarehouse.open({
      // Twelve cases, twice each.
      fact_output: grades.map(({ output_id }, index) => ({
        output_id: output_id ?? '',
        case_version_id: `c${index % 12}`,
        run_id: 'run',
      })),
      fact_grade: grades,
    });
    const [rate, share] = await open.ask({ metrics: ['failure_mode_rate', 'failure_mode_share'] }, known);
    // Below 30 a share is grey: 12 cases are not 24.
    expect([rate?.n, rate?.rows, rate?.status, rate?.value]).toEqual([12, 24, 'low_n', 4 / 24]);
    expect([share?.n, share?.rows, share?.numerator]).toEqual([4, 4, 2]);
  });

  it('are nothing at all of nothing', async () => {
    const db = await asking([], ['a']);
    expect((await db.ask({ metrics: ['failure_mode_rate'] }, known))[0]).toMatchObject({ status: 'no_data', n: 0 });
  });

  it('have as many rows behind them as have the mode', async () => {
    const db = await asking(plainGrades);
    for (const estimate of await db.ask({ metrics: ['failure_mode_rate'], by: ['failure_mode'] }, known)) {
      const where = [{ dimension: 'failure_mode', values: [estimate.by['failure_mode'] ?? null] }];
      const behind = await db.rowsBehind({ metric: 'failure_mode_rate', range: estimate.range, where }, known);
      expect([estimate.by['failure_mode'], behind]).toEqual([estimate.by['failure_mode'], estimate.rows]);
    }
  });

  it('refuse to be filtered by one, and other metrics to be split by it', async () => {
    const db = await asking(plainGrades);
    const where = [{ dimension: 'failure_mode', values: ['tone'] }];
    await expect(db.ask({ metrics: ['failure_mode_rate'], where }, known)).rejects.toMatchObject({
      code: 'PARAM_INVALID',
    });
    await expect(db.ask({ by: ['failure_mode'] }, known)).rejects.toMatchObject({ code: 'DIMENSION_UNKNOWN' });
  });

  it('spread one over the modes of each failing output, whatever was said of it', async () => {
    const labels = fc.subarray(['claim', 'citation', 'tone', 'facts']);
    await fc.assert(
      fc.asyncProperty(fc.array(labels, { minLength: 1, maxLength: 12 }), async (outputs) => {
        const db = await asking(outputs.flatMap((own, index) => says(`o${index}`, 'h1', own)));
        const estimates = await db.ask({ metrics: ['failure_mode_share'], by: ['failure_mode'] }, known);
        const failing = outputs.filter((own) => own.length > 0);
        // The plain oracle: each own label of an output weighs one over their number.
        for (const mode of ['claim', 'citation', 'tone']) {
          const expected = failing.reduce((sum, own) => sum + (own.includes(mode as never) ? 1 / own.length : 0), 0);
          const found = estimates.find(({ by }) => by['failure_mode'] === mode);
          expect(found?.numerator ?? 0).toBeCloseTo(expected, 9);
        }
        await db.close();
        open = null;
      }),
      { numRuns: 8 },
    );
  });
});
