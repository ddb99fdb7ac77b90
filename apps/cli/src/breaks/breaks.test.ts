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
      const found = (await said(history, ...columns)) as {
        readonly breaks: readonly {
          readonly before: { readonly mean: number };
          readonly after: { readonly mean: number };
        }[];
      };
      expect(found).toMatchObject({
        snapshots: 109,
        series: 213,
        breaks: [
          {
            before: { at: ['2024-07-25', 'dd8eedfd61'], series: 52 },
            after: { at: ['2024-07-25', '866268f598'], series: 47 },
            ...{ common: 14, together: 14, moved: 12 },
          },
        ],
      });
      expect(found.breaks).toHaveLength(1);
      expect(found.breaks.map(({ before, after }) => [before.mean.toFixed(2), after.mean.toFixed(2)])).toEqual([
        ['5.98', '8.26'],
      ]);
    });
  },
);
