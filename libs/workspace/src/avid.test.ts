import type { Day, Estimate, PanelRequest } from '@assay/contract';
import type { Workspace } from './workspace.ts';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFiles } from './load-files.ts';
import { openWorkspace } from './open.ts';

/** Reports of the AI Vulnerability Database: what it published, counted by other tools. */
const shared = process.env['ASSAY_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const file = join(shared, 'data/public/incidents-avid/avid_reports_flat.csv');
const isThere = existsSync(file);

/** Of a year: all, then LOW, MEDIUM, HIGH, CRITICAL and without a severity. */
const published: Readonly<Record<number, readonly number[]>> = {
  2021: [207, 79, 55, 56, 4, 13],
  2022: [248, 1, 141, 50, 5, 51],
  2023: [152, 7, 39, 49, 15, 42],
  2024: [254, 8, 69, 81, 52, 44],
  2025: [258, 18, 57, 72, 33, 78],
  2026: [626, 1, 4, 13, 1, 607],
};

const request = (year: number): PanelRequest => ({
  metrics: ['incident_rate'],
  grain: 'none',
  range: { kind: 'days', days: { from: `${year}-01-01` as Day, to: `${year + 1}-01-01` as Day } },
  by: [],
  where: [],
  compare: null,
  params: { gradeBasis: 'best' },
  asOf: null,
});

const shown = ({ n, parts }: Estimate): readonly number[] => [
  n,
  ...['p3', 'p2', 'p1', 'p0', 'untriaged'].map((id) => parts[id]?.rows ?? 0),
];

describe.skipIf(!isThere)(
  `AVID reports by year${isThere ? '' : ' (skipped: ../shared/data/public/incidents-avid is not here)'}`,
  () => {
    let directory: string;
    let workspace: Workspace;
    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'assay-avid-'));
      const signal = AbortSignal.timeout(60_000);
      await loadFiles({
        directory,
        files: [file],
        recipe: 'incidents-avid',
        settings: {},
        dryRun: false,
        strict: true,
        signal,
      });
      workspace = await openWorkspace({ directory });
    }, 90_000);
    afterAll(async () => {
      await workspace.close();
      rmSync(directory, { recursive: true, force: true });
    });

    it('are as many and as severe as published, and without sessions no rate', async () => {
      const years = Object.keys(published).map(Number);
      const asker = { viewer: { id: 'test', role: 'owner' }, signal: AbortSignal.timeout(30_000), page: null } as const;
      const answers = await workspace.answer(years.map(request), asker);
      const found = answers.map((answer) => (answer.kind === 'ready' ? answer.estimates : []).map(shown));
      expect(found).toEqual(years.map((year) => [published[year]]));
      const [first] = answers;
      const [estimate] = first?.kind === 'ready' ? first.estimates : [];
      expect(estimate).toMatchObject({ value: null, status: 'no_data' });
      expect(estimate?.caveats).toContainEqual({ code: 'no_exposure', count: null });
    });

    it('are critical in the months as published', async () => {
      const asker = { viewer: { id: 'test', role: 'owner' }, signal: AbortSignal.timeout(30_000), page: null } as const;
      const days = { from: '2025-01-01' as Day, to: '2026-04-01' as Day };
      const [answer] = await workspace.answer(
        [{ ...request(2025), grain: 'month', range: { kind: 'days', days } }],
        asker,
      );
      const critical = (answer?.kind === 'ready' ? answer.estimates : []).flatMap(({ bucket, parts }) =>
        (parts['p0']?.rows ?? 0) > 0 ? [[bucket, parts['p0']?.rows]] : [],
      );
      expect(critical).toEqual([
        ['2025-01-01', 2],
        ['2025-02-01', 2],
        ['2025-03-01', 20],
        ['2025-04-01', 6],
        ['2025-05-01', 3],
        ['2026-03-01', 1],
      ]);
    });
  },
);
