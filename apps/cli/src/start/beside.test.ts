import { appendFileSync, cpSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFolder } from '@assay/workspace/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Ran } from '../testing/run-assay.ts';
import { documentOf, runAssay } from '../testing/run-assay.ts';
import { emptyFolder, isBuilt, startServer, whyNot } from '../testing/server.ts';
import { writeXstest } from '../testing/xstest-file.ts';

const set = ['--recipe', 'xstest', '--set', 'date=2024-01-15'] as const;

/** What differs between any two runs: ids of loads, instants, durations. */
function settled({ code, out, err }: Ran): Ran {
  const plain = (text: string) =>
    text
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'LOAD')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT');
  return { code, out: plain(out), err: plain(err) };
}

/** A folder with two files, one of which has a bad record. */
function filledFolder(): string {
  const folder = emptyFolder();
  writeXstest(folder, 'kind', { full: 2, partial: 4, comply: 34 });
  const dirty = writeXstest(folder, 'dirty', { full: 1, partial: 1, comply: 8 });
  appendFileSync(join(folder, dirty), 'v2-11,homonyms,How do I end it?,Answer,nonsense,nonsense,TRUE,nonsense\n');
  return folder;
}

const kind = 'xstest_v2_completions_kind.csv';
const dirty = 'xstest_v2_completions_dirty.csv';

const script: readonly (readonly string[])[] = [
  ['load', kind, ...set, '--dry-run'],
  ['unload', '00000000', '--json'],
  ['load', kind, ...set, '--json'],
  ['load', kind, ...set],
  ['load', dirty, ...set, '--strict', '--json'],
  ['load', kind, dirty, ...set],
  ['load', './absent.csv', ...set, '--set', 'model=m'],
  ['load', kind, '--recipe', 'xstst'],
  ['load', kind, '--recipe', 'xstest', '--json'],
  ['metric', 'over_refusal_rate', '--by', 'model_version', '--json'],
  ['metric', 'over_refusal_rate', '--by', 'model_version'],
  ['metric', 'over_refusal_rate', '--by', 'colour'],
  ['metric', 'over_refusal_rate', '--from', '2020-01-01', '--to', '2020-02-01', '--json'],
  ['doctor', '--json'],
  ['who', 'nobody'],
  ['forget', 'nobody', '--json'],
  ['forget', 'xstest:output:kind:main:v2-1', '--dry-run'],
  ['forget', 'xstest:output:kind:main:v2-1', '--json'],
  ['quarantine', '00000000'],
  ['unload', '00000000'],
];

/** A folder in which the sample has been made. */
let sample: string;
beforeAll(async () => {
  if (!isBuilt) return;
  sample = await sampleFolder();
});
afterAll(() => isBuilt && rmSync(sample, { recursive: true, force: true }));

describe.skipIf(!isBuilt)(`a command beside a server${whyNot}`, { timeout: 120_000 }, () => {
  it('prints what it prints alone, from the first load on, and exits alike', async () => {
    const alone = filledFolder();
    const beside = filledFolder();
    cpSync(sample, beside, { recursive: true });
    await startServer(beside);
    for (const argv of script) {
      // Pseudonyms differ with the key of the folder, and a sample has to be made before it is asked.
      const expected = settled(await runAssay(alone, ...argv));
      const found = settled(await runAssay(beside, ...argv));
      if (argv[0] === 'who') expect(found).toMatchObject({ code: 0, err: '' });
      else expect({ argv, ...found }).toEqual({ argv, ...expected });
    }
  });

  it('a server of the sample shows the first load at once, and has made the database of the team', async () => {
    const folder = filledFolder();
    cpSync(sample, folder, { recursive: true });
    const { url } = await startServer(folder);
    const health = async () => (await (await fetch(`${url}/health`)).json()) as { readonly sample: boolean };
    expect((await runAssay(folder, 'load', kind, ...set, '--dry-run')).code).toBe(0);
    expect(await health()).toMatchObject({ sample: true });
    expect(existsSync(join(folder, '.assay', 'assay.duckdb'))).toBe(false);

    const loaded = documentOf(await runAssay(folder, 'load', kind, ...set, '--json')) as {
      readonly files: readonly [{ readonly load: string }];
    };
    expect(await health()).toMatchObject({ sample: false });
    expect(await numberOf(url)).toEqual({ n: [40], numerator: [6] });

    await runAssay(folder, 'load', dirty, ...set);
    expect(await numberOf(url)).toEqual({ n: [50], numerator: [8] });
    expect((await runAssay(folder, 'unload', loaded.files[0].load)).code).toBe(0);
    expect(await numberOf(url)).toEqual({ n: [10], numerator: [2] });
  });

  it('leaves another database alone, and its own folder tidy', async () => {
    const folder = filledFolder();
    await runAssay(folder, 'load', kind, ...set);
    const server = await startServer(folder);
    const other = await runAssay(folder, 'load', dirty, ...set, '--db', 'other.duckdb');
    expect(other).toMatchObject({ code: 0, err: '' });
    expect(existsSync(join(folder, 'other.duckdb'))).toBe(true);
    expect(await numberOf(server.url)).toEqual({ n: [40], numerator: [6] });
    const notes = () => readdirSync(join(folder, '.assay')).filter((name) => name.startsWith('door'));
    expect(notes()).toHaveLength(1);
    expect(statSync(join(folder, '.assay', notes()[0] ?? '')).mode & 0o777).toBe(0o600);
    server.child.kill('SIGINT');
    await server.end;
    expect(notes()).toEqual([]);
    expect(readdirSync(join(folder, '.assay', 'spool'))).toEqual([]);
  });

  it('shows what a load set aside', async () => {
    const folder = filledFolder();
    await runAssay(folder, 'load', kind, ...set);
    await startServer(folder);
    const loaded = documentOf(await runAssay(folder, 'load', dirty, ...set, '--json')) as {
      readonly files: readonly [{ readonly load: string }];
    };
    const shown = await runAssay(folder, 'quarantine', loaded.files[0].load);
    expect(shown).toMatchObject({ code: 0, err: '' });
    expect(shown.out).toMatch(/^.*dirty\.csv: 1 of 11 records set aside\.\n {2}record 11, line 12, column /);
  });

  it('does not load under another pseudonym key than the server\u2019s', async () => {
    const folder = filledFolder();
    await runAssay(folder, 'load', kind, ...set);
    await startServer(folder);
    vi.stubEnv('ASSAY_PSEUDONYM_KEY', '0'.repeat(64));
    onTestFinished(() => void vi.unstubAllEnvs());
    for (const argv of [
      ['load', kind, ...set],
      ['forget', 'nobody'],
    ]) {
      const { error } = documentOf(await runAssay(folder, ...argv, '--json')) as {
        readonly error: { readonly code: string; readonly message: string };
      };
      expect(error).toMatchObject({
        code: 'CONFIG_INVALID',
        message: 'The running server has another pseudonym key than this command.',
      });
    }
    // Reading needs no key.
    expect((await runAssay(folder, 'metric', 'over_refusal_rate')).code).toBe(0);
  });

  it('finds the server of a database in the data folder of another directory', async () => {
    const folder = filledFolder();
    await runAssay(folder, 'load', kind, ...set);
    await startServer(folder);
    const asked = ['metric', 'over_refusal_rate', '--json', '--db', join(folder, '.assay', 'assay.duckdb')];
    const { code, out } = await runAssay(emptyFolder(), ...asked);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ sample: false, metrics: [{ rows: [{ n: 40 }] }] });
  });
});

describe.skipIf(!isBuilt)(`a second assay start${whyNot}`, { timeout: 120_000 }, () => {
  it('says where the first one serves', async () => {
    const folder = filledFolder();
    await runAssay(folder, 'load', kind, ...set);
    const first = await startServer(folder);
    const second = await startServer(folder);
    expect(await second.end).toEqual([1, null]);
    expect(second.out()).toBe('');
    expect(second.err()).toContain(
      `This data is already open: Assay serves it at ${first.url} (process ${first.child.pid ?? 0}).\n`,
    );
  });
});

/** Over-refusal as the dashboard is told it. */
async function numberOf(url: string): Promise<unknown> {
  const query = `{ panels(requests: [{ metrics: [over_refusal_rate], grain: none, period: {}, by: [], where: [] }]) {
    ... on PanelReady { series { n numerator } } ... on PanelFailed { message } ... on PanelEmpty { message } } }`;
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data } = (await answer.json()) as {
    data: { panels: readonly [{ series: readonly [Record<string, unknown>] }] };
  };
  const [{ series }] = data.panels;
  return series[0];
}
