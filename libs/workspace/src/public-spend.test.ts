import type { Day, Estimate, PanelRequest } from '@assay/contract';
import type { Workspace } from './workspace.ts';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { otherMember } from '@assay/contract';
import { loadFiles } from './load-files.ts';
import { openWorkspace } from './open.ts';

/** What the Cabinet Office paid from April 2021 to March 2022; the sums were taken by other tools. */
const shared = process.env['ASSAY_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const folder = join(shared, 'data/public/spend-cabinet-office');
const isThere = existsSync(folder);

/** By the row's own date. */
const months: readonly (readonly [month: string, sum: string])[] = [
  ['2021-03-01', '56398.1000'],
  ['2021-04-01', '157827970.7900'],
  ['2021-05-01', '70343493.4300'],
  ['2021-06-01', '155356992.2000'],
  ['2021-07-01', '98356166.6600'],
  ['2021-08-01', '59720691.1100'],
  ['2021-09-01', '86195112.9500'],
  ['2021-10-01', '149159422.5300'],
  ['2021-11-01', '84940489.5100'],
  ['2021-12-01', '47525667.8500'],
  ['2022-01-01', '49357503.2000'],
  ['2022-02-01', '128865099.1200'],
  ['2022-03-01', '178569644.2200'],
];
const topVendors = ['155836151.1100', '114686483.2000', '95077651.0600', '71818240.2000', '60584804.7700'];

describe.skipIf(!isThere)(
  `Cabinet Office spend${isThere ? '' : ' (skipped: ../shared/data/public/spend-cabinet-office is not here)'}`,
  () => {
    let directory: string;
    let workspace: Workspace;
    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'assay-spend-'));
      await loadFiles({
        directory,
        files: readdirSync(folder)
          .filter((name) => /^\d{4}-\d\d\.csv$/.test(name))
          .sort()
          .map((name) => join(folder, name)),
        recipe: 'spend',
        settings: { currency: 'GBP' },
        dryRun: false,
        strict: true,
        signal: AbortSignal.timeout(120_000),
      });
      workspace = await openWorkspace({ directory });
    }, 150_000);
    afterAll(async () => {
      await workspace.close();
      rmSync(directory, { recursive: true, force: true });
    });

    const days = { from: '2021-03-01' as Day, to: '2022-04-01' as Day };
    const asker = () =>
      ({ viewer: { id: 'test', role: 'owner' }, signal: AbortSignal.timeout(30_000), page: null }) as const;
    const request: PanelRequest = {
      metrics: ['spend_actual'],
      grain: 'none',
      range: { kind: 'days', days },
      by: [],
      where: [],
      compare: null,
      params: { gradeBasis: 'best', moneyBasis: 'ledger' },
      asOf: null,
    };
    async function ask(change: Partial<PanelRequest>): Promise<readonly Estimate[]> {
      const [answer] = await workspace.answer([{ ...request, ...change }], asker());
      if (answer?.kind !== 'ready') throw new Error(JSON.stringify(answer));
      return answer.estimates;
    }

    it('is to the penny by month of posting and in all, in the only currency there is', async () => {
      const byMonth = await ask({ grain: 'month' });
      expect(byMonth.map(({ bucket, money }) => [bucket, money?.value])).toEqual(months);
      const [all] = await ask({});
      expect(all).toMatchObject({ rows: 6086, money: { value: '1266274651.6700', currency: 'GBP', unconverted: [] } });
      const cell = { metric: 'spend_actual', bucket: null, by: {} };
      const rows = await workspace.rows({ request, cell, after: null, first: 5 }, asker());
      expect(rows.total).toBe(6086);
    });

    it('has the published vendors at its top', async () => {
      const vendors = await ask({ by: ['vendor'] });
      // Twenty of them and the others together.
      expect(vendors).toHaveLength(21);
      const named = vendors.filter(({ by }) => by['vendor'] !== otherMember);
      const sums = named.map(({ money }) => money?.value ?? '').sort((a, b) => Number(b) - Number(a));
      expect(sums.slice(0, 5)).toEqual(topVendors);
      const ten = sums.slice(0, 10).reduce((sum, each) => sum + Number(each), 0);
      expect(((100 * ten) / 1_266_274_651.67).toFixed(2)).toBe('54.48');
      // 547 spellings by case alone; two of them are one vendor, told apart by a blank.
      expect(await workspace.members('vendor', asker())).toHaveLength(546);
    });
  },
);
