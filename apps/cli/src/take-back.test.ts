import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentOf, runAssay } from './testing/run-assay.ts';
import { writeXstest } from './testing/xstest-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const assay = (...argv: readonly string[]) => runAssay(folder, ...argv);
const set = ['--recipe', 'xstest', '--set', 'date=2024-01-15'] as const;
const rate = async () => documentOf(await assay('metric', 'over_refusal_rate', '--json')) as object;

async function load(file: string, ...flags: readonly string[]): Promise<string> {
  const ran = await assay('load', file, ...set, ...flags, '--json');
  expect(ran).toMatchObject({ code: 0, err: '' });
  const { files } = documentOf(ran) as { files: readonly { readonly load: string }[] };
  return files[0]?.load ?? '';
}

describe('assay unload', () => {
  it('takes a load back, says what it did, and the number is what it was', async () => {
    await load(writeXstest(folder, 'kind', { full: 2, partial: 4, comply: 34 }));
    const before = await rate();
    const second = await load(writeXstest(folder, 'strict', { full: 16, partial: 8, comply: 16 }));
    const dry = await assay('unload', second, '--dry-run');
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toMatch(
      /^Would take back xstest_v2_completions_strict\.csv .*\nDry run: nothing was changed\.\n$/s,
    );
    const done = await assay('unload', second.slice(0, 8), '--json');
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(documentOf(done)).toMatchObject({
      load: second,
      file: 'xstest_v2_completions_strict.csv',
      dryRun: false,
      tables: { fact_output: { removed: 40, restored: 0, changed: 0 } },
    });
    expect({ ...(await rate()), asOf: null }).toEqual({ ...before, asOf: null });
  });

  it.each([
    [['unload'], 'USAGE', 'Name the load to take back.'],
    [['unload', '00000000'], 'LOAD_UNKNOWN', 'There is no load with this id.'],
  ])('%s is refused in words', async (argv, code, message) => {
    await load(writeXstest(folder, 'kind', { full: 1, partial: 1, comply: 1 }));
    const ran = await assay(...argv, '--json');
    expect(ran.code).toBe(2);
    expect(documentOf(ran)).toMatchObject({ error: { code, message } });
  });

  it('where nothing was loaded says so, and makes no database', async () => {
    const ran = await assay('unload', '00000000', '--json');
    expect(ran.code).toBe(2);
    expect(documentOf(ran)).toMatchObject({ error: { code: 'WAREHOUSE_NOT_FOUND' } });
    expect(existsSync(join(folder, '.assay', 'assay.duckdb'))).toBe(false);
  });
});

describe('assay who and assay forget', () => {
  it('work out the same pseudonym, and erase by the id', async () => {
    await load(writeXstest(folder, 'kind', { full: 2, partial: 4, comply: 34 }));
    const who = await assay('who', 'xstest:annotation_1', '--json');
    expect(who).toMatchObject({ code: 0, err: '' });
    expect(documentOf(who)).toEqual({ pseudonym: expect.stringMatching(/^[0-9a-f]{20}$/) as string });
    expect((await assay('who', 'xstest:annotation_1')).out).toBe(
      `${(documentOf(who) as { pseudonym: string }).pseudonym}\n`,
    );
    const dry = await assay('forget', 'xstest:output:kind:main:v2-1', '--dry-run', '--json');
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(documentOf(dry)).toMatchObject({ dryRun: true, tables: { fact_output: { current: 1, history: 0 } } });
    const done = await assay('forget', 'xstest:output:kind:main:v2-1');
    expect(done.out).toContain('fact_output: 1 current\n');
    expect(done.out).toContain('Erased for good.');
    const again = await assay('forget', 'xstest:output:kind:main:v2-1', '--json');
    expect(again.code).toBe(2);
    expect(documentOf(again)).toMatchObject({ error: { code: 'PARAM_INVALID' } });
  });

  it('a person needs a key that is there already: none is made for a question', async () => {
    const ran = await assay('who', 'ann', '--json');
    expect(ran.code).toBe(2);
    expect(documentOf(ran)).toMatchObject({ error: { code: 'CONFIG_INVALID' } });
    expect(existsSync(join(folder, '.assay', 'pseudonym.key'))).toBe(false);
    expect((await assay('who')).code).toBe(2);
    expect((await assay('forget')).code).toBe(2);
  });
});

describe('assay load --full', () => {
  it('voids what the file lacks of its scope; a scope nobody knows and two files are refused', async () => {
    await load(writeXstest(folder, 'kind', { full: 2, partial: 4, comply: 34 }));
    const shorter = writeXstest(folder, 'kind', { full: 2, partial: 4, comply: 30 });
    const full = ['--full', 'model_version=kind'];
    const ran = await assay('load', shorter, ...set, ...full);
    expect(ran.out).toMatch(/fact_output: 4 voided\n/);
    const document = (await rate()) as { metrics: { rows: { n: number }[] }[] };
    expect(document.metrics[0]?.rows[0]?.n).toBe(36);
    expect(documentOf(await assay('load', shorter, ...set, '--full', 'weather=fine', '--json'))).toMatchObject({
      error: { code: 'PARAM_INVALID' },
    });
    writeFileSync(join(folder, 'other.csv'), '');
    expect((await assay('load', shorter, 'other.csv', ...set, ...full)).code).toBe(2);
    expect((await assay('load', shorter, ...set, '--full', 'everything')).code).toBe(2);
  });
});
