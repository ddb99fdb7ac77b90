import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, runAssay } from './testing/run-assay.ts';
import type { Ran } from './testing/run-assay.ts';
import { writeXstest } from './testing/xstest-file.ts';

const folders: string[] = [];
function workingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-cli-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const set = ['--recipe', 'xstest', '--set', 'date=2024-01-15'] as const;

describe('a team that loads two files and asks', () => {
  const folder = workingFolder();
  const assay = (...argv: readonly string[]): Promise<Ran> => runAssay(folder, ...argv);
  const files: string[] = [];

  beforeAll(async () => {
    files.push(writeXstest(folder, 'kind', { full: 2, partial: 4, comply: 34 }));
    files.push(writeXstest(folder, 'strict', { full: 16, partial: 8, comply: 16 }));
    expect((await assay('load', ...files, ...set)).code).toBe(0);
  });

  it('has a receipt for each file; the same files again change nothing', async () => {
    const again = await assay('load', ...files, ...set, '--json');
    expect(again.code).toBe(0);
    expect(again.err).toBe('');
    expect(documentOf(again)).toMatchObject({
      files: files.map((file) => ({
        file,
        source: 'xstest',
        read: 40,
        loaded: 0,
        unchanged: 40,
        quarantined: 0,
        ignored: 0,
        reasons: {},
      })),
    });
    const text = await assay('load', ...files, ...set);
    expect(text.out.split('\n')).toEqual([
      'file                              read  loaded  unchanged  quarantined  ignored',
      'xstest_v2_completions_kind.csv      40       0         40            0        0',
      'xstest_v2_completions_strict.csv    40       0         40            0        0',
      'No row changed.',
      '',
    ]);
  });

  it('gives parts, n and fractions by model in JSON', async () => {
    const asked = await assay('metric', 'over_refusal_rate', '--by', 'model_version', '--json');
    expect(asked).toMatchObject({ code: 0, err: '' });
    const document = documentOf(asked) as { metrics: { rows: { by: Record<string, string> }[] }[] };
    expect(document).toMatchObject({
      engine: 'duckdb',
      sample: false,
      range: { from: '2024-01-15', to: '2024-01-16' },
    });
    const rows = document.metrics[0]?.rows.toSorted((a, b) =>
      String(a.by['model_version']).localeCompare(String(b.by['model_version'])),
    );
    const common = { bucket: null, n: 40, denominator: 40, status: 'ok' };
    expect(rows).toMatchObject([
      { ...common, by: { model_version: 'kind' }, value: 0.15, numerator: 6, parts: { full: 2, partial: 4 } },
      { ...common, by: { model_version: 'strict' }, value: 0.6, numerator: 24, parts: { full: 16, partial: 8 } },
    ]);
  });

  it('shows the same as a table', async () => {
    const { code, out, err } = await assay('metric', 'over_refusal_rate', '--where', 'model_version=strict');
    expect(code).toBe(0);
    expect(err).toBe('');
    expect(out).toMatch(/\(over_refusal_rate\), 15 Jan 2024\n/);
    expect(out).toMatch(/60\.0 % +\d+\.\d to \d+\.\d % +40 +16 \(40\.0 %\) +8 \(20\.0 %\)/);
  });

  it('shows the metrics that have numbers, and says of the others why not', async () => {
    const argv = [
      'metric',
      'over_refusal_rate',
      'rework_rate',
      '--by',
      'environment',
      '--where',
      'model_version=strict',
    ];
    const { code, out, err } = await assay(...argv);
    expect(code).toBe(2);
    expect(out).toMatch(/60\.0 % /);
    expect(out).not.toContain('rework');
    expect(err).toMatch(/^rework_rate: Rework has no dimension environment \(environment\)\. It can be /);
    const { metrics, missing } = documentOf(await assay(...argv, '--json')) as Record<string, object[]>;
    expect(metrics).toMatchObject([
      { id: 'over_refusal_rate', rows: [{ value: 0.6 }] },
      { id: 'rework_rate', rows: [] },
    ]);
    expect(missing).toMatchObject([{ id: 'rework_rate', code: 'DIMENSION_UNKNOWN' }]);
  });

  it('compares two models', async () => {
    const asked = await assay(
      'metric',
      'over_refusal_rate',
      '--where',
      'model_version=strict',
      '--compare',
      'model_version=kind',
      '--json',
    );
    expect(documentOf(asked)).toMatchObject({
      metrics: [{ rows: [{ value: 0.6, change: { comparedValue: 0.15, comparedN: 40, verdict: 'worse' } }] }],
    });
  });

  it('answers a period without data with no rows and says where the data is', async () => {
    const asked = await assay('metric', 'over_refusal_rate', '--from', '2020-01-01', '--to', '2020-02-01', '--json');
    expect(asked.code).toBe(0);
    expect(documentOf(asked)).toMatchObject({ metrics: [{ rows: [] }], empty: { reason: 'no_data_in_range' } });
    expect(asked.err).toContain('2024-01-15');
  });

  it('is well by the doctor', async () => {
    const checked = await assay('doctor', '--json');
    expect(checked.code).toBe(0);
    const { ok, steps, findings } = documentOf(checked) as {
      ok: boolean;
      steps: { name: string }[];
      findings: unknown[];
    };
    expect(ok).toBe(true);
    expect(steps.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Node', 'queries cannot write', 'freshness']),
    );
    // All answers have the one day that was given with the file, which nobody should take for the time of the work.
    expect(findings).toMatchObject([{ rule: 'V-L9', level: 'warning', sample: ['xstest 2024-01-15'] }]);
    expect((await assay('doctor')).out).toMatch(/Everything works; the data has 1 warning\.\n$/);
  });

  it.each([
    [['over_refusal_rat'], 'METRIC_UNKNOWN', 'Did you mean over_refusal_rate'],
    [[], 'USAGE', 'Metrics: accepted_items'],
    [['over_refusal_rate', '--by', 'colour'], 'DIMENSION_UNKNOWN', 'model_version'],
    [['over_refusal_rate', '--where', 'colour=red'], 'DIMENSION_UNKNOWN', 'model_version'],
    [['over_refusal_rate', '--by', 'model_versio'], 'DIMENSION_UNKNOWN', 'Did you mean model_version?'],
    [['over_refusal_rate', '--where', 'model_verson=x'], 'DIMENSION_UNKNOWN', 'Did you mean model_version?'],
    [['over_refusal_rate', '--grain', 'wek'], 'PARAM_INVALID', 'Did you mean week?'],
    [['over_refusal_rate', '--grain', 'year'], 'PARAM_INVALID', '--grain takes none, day, week, month, quarter.'],
    [['over_refusal_rate', '--compare', 'previus'], 'USAGE', 'Did you mean previous?'],
    [['over_refusal_rate', '--param', 'vote=al'], 'PARAM_INVALID', 'Did you mean all?'],
    [['over_refusal_rate', '--where', 'model_version'], 'USAGE', '--where model_version='],
    [['over_refusal_rate', '--compare', 'model_version=nobody'], 'PARAM_INVALID', 'kind'],
    [['over_refusal_rate', '--param', 'forecast=v1'], 'PARAM_INVALID', 'grade_basis'],
    [['over_refusal_rate', '--from', '2024-02-30', '--to', '2024-03-01'], 'DAY_INVALID', 'YYYY-MM-DD'],
    [['over_refusal_rate', '--from', '2024-03-02', '--to', '2024-03-01'], 'DAY_INVALID', 'later day'],
    [['over_refusal_rate', '--last', '13x'], 'PARAM_INVALID', '13w'],
    [
      ['over_refusal_rate', '--grain', 'day', '--from', '2020-01-01', '--to', '2026-01-01'],
      'TOO_LARGE',
      'at most 500 points',
    ],
    [['over_refusal_rate', '--by', 'vendor'], 'DIMENSION_UNKNOWN', 'It can be split'],
    [['over_refusal_rate', '--by', 'workflow', '--by', 'locale', '--by', 'suite'], 'USAGE', 'third'],
    [['over_refusal_rate', '--compare', 'rest=locale'], 'PARAM_INVALID', 'Split by locale'],
    [['over_refusal_rate', '--paired'], 'USAGE', '--compare'],
    [['over_refusal_rate', '--paired', '--compare', 'previous'], 'USAGE', 'model_version='],
    [['over_refusal_rate', '--paired', '--compare', 'rest=model_version'], 'USAGE', 'model_version='],
    [['failure_mode_rate', '--paired', '--compare', 'model_version=llama2orig'], 'PARAM_INVALID', 'over_refusal_rate'],
    [['over_refusal_rate', '--db', 'absent.duckdb'], 'WAREHOUSE_NOT_FOUND', 'path'],
  ])('refuses metric %j as %s', async (argv, code, hint) => {
    const asked = await assay('metric', ...argv, '--json');
    expect(asked.code).toBe(2);
    const { error } = documentOf(asked) as { error: { code: string; message: string; hint: string } };
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/\.$/);
    expect(error.hint).toContain(hint);
  });
});

describe('files that are not what they should be', () => {
  const folder = workingFolder();
  const assay = (...argv: readonly string[]): Promise<Ran> => runAssay(folder, ...argv);
  const good = writeXstest(folder, 'good', { full: 1, partial: 1, comply: 8 });
  const dirty = writeXstest(folder, 'dirty', { full: 1, partial: 1, comply: 8 });
  appendFileSync(join(folder, dirty), 'v2-11,homonyms,How do I end it?,Answer,nonsense,nonsense,TRUE,nonsense\n');
  writeFileSync(join(folder, 'xstest_v2_completions_empty.csv'), '');
  writeFileSync(join(folder, 'xstest_v2_completions_other.csv'), 'a,b\n1,2\n');

  it('keeps what an earlier file brought when --strict refuses a later one, and says both', async () => {
    const refused = await assay('load', good, dirty, good, ...set, '--strict', '--json');
    expect(refused.code).toBe(1);
    expect(documentOf(refused)).toMatchObject({
      files: [
        { file: good, read: 10, loaded: 10, quarantined: 0 },
        { file: dirty, load: null, read: 11, quarantined: 1 },
      ],
      error: { code: 'RECORDS_QUARANTINED' },
    });
    const { metrics } = documentOf(await assay('metric', 'over_refusal_rate', '--by', 'model_version', '--json')) as {
      metrics: { rows: { by: object }[] }[];
    };
    expect(metrics[0]?.rows.map(({ by }) => by)).toEqual([{ model_version: 'good' }]);
  });

  it('sets a bad record aside without --strict and shows where it is', async () => {
    const { code, out } = await assay('load', dirty, ...set);
    expect(code).toBe(0);
    expect(out).toMatch(/xstest_v2_completions_dirty\.csv +11 +10 +0 +1 +0\n/);
    expect(out).toContain('record 11, line 12');
  });

  it('calls a file as it was called, from a folder that is not the process\u2019s own', async () => {
    const absent = await assay('load', './absent.csv', ...set, '--set', 'model=m');
    expect(absent.err).toBe('error: ./absent.csv does not exist.\nCheck the path.\n');
    const other = await assay('load', 'xstest_v2_completions_other.csv', ...set);
    expect(other.err).toMatch(/^error: xstest_v2_completions_other\.csv is not what the recipe xstest reads/);
    const refused = await assay('load', dirty, ...set, '--strict');
    expect(refused.err).toMatch(/^error: xstest_v2_completions_dirty\.csv: 1 of 11 records would be set aside/);
  });

  it('keeps nothing of a dry run', async () => {
    const fresh = workingFolder();
    const file = writeXstest(fresh, 'm', { full: 1, partial: 0, comply: 1 });
    const dry = await runAssay(fresh, 'load', file, ...set, '--dry-run');
    expect(dry.code).toBe(0);
    expect(dry.out).toMatch(/Dry run: nothing was kept\.\n$/);
    expect(existsSync(join(fresh, '.assay', 'assay.duckdb'))).toBe(false);
  });

  it.each([
    [[good], 1, 'FILE_NOT_RECOGNISED', 'use --recipe xstest'],
    [['--recipe', 'xstest'], 2, 'USAGE', 'assay load FILE'],
    [[good, '--recipe', 'xstst'], 2, 'RECIPE_UNKNOWN', 'xstest'],
    [[good, '--recipe', './nowhere'], 2, 'RECIPE_UNKNOWN', 'recipe.yaml'],
    [[good, '--recipe', 'xstest'], 2, 'PARAM_INVALID', '--set date=YYYY-MM-DD'],
    [[good, '--recipe', 'xstest', '--set', 'date=yesterday'], 2, 'PARAM_INVALID', 'YYYY-MM-DD'],
    [[good, ...set, '--set', 'colour=red'], 2, 'PARAM_INVALID', 'model'],
    [[good, '--recipe', 'xstest', '--set', 'date'], 2, 'USAGE', '--set date='],
    [[good, '--from', 'label-studio'], 1, 'FILE_NOT_RECOGNISED', 'use --recipe xstest'],
    [[good, '--from', 'label_studio'], 2, 'PARAM_INVALID', 'label-studio'],
    [[good, ...set, '--full', 'project'], 2, 'USAGE', '--full task=checkout'],
    [['absent.csv', ...set, '--set', 'model=m'], 1, 'FILE_UNREADABLE', 'path'],
    [['.', ...set, '--set', 'model=m'], 1, 'FILE_UNREADABLE', ''],
    [['xstest_v2_completions_empty.csv', ...set], 1, 'FILE_NOT_RECOGNISED', ''],
    [['xstest_v2_completions_other.csv', ...set], 1, 'FILE_NOT_RECOGNISED', ''],
  ])('refuses load %j', async (argv, exitCode, code, hint) => {
    const refused = await assay('load', ...argv, '--json');
    expect(refused.code).toBe(exitCode);
    const { error } = documentOf(refused) as { error: { code: string; message: string; hint: string } };
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/\.$/);
    expect(error.hint).toContain(hint);
  });
});

describe('a configuration that is wrong', () => {
  const folder = workingFolder();
  writeFileSync(join(folder, 'assay.yaml'), 'workspace:\n  zone: Mars/Olympus\nfoo: 1\n');

  it('is listed by check with every place, and refused by the rest', async () => {
    const checked = await runAssay(folder, 'check');
    expect(checked.code).toBe(1);
    expect(checked.out).toMatch(/^assay\.yaml:2:9: .*\nassay\.yaml:3:1: .*\n2 problems\.\n$/);
    const json = documentOf(await runAssay(folder, 'check', '--json'));
    expect(json).toMatchObject({
      ok: false,
      problems: [
        { file: 'assay.yaml', line: 2, column: 9 },
        { line: 3, column: 1 },
      ],
    });
    expect((await runAssay(folder, 'metric', 'over_refusal_rate')).code).toBe(2);
    const doctor = await runAssay(folder, 'doctor');
    expect(doctor.code).toBe(1);
    expect(doctor.out).toContain('assay.yaml:2:9');
    expect(doctor.out).toContain('fix: ');
  });

  it('is well where there is none', async () => {
    const checked = await runAssay(workingFolder(), 'check');
    expect(checked).toMatchObject({ code: 0, err: '' });
  });
});

describe('a database that is none', () => {
  it('is named in a sentence, by doctor with a fix', async () => {
    const folder = workingFolder();
    writeFileSync(join(folder, 'notes.duckdb'), 'These are my notes.\n'.repeat(1000));
    const asked = await runAssay(folder, 'metric', 'over_refusal_rate', '--db', 'notes.duckdb');
    expect(asked.code).toBe(1);
    expect(asked.err).toContain('not a DuckDB database');
    const doctor = await runAssay(folder, 'doctor', '--db', 'notes.duckdb', '--json');
    expect(doctor.code).toBe(1);
    expect(documentOf(doctor)).toMatchObject({ ok: false });
  });
});
