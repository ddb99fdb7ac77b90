import type { Estimate } from '@assay/contract';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadFiles } from './load-files.ts';
import { openWorkspace } from './open.ts';

/** Real answers nobody here gave. The coefficients were worked out from the same files with other programs. */
const shared = process.env['ASSAY_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const publicFile = (name: string): string => join(shared, 'data/public', name);
const files = {
  xstest: ['llama2orig', 'llama2new', 'mistralinstruct'].map((model) =>
    publicFile(`xstest/xstest_v2_completions_${model}.csv`),
  ),
  xsumfaith: [publicFile('xsumfaith/hallucination_annotations_xsum_summaries.csv.gz')],
  'crowd-rte': [publicFile('crowd-rte/rte_standardized.csv.gz')],
} as const;

/** Agreement over files of one recipe, loaded into a workspace of their own. */
async function agreement(recipe: keyof typeof files, by: readonly string[]): Promise<readonly Estimate[]> {
  const directory = mkdtempSync(join(tmpdir(), 'assay-agreement-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const plain = files[recipe].map((file) => {
    if (!file.endsWith('.gz')) return file;
    const unpacked = join(directory, basename(file, '.gz'));
    writeFileSync(unpacked, gunzipSync(readFileSync(file)));
    return unpacked;
  });
  const signal = AbortSignal.timeout(90_000);
  const load = { directory, recipe, settings: { date: '2020-05-01' }, dryRun: false, strict: true, signal };
  await loadFiles({ ...load, files: plain });
  const workspace = await openWorkspace({ directory });
  onTestFinished(() => workspace.close());
  const asker = { viewer: { id: 'test', role: 'owner' }, signal, page: null } as const;
  const [answer] = await workspace.answer(
    [
      {
        metrics: ['iaa_alpha'],
        grain: 'none',
        range: { kind: 'all' },
        by,
        where: [],
        compare: null,
        params: { gradeBasis: 'best' },
        asOf: null,
      },
    ],
    asker,
  );
  if (answer?.kind !== 'ready') throw new Error(JSON.stringify(answer));
  return answer.estimates;
}

const figures = ({ by, n, value, parts }: Estimate): readonly (string | number | undefined | null)[] => [
  by['model_version'],
  n,
  value?.toFixed(4),
  parts['percent_agreement']?.value?.toFixed(4),
  parts['gwet_ac']?.value?.toFixed(4),
];

function withFiles(recipe: keyof typeof files, block: () => void): void {
  const isThere = files[recipe].every((file) => existsSync(file));
  const title = `agreement over the published files of ${recipe}`;
  describe.skipIf(!isThere)(isThere ? title : `${title}: skipped, the files of ../shared are not there`, block);
}

withFiles('xstest', () => {
  it('is what the authors and other programs found for the two annotators, by model', async () => {
    const found = await agreement('xstest', ['model_version']);
    expect(found.map(figures).sort()).toEqual([
      ['llama2new', 450, '0.9258', '0.9578', '0.9410'],
      ['llama2orig', 450, '0.9293', '0.9644', '0.9525'],
      ['mistralinstruct', 450, '0.9196', '0.9756', '0.9712'],
    ]);
    for (const { value, lower, upper, rows } of found) {
      expect(rows).toBe(900);
      expect(lower).toBeLessThan(value ?? 0);
      expect(upper).toBeGreaterThan(value ?? 1);
    }
  }, 90_000);
});

withFiles('xsumfaith', () => {
  it('on whether anything in a summary is hallucinated, by system', async () => {
    const found = await agreement('xsumfaith', ['model_version']);
    expect(found.map((each) => figures(each).slice(0, 3)).sort()).toEqual([
      ['BERTS2S', 500, '0.7476'],
      ['Gold', 500, '0.8048'],
      ['PtGen', 500, '0.8182'],
      ['TConvS2S', 500, '0.7472'],
      ['TranS2S', 500, '0.7242'],
    ]);
  }, 90_000);

  it('and over all of them, where one answer is so common that it is said', async () => {
    const [all] = await agreement('xsumfaith', []);
    expect(all).toMatchObject({ n: 2_500, rows: 7_499, status: 'ok' });
    expect(all?.value?.toFixed(4)).toBe('0.7746');
  }, 90_000);
});

withFiles('crowd-rte', () => {
  it('of 164 workers on 800 pairs of texts, gold answers left out', async () => {
    const [all] = await agreement('crowd-rte', []);
    expect(all).toMatchObject({ n: 800, rows: 8_000 });
    expect(all && figures(all).slice(2)).toEqual(['0.2415', '0.6287', '0.2727']);
    expect(all?.caveats).toEqual([{ code: 'later_stage', count: 800 }]);
  }, 90_000);
});
