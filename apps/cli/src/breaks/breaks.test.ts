import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { documentOf, runAssay } from '../testing/run-assay.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-breaks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const flags = ['--at', 'day', '--series', 'model', '--value', 'rate'];

/** Five models over nine days, each at its own rate; so many of them are two higher from the seventh day on. */
function fileOf(risen: number): string {
  const lines = Array.from({ length: 9 }, (_, day) =>
    ['a', 'b', 'c', 'd', 'e'].map(
      (model, index) => `${day + 1},${model},${3 + index + (day >= 6 && index < risen ? 2 : 0)}`,
    ),
  );
  writeFileSync(join(folder, 'table.csv'), ['day,model,rate', ...lines.flat()].join('\n'));
  return 'table.csv';
}
const said = async (file: string, ...argv: readonly string[]) =>
  documentOf(await runAssay(folder, 'breaks', file, '--json', ...argv));

describe('assay breaks', () => {
  it('finds where most series move at once, with what stands on both sides', async () => {
    expect(await said(fileOf(4), ...flags)).toMatchObject({
      snapshots: 9,
      series: 5,
      breaks: [
        {
          before: { at: ['6'], series: 5, mean: 5 },
          after: { at: ['7'], series: 5, mean: 6.6 },
          common: 5,
          together: 5,
          moved: 4,
        },
      ],
    });
  });

  it('leaves alone what fewer do', async () => {
    expect(await said(fileOf(3), ...flags)).toMatchObject({ breaks: [] });
    expect((await runAssay(folder, 'breaks', fileOf(3), ...flags)).out).toContain(
      'Nowhere do most series move at once.',
    );
  });

  it('counts a single snapshot and a single line in the singular', async () => {
    writeFileSync(join(folder, 'one.csv'), 'day,model,rate,rest\n1,a,5.0,95.0\n1,b,6.6,90.0\n');
    const { out } = await runAssay(folder, 'breaks', 'one.csv', ...flags, '--rest', 'rest');
    expect(out).toContain('(1 snapshot, 2 series)');
    expect(out).toContain('In 1 line rate and rest do not add up to 100: line 3.');
  });

  it('says how the newest snapshot lies, and which lines do not add up to 100', async () => {
    // Off by 0.1 two rounded numbers may be, by 0.2 not; an empty cell says nothing.
    const lines = ['1,a,5.0,95.0', '1,b,6.6,93.7', '2,a,5.1,95.0', '2,b,8.0,91.8', '2,c,1.0,', '2,d,3.0,97.0'];
    writeFileSync(join(folder, 'whole.csv'), ['day,model,rate,rest', ...lines].join('\n'));
    const all = await said('whole.csv', ...flags, '--rest', 'rest');
    expect(all).toMatchObject({
      last: { at: ['2'], series: 4, least: 1, median: 4.05, mean: 4.275, most: 8 },
      notWhole: { lines: 2, first: [3, 5], series: [{ series: 'b', lines: 2 }] },
    });
    const { out } = await runAssay(folder, 'breaks', 'whole.csv', ...flags, '--rest', 'rest');
    expect(out).toContain('Newest, 2: 4 series from 1.00 to 8.00, median 4.05, mean 4.28.');
    expect(out).toContain('In 2 lines rate and rest do not add up to 100: line 3, 5.\nThey are of b (2).');
    expect(await said('whole.csv', ...flags)).toMatchObject({ notWhole: null });
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'f'].map((model, index) => `${index + 1},${model},5.0,90.0`);
    writeFileSync(join(folder, 'many.csv'), ['day,model,rate,rest', ...many].join('\n'));
    const { out: most } = await runAssay(folder, 'breaks', 'many.csv', ...flags, '--rest', 'rest');
    expect(most).toContain('line 2, 3, 4, 5, 6, ....\nMost of them are of f (2), a (1), b (1), c (1), d (1).');
  });

  it('says it to people', async () => {
    const { out, code } = await runAssay(folder, 'breaks', fileOf(5), ...flags);
    expect(code).toBe(0);
    expect(out).toContain('It is a break, not drift.');
    expect(out).toMatch(/6 +7 +5 +5 +5 +5 of 5 +5\.00 +7\.00/);
  });

  it.each([
    [
      'a column that is not there',
      ['--at', 'week', '--series', 'model', '--value', 'rate'],
      'table.csv has no column "week".',
    ],
    [
      'a value that is none',
      ['--at', 'day', '--series', 'rate', '--value', 'model'],
      'table.csv has no number in model at line 2.',
    ],
  ])('refuses %s', async (_, argv, message) => {
    expect(await said(fileOf(5), ...argv)).toMatchObject({ error: { message } });
  });
});

const shared = process.env['ASSAY_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const history = join(shared, 'data', 'public', 'leaderboard-history', 'hallucination_leaderboard_history.csv');
const isThere = existsSync(history);

describe.skipIf(!isThere)(
  `the published leaderboard${isThere ? '' : ' (skipped: no public data in ../shared)'}`,
  () => {
    it('has one break, where its judge was replaced and most models were renamed', async () => {
      const columns = ['--at', 'snapshot_date,commit', '--series', 'model', '--value', 'hallucination_rate_pct'];
      const found = (await said(history, ...columns, '--rest', 'factual_consistency_pct')) as {
        readonly last: { readonly mean: number };
        readonly breaks: readonly {
          readonly before: { readonly mean: number };
          readonly after: { readonly mean: number };
        }[];
      };
      expect(found).toMatchObject({
        snapshots: 109,
        series: 213,
        last: { at: ['2025-06-09', expect.any(String)], series: 141, least: 0.7, median: 4.6, most: 29.9 },
        notWhole: { lines: 45, series: [{ series: 'Google Gemini-1.5-Pro-002', lines: 44 }, { lines: 1 }] },
        breaks: [
          {
            before: { at: ['2024-07-25', 'dd8eedfd61'], series: 52 },
            after: { at: ['2024-07-25', '866268f598'], series: 47 },
            ...{ common: 14, together: 14, moved: 12 },
          },
        ],
      });
      expect(found.last.mean.toFixed(3)).toBe('6.494');
      expect(found.breaks).toHaveLength(1);
      expect(found.breaks.map(({ before, after }) => [before.mean.toFixed(2), after.mean.toFixed(2)])).toEqual([
        ['5.98', '8.26'],
      ]);
    });
  },
);
