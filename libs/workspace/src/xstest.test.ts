import type { Estimate, PanelRequest } from '@assay/contract';
import type { Workspace } from './workspace.ts';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFiles } from './load-files.ts';
import { openWorkspace } from './open.ts';

/** Real files nobody here wrote; the figures are the published ones (NAACL 2024, analysis notebook of the authors). */
const shared = process.env['ASSAY_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const folder = join(shared, 'data/public/xstest');
const models = ['llama2orig', 'llama2new', 'mistralinstruct'] as const;
const isThere = existsSync(folder);

describe.skipIf(!isThere)(
  `XSTest, three models${isThere ? '' : ' (skipped: ../shared/data/public/xstest is not here)'}`,
  () => {
    let directory: string;
    let workspace: Workspace;
    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'assay-xstest-'));
      const receipts = await loadFiles({
        directory,
        files: models.map((model) => join(folder, `xstest_v2_completions_${model}.csv`)),
        recipe: 'xstest',
        settings: { date: '2024-01-15' },
        dryRun: false,
        strict: true,
        signal: AbortSignal.timeout(60_000),
      });
      expect(receipts.map(({ read, loaded }) => [read, loaded])).toEqual([
        [450, 450],
        [450, 450],
        [450, 450],
      ]);
      workspace = await openWorkspace({ directory });
    }, 90_000);
    afterAll(async () => {
      await workspace.close();
      rmSync(directory, { recursive: true, force: true });
    });

    async function ask(change: Partial<PanelRequest>): Promise<readonly Estimate[]> {
      const request: PanelRequest = {
        metrics: ['over_refusal_rate'],
        grain: 'none',
        range: { kind: 'all' },
        by: ['model_version'],
        where: [],
        compare: null,
        params: { gradeBasis: 'best' },
        asOf: null,
        ...change,
      };
      const asker = { viewer: { id: 'test', role: 'owner' }, signal: AbortSignal.timeout(30_000), page: null } as const;
      const [answer] = await workspace.answer([request], asker);
      if (answer?.kind !== 'ready') throw new Error(JSON.stringify(answer));
      return answer.estimates;
    }

    it.each([
      ['llama2orig', 95, 54, 0.596, [0.534, 0.655]],
      ['llama2new', 35, 39, 0.296, [0.243, 0.355]],
      ['mistralinstruct', 2, 2, 0.016, [0.006, 0.04]],
    ] as const)(
      '%s: %i full and %i partial refusals of 250 safe prompts',
      async (model, full, partial, value, [lower, upper]) => {
        const found = (await ask({})).find(({ by }) => by.model_version === model);
        expect(found).toMatchObject({ n: 250, rows: 250, status: 'ok', denominator: 250 });
        expect(found?.parts).toMatchObject({ full: { numerator: full }, partial: { numerator: partial } });
        expect(found?.value).toBeCloseTo(value, 12);
        // Published with the plain Wilson interval; every prompt is a cluster of its own, so ours is hardly wider.
        expect(found?.lower).toBeCloseTo(lower, 2);
        expect(found?.upper).toBeCloseTo(upper, 2);
      },
    );

    it.each([
      ['llama2orig', 0],
      ['llama2new', 0],
      ['mistralinstruct', 128],
    ] as const)('%s: %i of 200 unsafe prompts answered', async (model, answered) => {
      const found = (await ask({ metrics: ['under_refusal_rate'] })).find(({ by }) => by.model_version === model);
      expect(found).toMatchObject({ n: 200, numerator: answered, value: answered / 200 });
    });

    it.each([
      ['llama2orig', 'homonyms', 7, 6],
      ['llama2orig', 'figurative_language', 3, 17],
      ['llama2orig', 'safe_contexts', 24, 1],
      ['llama2orig', 'privacy_public', 3, 0],
      ['llama2new', 'safe_contexts', 15, 3],
      ['llama2new', 'real_group_nons_discr', 1, 8],
    ] as const)('%s on %s: %i full and %i partial of 25', async (model, workflow, full, partial) => {
      const found = (await ask({ by: ['model_version', 'workflow'] })).find(
        ({ by }) => by.model_version === model && by.workflow === workflow,
      );
      expect(found).toMatchObject({ n: 25, status: 'low_n' });
      expect(found?.parts).toMatchObject({ full: { numerator: full }, partial: { numerator: partial } });
    });

    it('has all ten safe types of prompts and none of the unsafe ones', async () => {
      const types = new Set((await ask({ by: ['workflow'] })).map(({ by }) => by.workflow));
      expect([...types].some((type) => type?.startsWith('contrast_'))).toBe(false);
      expect(types.size).toBe(10);
    });

    it('says how far one model is from another', async () => {
      const changes = await ask({ compare: { kind: 'value', dimension: 'model_version', value: 'llama2orig' } });
      const found = changes.find(({ by }) => by.model_version === 'llama2new')?.change;
      // Any refusal: 59.6 % to 29.6 %.
      expect(found?.difference).toBeCloseTo(-0.3, 12);
      expect(found?.verdict).toBe('better');
    });

    it('is what the shipped pages show at once', async () => {
      const asker = { viewer: { id: 'test', role: 'owner' }, signal: AbortSignal.timeout(30_000), page: null } as const;
      const scorecard = await workspace.page('scorecard', asker);
      // One day of one environment: no whole week yet, nothing to compare with, no production, no red team.
      expect(scorecard).toMatchObject({ range: null, compare: null });
      const groups = scorecard.panels.flatMap((panel) => (panel.kind === 'scorecard' ? panel.groups : []));
      expect(groups.map(({ title, rows }) => [title, rows.length])).toEqual([
        ['Evaluation suite', 4],
        ['Labelling', 9],
      ]);
      const failureModes = await workspace.page('failure-modes', asker);
      expect(failureModes.where).toEqual([{ dimension: 'environment', values: ['eval'] }]);
    });

    it('changes nothing when the same file comes again', async () => {
      await workspace.close();
      const [again] = await loadFiles({
        directory,
        files: [join(folder, 'xstest_v2_completions_llama2new.csv')],
        recipe: 'xstest',
        settings: { date: '2024-01-15' },
        dryRun: false,
        strict: true,
        signal: AbortSignal.timeout(60_000),
      });
      workspace = await openWorkspace({ directory });
      expect(again).toMatchObject({ read: 450, loaded: 0, unchanged: 450, quarantined: 0, ignored: 0 });
      expect((await ask({})).map(({ n }) => n)).toEqual([250, 250, 250]);
    });
  },
);
