import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDatabase } from './database.ts';
import { describePublic, publicFile } from './public-data.ts';
import { search } from './law-search.ts';
import { toolSource } from './tool-source.ts';

const now = new Date('2024-06-01T12:00:00Z');
const key = { bytes: Buffer.alloc(32, 7) };
const instant = (second: number): string => `2024-03-01 08:00:${String(second).padStart(2, '0')}.000000+00:00`;

const spec = (over: object = {}) => ({
  spec: {
    completion_fns: ['gpt-test'],
    eval_name: 'tidy.dev.v2',
    base_eval: 'tidy',
    split: 'dev',
    run_config: { eval_spec: { args: {} } },
    created_by: '',
    run_id: 'R1',
    created_at: '2024-03-01 07:59:00',
    ...over,
  },
});
const event = (id: number, sample: number, type: string, data: object, run = 'R1') => ({
  run_id: run,
  event_id: id,
  sample_id: `tidy.dev.${sample}`,
  type,
  data,
  created_by: '',
  created_at: instant(id),
});
const sampling = (id: number, sample: number, prompt: unknown = `Prompt ${sample}`) =>
  event(id, sample, 'sampling', { prompt, sampled: ['An answer nobody may keep'] });
const match = (id: number, sample: number, correct: boolean) =>
  event(id, sample, 'match', { correct, expected: 'x', picked: 'y' });

let database: TestDatabase;
beforeEach(async () => {
  database = await TestDatabase.open();
});
afterEach(() => database.close());

async function load(lines: readonly unknown[], settings: Readonly<Record<string, string>> = {}, into = database) {
  const file = await into.file('log.jsonl', `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  return await into.load(await toolSource(file, settings), { now, key });
}

const outputs = () =>
  database.rows(
    'select sample_index, status, count(grade_id) as grades, bool_or(is_defect) as bad from fact_output o left join fact_grade g using (output_id) group by output_id, sample_index, status order by output_id',
  );

describe('a log of OpenAI Evals', () => {
  it('gives an output a sampling, a grade a verdict, and counts every line', async () => {
    const lines = [
      spec(),
      { final_report: { accuracy: 0.5 } },
      sampling(0, 1),
      match(1, 1, true),
      sampling(2, 2),
      match(3, 2, false),
    ];
    const extra = event(4, 2, 'raw_sample', { input: 'x' });
    const receipt = await load([...lines, extra, match(3, 2, false)]);
    expect(receipt).toMatchObject({ read: 8, loaded: 5, unchanged: 0, quarantined: 0, ignored: 3 });
    expect(receipt.reasons).toEqual({ report: 1, event: 1, repeat: 1 });
    expect(
      await database.rows(
        'select output_id, model_version_id, case_version_id, run_id, environment from fact_output order by 1 limit 1',
      ),
    ).toEqual([
      {
        output_id: 'evals:output:R1:tidy.dev.1:0',
        model_version_id: 'gpt-test',
        case_version_id: 'evals:case:tidy.dev.1:v2',
        run_id: 'evals:run:R1',
        environment: 'eval',
      },
    ]);
    expect(await database.value('select avg(case when is_defect then 0.0 else 1.0 end) from fact_grade')).toBe(0.5);
    expect(
      await database.rows('select suite_id, suite_version, count(*) as cases from dim_test_case group by all'),
    ).toEqual([{ suite_id: 'tidy.dev', suite_version: 'v2', cases: 2 }]);
    expect(await database.everything()).not.toMatch(/nobody may keep|Prompt \d/);
  });

  it('knows several samplings of a case by their place, and the verdict on each', async () => {
    await load([spec(), sampling(5, 1), sampling(2, 1), match(6, 1, false), match(3, 1, true)]);
    expect(await outputs()).toEqual([
      { sample_index: 0, status: 'ok', grades: 1, bad: false },
      { sample_index: 1, status: 'ok', grades: 1, bad: true },
    ]);
  });

  it('tells the answer from what its judge said, and reads the choice', async () => {
    const choice = (id: number, sample: number, said: string) => event(id, sample, 'metrics', { choice: said });
    const judged = (id: number, sample: number, said: string) => [
      sampling(id, sample),
      sampling(id + 1, sample),
      choice(id + 2, sample, said),
    ];
    const receipt = await load([
      spec(),
      ...judged(0, 1, 'Y'),
      ...judged(3, 2, 'N'),
      ...judged(6, 3, '__invalid__'),
      ...judged(9, 4, '4'),
    ]);
    expect(receipt).toMatchObject({ read: 13, loaded: 9, ignored: 4, reasons: { judge_call: 4 } });
    expect(await database.rows('select is_defect, score_num, grader_kind from fact_grade order by grade_id')).toEqual(
      [
        [null, 4],
        [false, null],
        [true, null],
        [null, null],
      ].map(([is_defect, score_num]) => ({ is_defect, score_num, grader_kind: 'model' })),
    );
  });

  it('keeps a case that failed as an output with an error', async () => {
    await load([
      spec(),
      event(0, 1, 'error', { type: 'Timeout', message: 'secret' }),
      sampling(1, 2),
      match(2, 2, true),
    ]);
    expect(await outputs()).toEqual([
      { sample_index: 0, status: 'error', grades: 0, bad: null },
      { sample_index: 0, status: 'ok', grades: 1, bad: false },
    ]);
  });

  it('takes the model from older logs and from a setting, and says when nothing names it', async () => {
    const old = { completion_fns: undefined, model_name: 'm', model_names: { completions: ['old-model'] } };
    await load([spec(old), sampling(0, 1)]);
    expect(await database.value('select model_version_id from fact_output')).toBe('old-model');
    await expect(load([sampling(0, 1)])).rejects.toMatchObject({
      code: 'FILE_NOT_RECOGNISED',
      hint: 'Load the whole log, or name the model: --set model=NAME.',
    });
    await load([sampling(0, 1)], { model: 'mine' });
    expect(await database.value('select model_version_id from fact_output')).toBe('mine');
  });

  it('reads the choice of a judge and what it is worth as one verdict', async () => {
    const said = (id: number, data: object) => [
      sampling(id, id),
      sampling(id + 1, id),
      event(id + 2, id, 'metrics', data),
    ];
    const lines = [...said(0, { choice: 'Y', score: 1, metascore: false }), ...said(3, { choice: 'C', score: 0.5 })];
    expect(await load([spec(), ...lines])).toMatchObject({ read: 7, loaded: 5, quarantined: 0, ignored: 2 });
    expect(await database.rows('select is_defect, score_num, grader_kind from fact_grade order by grade_id')).toEqual([
      { is_defect: false, score_num: 1, grader_kind: 'model' },
      { is_defect: null, score_num: 0.5, grader_kind: 'model' },
    ]);
  });

  it('takes metrics of one event for verdicts of their own, and a text beside them for none', async () => {
    const data = { accuracy: 0, correct: true, f1: 0.5, category: 'math' };
    await load([spec(), sampling(0, 1), sampling(1, 1), event(2, 1, 'metrics', data)]);
    expect(await outputs()).toHaveLength(2);
    expect(
      await database.rows('select grade_id, is_defect, score_num, grader_kind from fact_grade order by grade_id'),
    ).toEqual([
      { grade_id: 'evals:grade:R1:2', is_defect: false, score_num: null, grader_kind: 'rule' },
      { grade_id: 'evals:grade:R1:2:accuracy', is_defect: true, score_num: 0, grader_kind: 'rule' },
      { grade_id: 'evals:grade:R1:2:f1', is_defect: null, score_num: 0.5, grader_kind: 'rule' },
    ]);
  });

  it.each([
    [['a', 'judge'], {}, 'a', 1],
    [['a', 'b', 'judge'], { multicomp_n: 'from_models' }, 'a+b', 2],
    [['a', 'b'], { multicomp_n: 2 }, 'a+b', 2],
    [['a'], {}, 'a', 1],
  ])('tells the models that answer from the judge: %j %j', async (completion_fns, more, model, count) => {
    const run_config = { eval_spec: { args: { modelgraded_spec: 'fact', ...more } } };
    const samplings = [0, 1, 2].map((id) => sampling(id, 1));
    await load([spec({ completion_fns, run_config }), ...samplings, event(3, 1, 'metrics', { choice: 'Y' })]);
    expect(await database.rows('select model_version_id, count(*) as n from fact_output group by all')).toEqual([
      { model_version_id: model, n: count },
    ]);
  });

  it('knows two judges of one eval apart, and one judge of two runs as one', async () => {
    const run = (run_id: string, judge: string) => {
      const run_config = { eval_spec: { args: { modelgraded_spec: 'fact' } } };
      const lines = [sampling(0, 1), sampling(1, 1), event(2, 1, 'metrics', { choice: 'Y' })];
      return [
        spec({ run_id, completion_fns: ['a', judge], run_config }),
        ...lines.map((line) => ({ ...line, run_id })),
      ];
    };
    await load([...run('R1', 'j'), ...run('R2', 'k'), ...run('R3', 'j')]);
    expect(await database.value('select count(distinct grader_id) from fact_grade')).toBe(2);
  });

  it('sets aside verdicts that contradict each other under one id, in either order', async () => {
    for (const verdicts of [
      [true, false],
      [false, true],
    ]) {
      const lines = verdicts.map((correct) => match(1, 1, correct));
      const receipt = await load([spec(), sampling(0, 1), ...lines]);
      expect(receipt).toMatchObject({ quarantined: 2, reasons: { 'V-K1': 2 } });
    }
    expect(await database.rows('select * from fact_grade')).toEqual([]);
  });

  it('refuses two specs of one run that differ, and takes the same one twice', async () => {
    expect(await load([spec(), spec(), sampling(0, 1)])).toMatchObject({ loaded: 2, reasons: { repeat: 1 } });
    await expect(load([spec(), sampling(0, 1), spec({ completion_fns: ['other'] })])).rejects.toMatchObject({
      code: 'FILE_NOT_RECOGNISED',
      message: expect.stringMatching(/two lines with a spec of run R1 that contradict each other\.$/) as string,
    });
  });

  it('keeps cases apart whose run and name are alike when joined', async () => {
    const other = { ...sampling(1, 1), run_id: 'R1 x', sample_id: 'y' };
    await load([spec(), spec({ run_id: 'R1 x' }), { ...sampling(0, 1), sample_id: 'x y' }, other]);
    expect(await database.rows('select run_id, sample_index from fact_output order by 1')).toEqual([
      { run_id: 'evals:run:R1', sample_index: 0 },
      { run_id: 'evals:run:R1 x', sample_index: 0 },
    ]);
  });

  it('keeps nothing of the data of a line that is set aside', async () => {
    await load([
      spec(),
      { ...sampling(0, 1), sample_id: null, data: { type: 'a secret', prompt: [98765] } },
      sampling(1, 1),
    ]);
    const raw = String(await database.value('select raw from assay_state.quarantine'));
    expect(JSON.parse(raw)).toMatchObject({ run_id: 'R1', type: 'sampling', data: '[left out]' });
    expect(raw).not.toMatch(/secret|98765/);
  });

  it('takes a number above 2^53 for a metric of a rule, and keeps an id of that size exact', async () => {
    const lines = [
      spec({ run_id: 'BIG' }),
      sampling(0, 1),
      sampling(1, 1),
      event(2, 1, 'metrics', { accuracy: 1, seed: 'BIG' }),
    ];
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    const big = text.replaceAll('"BIG"', '1700000000123456789').replaceAll('"R1"', '1700000000123456789');
    const receipt = await database.load(await toolSource(await database.file('log.jsonl', big)), { now, key });
    expect(receipt).toMatchObject({ read: 4, quarantined: 0, ignored: 0 });
    expect(await outputs()).toHaveLength(2);
    expect(await database.rows('select distinct run_id from fact_output')).toEqual([
      { run_id: 'evals:run:1700000000123456789' },
    ]);
    expect(await database.rows('select is_defect, score_num, grader_kind from fact_grade order by grade_id')).toEqual([
      { is_defect: false, score_num: 1, grader_kind: 'rule' },
      { is_defect: null, score_num: Number('1700000000123456789'), grader_kind: 'rule' },
    ]);
  });

  it.each([
    ['accuracy', '1e999'],
    ['f1', '-1e999'],
    ['choice', `"${'9'.repeat(400)}"`],
  ])('sets aside a verdict whose %s is more than a number holds', async (name, score) => {
    const verdict = JSON.stringify(event(1, 1, 'metrics', { [name]: 'HERE' })).replace('"HERE"', score);
    const lines = [JSON.stringify(spec()), JSON.stringify(sampling(0, 1)), verdict];
    const file = await database.file('log.jsonl', lines.join('\n'));
    const receipt = await database.load(await toolSource(file), { now, key });
    expect(receipt).toMatchObject({ read: 3, loaded: 2, quarantined: 1 });
    expect(receipt.examples.map(({ line, detail }) => [line, detail])).toEqual([
      [3, 'a score is too large to be a number'],
    ]);
    expect(await database.value('select count(*) from fact_grade')).toBe(0);
  });

  it('sets aside what is no event, and reads the rest', async () => {
    const receipt = await load([spec(), { run_id: 'R1', type: 'match' }, 'text', sampling(0, 1)]);
    expect(receipt).toMatchObject({ read: 4, loaded: 2, quarantined: 2 });
    expect(receipt.examples.map(({ record, line, detail }) => [record, line, detail])).toEqual([
      [2, 2, 'it is no event of a case: it has no run_id and sample_id'],
      [3, 3, 'it is not a JSON object'],
    ]);
  });

  it('ends in the same tables whatever the order of its lines, and changes nothing twice', async () => {
    const lines = [
      spec(),
      spec({ run_id: 'R2', completion_fns: ['other'] }),
      { final_report: { accuracy: 1 } },
      sampling(0, 1),
      match(1, 1, true),
      sampling(2, 1, [{ role: 'user', content: 'hi' }]),
      match(3, 1, false),
      sampling(4, 2),
      event(5, 2, 'metrics', { choice: 'Y', f1: 0.25 }),
      event(6, 3, 'error', {}),
      event(0, 1, 'sampling', { prompt: 'Another way to ask 1', sampled: 'x' }, 'R2'),
      event(1, 1, 'match', { correct: true }, 'R2'),
    ];
    await load(lines);
    const whole = await database.contents();
    expect(await load(lines)).toMatchObject({ read: 12, loaded: 0, unchanged: 11, ignored: 1 });
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(lines, { minLength: lines.length }), async (shuffled) => {
        const other = await TestDatabase.open();
        try {
          await load(shuffled, {}, other);
          expect(await other.contents()).toBe(whole);
        } finally {
          await other.close();
        }
      }),
      search(3),
    );
  }, 120_000);
});

const log = publicFile('tool-exports/openai-evals', '230417220821DPM75QNS_test-match.jsonl');

describePublic('the published log of test-match', [log], () => {
  it('has three answers, of which one is right, as its report says', async () => {
    const receipt = await database.load(await toolSource(log), { now, key });
    expect(receipt).toMatchObject({ source: 'openai_evals', read: 8, loaded: 7, ignored: 1, reasons: { report: 1 } });
    expect(await database.rows('select output_id, is_defect from fact_grade order by output_id')).toEqual([
      { output_id: 'evals:output:230417220821DPM75QNS:test-match.s1.0:0', is_defect: true },
      { output_id: 'evals:output:230417220821DPM75QNS:test-match.s1.1:0', is_defect: false },
      { output_id: 'evals:output:230417220821DPM75QNS:test-match.s1.2:0', is_defect: true },
    ]);
  });
});

describe('texts of a log', () => {
  const chat = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Why is the sea salty?' },
  ];
  const lines = [spec(), sampling(0, 1, chat), match(1, 1, false), sampling(2, 2), match(3, 2, true)];
  const loadKept = async (keepContent: boolean) => {
    const file = await database.file('log.jsonl', `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
    return await database.load(await toolSource(file), { now, key, keepContent });
  };
  const kept = () =>
    database.rows(`select 'case' as what, t.source_id, text from dim_test_case t join ref_content using (content_uri)
      union all select 'output', o.source_id, text from fact_output o join ref_content using (content_uri) order by 1, 2`);

  it('are kept where the workspace keeps them: what was asked of the case, what was answered of the output', async () => {
    expect(await loadKept(false)).toMatchObject({ loaded: 5 });
    expect(await kept()).toEqual([]);
    expect(await database.everything()).not.toMatch(/salty|nobody may keep/);
    await loadKept(true);
    expect(await kept()).toEqual([
      { what: 'case', source_id: 'tidy.dev.1', text: 'system: Be brief.\n\nuser: Why is the sea salty?' },
      { what: 'case', source_id: 'tidy.dev.2', text: 'Prompt 2' },
      { what: 'output', source_id: 'R1:tidy.dev.1:0', text: 'An answer nobody may keep' },
      { what: 'output', source_id: 'R1:tidy.dev.2:0', text: 'An answer nobody may keep' },
    ]);
    expect(await database.rows('select kind, count(*) as n from ref_content group by 1 order by 1')).toEqual([
      { kind: 'output', n: 1 },
      { kind: 'prompt', n: 2 },
    ]);
  });
});
